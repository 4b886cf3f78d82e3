import pytest

from consultant.mail.parse import parse
from consultant.mail.parsed import Address, Own, address_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Dana@X.Example", "dana@x.example"),
        ("dana@x.example.", "dana@x.example"),
        ("a@nörd.example", "a@xn--nrd-sna.example"),
        ("", ""),
    ],
)
def test_addresses_are_compared_by_their_key(written, key):
    assert address_key(written) == key
    assert Address("", written).key == key


def test_the_desk_knows_its_own_addresses_with_and_without_a_plus_part():
    own = Own(frozenset({"Questions@desk.example"}))

    assert own.has("questions@DESK.example")
    assert own.has("questions+cq.1@desk.example")
    assert not own.has("other@desk.example")


def test_the_author_is_the_first_from_with_an_address_else_the_sender():
    assert parse(b"From: Dana\r\nSender: b@x.example\r\n\r\nx").author.address == "b@x.example"
    assert parse(b"From: Dana, a@x.example\r\nSender: b@x.example\r\n\r\nx").author.address == "a@x.example"


def test_a_null_sender_is_told_from_an_absent_one():
    assert parse(b"Return-Path: <>\r\nFrom: a@x\r\n\r\nx").has_null_sender
    assert not parse(b"From: a@x\r\n\r\nx").has_null_sender


def test_headers_are_found_whatever_their_case():
    mail = parse(b"X-Priority: 1\r\nFrom: a@x\r\n\r\nx")

    assert mail.value("x-PRIORITY") == "1"
    assert mail.value("missing") == ""


@pytest.mark.parametrize(
    ("written", "can"),
    [
        ("dana@x.example", True),
        ("d.o'neil+a/b=c@x.example", True),
        ("a..b.@phone.example", True),
        ('"lee"@x.example', True),
        ('"Lee, Ann"@x.example', False),
        ("jürgen@müller.example", True),
        ("cron@localhost", True),
        ("a@[192.0.2.1]", True),
        ("root", False),
        ("@x.example", False),
        ("dana@", False),
        ("dana@x..example", False),
        ("a@b@x.example", False),
        ("a b@x.example", False),
        ("/script", False),
        ("", False),
    ],
)
def test_an_address_that_can_be_mailed_says_something_on_both_sides_of_one_sign(written, can):
    assert Address("", written).can_be_mailed is can
