import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from consultant.web import forms
from tests.web.conftest import Browser


def test_fresh_keys_are_never_the_same():
    one, two = forms.fresh_keys(), forms.fresh_keys()

    assert len({one.reply, one.note, two.reply, two.note}) == 4


@given(st.text(max_size=100))
def test_a_form_key_always_fits_its_column(word):
    key = forms.key(word)

    assert 8 <= len(key) <= 60
    assert key.isascii()


def test_a_good_key_is_kept_so_that_a_double_click_is_one_act():
    assert forms.key("abcdefgh-1234") == "abcdefgh-1234"


@pytest.mark.parametrize(
    ("word", "number"),
    [("7", 7), ("", None), (None, None), ("-7", None), ("7; drop", None), ("9" * 30, None), ("²", None)],
)
def test_only_a_number_is_a_number(word, number):
    assert forms.number(word) == number


@given(st.text(max_size=40))
def test_a_moment_from_an_address_is_aware_or_none(word):
    moment = forms.moment(word)

    assert moment is None or moment.tzinfo is not None


def test_addresses_are_parted_by_whatever_people_type():
    assert forms.addresses("a@x.example, b@x.example;c@x.example  <d@x.example>\na@x.example") == (
        "a@x.example",
        "b@x.example",
        "c@x.example",
        "d@x.example",
    )
    assert forms.addresses(" , ; ") == ()


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        ("http://localhost/?view=all&tag=x", "/?view=all&tag=x"),
        ("http://localhost/", "/"),
        ("http://localhost/outbox", "/"),
        ("http://evil.example/?view=all", "/"),
        ("", "/"),
    ],
)
def test_back_leads_to_our_own_queue(referrer, back):
    with Flask("forms").test_request_context("/", headers={"Referer": referrer} if referrer else {}):
        assert forms.back() == back


def test_a_page_knows_which_answer_it_was_opened_after():
    with Flask("forms").test_request_context("/tickets/1?sent=12"):
        assert forms.sent() == forms.Sent(12)
    with Flask("forms").test_request_context("/tickets/1?sent=x"):
        assert forms.sent() is None


def test_what_no_database_stores_is_refused_before_any_view(coder: Browser):
    assert coder.client.get("/?tag=%00").status_code == 400
    assert coder.post("/me/keys", single_keys="on\0").status_code == 400


@pytest.mark.parametrize(("words", "ids"), [("", set()), ("3,5", {3, 5}), ("3,x,,-1, 7", {3}), ("9" * 2000, set())])
def test_numbers_of_a_form_are_ids_or_left_out(words, ids):
    assert forms.numbers(words) == ids
