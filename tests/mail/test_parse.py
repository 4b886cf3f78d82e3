import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultant.mail.limits import Limits
from consultant.mail.parse import parse
from consultant.mail.parsed import Kind, Own, ParsedMail, Unreadable
from tests.corpus.broken import COUNT, broken_mails

BROKEN = broken_mails()
LINES = [
    b"From: Dana <dana@x.example>\r\n", b"Subject: =?utf-8?Q?kn=C3=A9?=\r\n", b"Content-Type: multipart/mixed; boundary=b\r\n",
    b"Content-Type: text/html; charset=utf-16\r\n", b"Content-Transfer-Encoding: base64\r\n", b"\r\n", b"--b\r\n", b"--b--\r\n", b"\xff\xfe\0x\r\n",
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n", b"Content-Type: message/delivery-status\r\n",
    b"Final-Recipient: rfc822; a@x\r\n", b"> quoted\r\n", b"On 2026 a <a@b.example> wrote:\r\n", b"<blockquote type=cite>\r\n", b"Date: x\r\n",
    b"Message-ID: <a@x>\r\n", b"begin 644 x\r\n", b"end\r\n", b"X-Loop: \r\n", b"From x\r\n", b" folded\r\n",
]  # fmt: skip


def strings_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from strings_of(one)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from strings_of(getattr(value, name))


def check_storable(read):
    assert isinstance(read, (ParsedMail, Unreadable))
    for text in strings_of(read):
        assert "\0" not in text
        text.encode("utf-8")


def check_foreseen(read):
    """Whether no error was met on the way, for which a mail is said to be unreadable, or is left whole."""
    assert "could not be read" not in read.reason if isinstance(read, Unreadable) else "not-parted" not in read.flags


def test_the_corpus_has_two_hundred_different_broken_mails():
    assert len(BROKEN) == COUNT == 200
    assert len({name for name, _ in BROKEN}) == len({raw for _, raw in BROKEN}) == COUNT


@pytest.mark.timeout(60)
@pytest.mark.parametrize(("name", "raw"), BROKEN, ids=[name for name, _ in BROKEN])
def test_a_broken_mail_is_read_or_said_to_be_unreadable(name, raw):
    read = parse(raw)

    check_storable(read)
    if isinstance(read, Unreadable):
        assert "Error" not in read.reason, name


@given(st.binary(max_size=600))
def test_any_bytes_can_be_read(raw):
    read = parse(raw)

    check_storable(read)
    check_foreseen(read)


@settings(max_examples=300)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.binary(max_size=12)), max_size=40))
def test_anything_made_of_the_lines_of_mails_can_be_read(lines):
    read = parse(b"".join(lines))

    check_storable(read)
    check_foreseen(read)


@given(st.data())
def test_a_broken_mail_with_a_byte_changed_can_be_read(data):
    _, raw = data.draw(st.sampled_from([one for one in BROKEN if 0 < len(one[1]) < 4_000]))
    index = data.draw(st.integers(0, len(raw) - 1))

    read = parse(raw[:index] + bytes([data.draw(st.integers(0, 255))]) + raw[index + 1 :])

    check_storable(read)
    check_foreseen(read)


def test_a_mail_is_read_whole():
    mail = parse(
        b"Return-Path: <dana@x.example>\r\nAuthentication-Results: mx.desk.example; dmarc=pass; spf=pass\r\n"
        b"From: Dana Whitlock <dana@x.example>\r\nTo: questions@desk.example\r\nCc: Lee <lee@x.example>\r\nReply-To: billing@x.example\r\n"
        b"Subject: =?utf-8?Q?Knee_=E2=80=93_76942?=\r\nDate: Mon, 23 Nov 2026 10:00:00 -0500\r\nMessage-ID: <q@x>\r\nIn-Reply-To: <p@x>\r\n"
        b"References: <o@x> <p@x>\r\n\r\nIs it paid?\r\n\r\nOn Mon, 23 Nov 2026 at 9:00 Desk <d@x.example> wrote:\r\n> no\r\n",
        own=Own(authserv_id="mx.desk.example"),
    )

    assert mail.subject == "Knee – 76942"
    assert [one.address for one in (*mail.from_, *mail.to, *mail.cc, *mail.reply_to)] == [
        "dana@x.example", "questions@desk.example", "lee@x.example", "billing@x.example",
    ]  # fmt: skip
    assert (mail.message_id, mail.in_reply_to, mail.references) == ("q@x", ("p@x",), ("o@x", "p@x"))
    assert mail.visible == "Is it paid?"
    assert mail.kind is Kind.HUMAN
    assert mail.authentication.dmarc == "pass"
    assert mail.date.isoformat() == "2026-11-23T10:00:00-05:00"
    assert mail.flags == ()


def test_a_bounce_names_its_recipients_and_the_mail_that_came_back():
    mail = parse(
        b"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nSubject: Undelivered Mail Returned to Sender\r\nMessage-ID: <b@mx>\r\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; dana@x.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        b"--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <cq.1@desk.example>\r\n\r\nhello\r\n--b--\r\n"
    )

    assert mail.kind is Kind.BOUNCE
    assert [(one.address, one.status, one.action) for one in mail.recipients] == [("dana@x.example", "5.1.1", "failed")]
    assert mail.returned_ids == ("cq.1@desk.example",)
    assert mail.text == "Sorry."


def test_a_forwarded_bounce_is_from_a_person():
    mail = parse(
        b"From: dana@x.example\r\nSubject: What is this\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee.\r\n"
        b"--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: mailer-daemon@x\r\nSubject: failure notice\r\n\r\nx\r\n--b--\r\n"
    )

    assert mail.kind is Kind.HUMAN


def test_emptiness_is_said_plainly():
    assert parse(b"\r\n\0 ") == Unreadable("The mail is empty.")
    assert parse(bytes(range(256)) * 4) == Unreadable("The bytes are neither headers nor text.")


def test_a_mail_whose_quotations_are_beyond_the_desk_is_shown_whole(monkeypatch):
    def fail(*_args, **_kwargs):
        raise IndexError

    monkeypatch.setattr("consultant.mail.parse.visible_part", fail)

    mail = parse(b"From: dana@x.example\r\nSubject: Knee\r\n\r\nIs it paid?\r\n> no\r\n")

    assert (mail.subject, mail.visible) == ("Knee", "Is it paid?\n> no\n")
    assert "not-parted" in mail.flags


def test_a_text_of_lines_without_end_is_shown_whole():
    raw = b"From: dana@x.example\r\nSubject: Knee\r\n\r\nIs it paid?\r\n> no\r\n> no\r\n"

    assert parse(raw, Limits(lines=3)).visible == "Is it paid?"
    assert parse(raw, Limits(lines=2)).visible == "Is it paid?\n> no\n> no\n"
