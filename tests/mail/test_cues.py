import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.cues import adds_up
from consultant.mail.parse import parse
from consultant.mail.parsed import Kind
from tests.corpus.automated import mail
from tests.corpus.automated_words import ALONE, ANSWERING, PEOPLE_ALONE, PEOPLE_ANSWERING

_ANSWER = ("In-Reply-To: <4711@desk.example>",)


@pytest.mark.parametrize(("rule", "subject", "text"), ANSWERING)
def test_a_note_in_no_formula_is_known(rule, subject, text):
    assert parse(mail(_ANSWER, subject, text)).kind is Kind.AUTO_REPLY, rule


@pytest.mark.parametrize(("rule", "subject", "text"), ALONE)
def test_a_notice_of_a_program_is_known(rule, subject, text):
    assert parse(mail((), subject, text)).kind is Kind.AUTO_REPLY, rule


@pytest.mark.parametrize(("rule", "subject", "text"), PEOPLE_ANSWERING)
def test_a_person_who_answers_nearly_so_is_one(rule, subject, text):
    assert parse(mail(_ANSWER, subject, text)).kind is Kind.HUMAN, rule


@pytest.mark.parametrize(("rule", "subject", "text"), PEOPLE_ALONE)
def test_a_person_who_writes_nearly_so_is_one(rule, subject, text):
    assert parse(mail((), subject, text)).kind is Kind.HUMAN, rule


def test_whoever_sends_a_file_has_something_to_say():
    text = (
        "--b\nContent-Type: text/plain\n\nAway until Monday, please contact Sam.\n"
        "--b\nContent-Type: application/pdf\nContent-Disposition: attachment\n\nx\n--b--"
    )

    read = parse(mail((*_ANSWER, 'Content-Type: multipart/mixed; boundary="b"'), "Re: Knee", text))

    assert read.kind is Kind.HUMAN


def test_an_absence_needs_two_things_more_and_one_under_a_subject_that_says_it():
    assert adds_up("on holiday, contact sam hill in urgent cases")
    assert not adds_up("on holiday, contact sam hill")
    assert adds_up("on holiday, contact sam hill", expected=True)
    assert not adds_up("on holiday", expected=True)


def test_a_receipt_speaks_of_the_mail_and_of_two_things_more():
    assert adds_up("your message was received and will be answered within a day: we will respond")
    assert not adds_up("your message was received")


def test_a_promise_to_do_something_is_a_persons():
    assert adds_up("i am on leave until may 4 and will respond to your message then")
    assert not adds_up("i am on leave until may 4 and will bill your message then")


def test_a_long_text_is_no_note():
    assert not adds_up("i am on leave until may 4 and will respond then. " + "x " * 1_000)


@given(st.text(max_size=300), st.booleans())
def test_any_text_is_survived(text, expected):
    adds_up(text, expected=expected)
