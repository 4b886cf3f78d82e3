import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.parsed import Recipient
from consultant.mail.plain_reports import Told, read_words, still_tries, tells_of_failure


def read(text, **more):
    return read_words(Told(text, **more))


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        ("550 5.7.1 Not allowed", "5.7.1"),
        ("User unknown", "5.1.1"),
        ("mailbox is full", "5.2.2"),
        ("550 mailbox is over quota", "5.2.2"),
        ("452 mailbox is over quota", "4.2.2"),
        ("552 no", "5.2.2"),
        ("550 no", "5.0.0"),
        ("421 no", "4.0.0"),
        ("domain not found", "5.1.2"),
        ("message too large", "5.3.4"),
        ("blocked as spam", "5.7.1"),
        ("no reason at all", "5.0.0"),
    ],
)
def test_the_reason_gives_the_status(reason, status):
    assert read(f"<dana@x.example>:\n{reason}\n") == (Recipient("dana@x.example", status, "failed"),)


def test_each_address_has_its_own_reason():
    text = "<a@x.example>:\nUser unknown\n\n<b@x.example>:\nmailbox is full\n"

    assert [one.status for one in read(text)] == ["5.1.1", "5.2.2"]


@pytest.mark.parametrize(
    "text",
    [
        "The mail to dana@x.example could not be delivered.\nSender: questions@desk.example\n",
        "From questions@desk.example to dana@x.example failed",
        "dana@x.example: no such user\nPlease contact postmaster@x.example for help.\n",
        "dana@x.example: no such user\nFor assistance, contact help@x.example.\n",
        "dana@x.example: no such user\n\n--- Below this line is a copy of the message.\n\nTo: other@x.example\n",
        "In message <20261123091244.4711@mx.example>\n\ndana@x.example: no such user\n",
        ">>> RCPT TO:<dana@x.example>\n<<< 550 no\n",
    ],
)
def test_only_the_failed_address_is_named(text):
    assert [one.address for one in read(text, never=["questions@desk.example"])] == ["dana@x.example"]


def test_what_the_headers_name_comes_first_and_the_returned_mail_last():
    assert [one.address for one in read("<a@x.example>: no", named=["b@x.example"])] == ["b@x.example"]
    assert [one.address for one in read("No address here.", returned_to=["c@x.example"])] == ["c@x.example"]


def test_a_mail_to_oneself_can_fail_too():
    assert [one.address for one in read("<q@desk.example>: unknown", never=["q@desk.example"])] == ["q@desk.example"]


@pytest.mark.parametrize(
    ("subject", "text", "tries"),
    [
        ("Warning: message delayed 24 hours", "", True),
        ("Delivery Status Notification (Delay)", "", True),
        ("Mail", "Your message has not yet been delivered. Will keep trying.", True),
        ("Mail", "Your message could not be delivered for more than 5 days. It will not be retried.", False),
        ("failure notice", "permanent error; I've given up", False),
    ],
)
def test_a_server_that_still_tries_is_told_from_one_that_gave_up(subject, text, tries):
    assert still_tries(subject, text) is tries


def test_only_reports_speak_of_failed_delivery():
    assert tells_of_failure("Delivery has failed to these recipients:")
    assert not tells_of_failure("The claim failed. Is 20610 payable?")


@pytest.mark.parametrize(
    "text",
    [
        "a@" * 20_000,
        "<" * 40_000,
        "to " * 20_000,
        "a.b." * 10_000 + "@x",
        "550 " * 20_000,
        "RCPT TO:<" * 5_000,
        "- " * 20_000,
        "x@y.example\n" * 5_000,
    ],
)
def test_long_and_odd_texts_are_read_to_their_end(text):
    assert len(read(text)) <= 50


@given(st.text(alphabet="<>@:a.b \n550-rcpt to", max_size=300))
def test_any_text_is_survived(text):
    for one in read(text):
        assert "@" in one.address


def test_each_recipient_has_the_action_that_stands_beside_it():
    text = (
        "These recipients have been processed:\na@x.example; Delayed; 4.4.1 (no answer)\nb@x.example; Failed; 5.2.2\n"
    )

    assert [(one.status, one.action) for one in read_words(Told(text))] == [("4.4.1", "delayed"), ("5.2.2", "failed")]


@pytest.mark.parametrize(
    "address",
    ["o'neil@clinic.example", "x123456@clinic.example", "13800138000@clinic.example", "d'arc-4@clinic.example"],
)
def test_an_apostrophe_and_a_number_are_parts_of_an_address(address):
    assert [one.address for one in read_words(Told(f"Could not be delivered to '{address}': user unknown"))] == [
        address
    ]
    assert [one.address for one in read_words(Told(f"Failed:\n\n  {address}\n    user unknown"))] == [address]


def test_what_a_mail_is_called_is_no_address():
    told = Told("Failed: <20261123150001.4711@mx.example> to dana@clinic.example, user unknown")

    assert [one.address for one in read_words(told)] == ["dana@clinic.example"]


def test_a_name_without_a_domain_is_found_on_the_copy_of_the_mail():
    text = "Undeliverable to the following:\n\n  dana (user not found)\n\n-------- Original message follows:\n\n"
    copy = "From: desk@x.example\nTo: lee@clinic.example, Dana@clinic.example\nSubject: Knee\n\nText\n"

    assert [one.address for one in read_words(Told(text + copy))] == ["Dana@clinic.example"]
