from datetime import UTC, datetime
from email import message_from_bytes, policy
from smtplib import quoteaddr

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consultant.mail.attachments import make_attachment
from consultant.mail.compose import compose, envelope_address, may_acknowledge, needs_smtputf8
from consultant.mail.letters import RenderedLetter
from consultant.mail.parse import parse
from consultant.mail.parsed import Address, Kind

WHEN = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
DESK = Address("Consultant coding desk", "questions@desk.example")
DANA = Address("Dana Whitlock", "dana@x.example")
LETTER = RenderedLetter("Re: Knee [CQ-120418]", "Dana,\n\nyes.\n", "<p>Dana,</p><p>yes.</p>")


def written(letter=LETTER, **more):
    given = {"sender": DESK, "to": [DANA], "message_id": "cq.a@desk.example", "date": WHEN} | more
    return compose(letter, **given)


def test_a_letter_reads_back_as_it_was_written():
    raw = written(in_reply_to="q@x", references=["root@x", "q@x"], cc=[Address("Lee, Ann", "lee@x.example")])

    mail = parse(raw)

    assert mail.subject == LETTER.subject
    assert (mail.from_, mail.to, mail.cc) == ((DESK,), (DANA,), (Address("Lee, Ann", "lee@x.example"),))
    assert (mail.message_id, mail.in_reply_to, mail.references) == ("cq.a@desk.example", ("q@x",), ("root@x", "q@x"))
    assert (mail.text.strip(), mail.html.strip(), mail.date) == (LETTER.text.strip(), LETTER.html.strip(), WHEN)
    assert mail.flags == ()


def test_the_standard_library_reads_the_same():
    message = message_from_bytes(
        written(RenderedLetter("Rückfrage 膝 " * 20, "膝 – geprüft\n" * 3, "<p>膝</p>")), policy=policy.default
    )

    assert message["Subject"] == ("Rückfrage 膝 " * 20).strip()
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == "膝 – geprüft\n" * 3
    assert not message.defects


def test_lines_end_in_crlf_and_are_seven_bits_wide_and_short():
    raw = written(
        RenderedLetter("Rückfrage", "膝 " * 400 + "\n.\nFrom here\n" + "x" * 3000, "<p>" + "ü" * 3000 + "</p>")
    )

    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78


def test_the_same_arguments_give_the_same_bytes():
    assert written() == written()


def test_no_header_can_be_smuggled_in():
    evil = "x\r\nBcc: evil@x.example\r\n\r\nbody"

    raw = written(
        RenderedLetter(evil, "t", "h"),
        sender=Address(evil, "a@x.example"),
        to=[Address(evil, "b@x.example")],
        headers={"X-Note": evil},
    )

    message = message_from_bytes(raw, policy=policy.default)
    assert message["Bcc"] is None
    assert message.is_multipart()


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": []}, {"date": WHEN.replace(tzinfo=None)}, {"message_id": "a b@x"}, {"message_id": ""}, {"in_reply_to": "a>\r\nX: y"},
        {"headers": {"Subject": "x"}}, {"headers": {"X Y": "x"}}, {"to": [Address("", "a@x,b@y")]}, {"to": [Address("", "nobody")]},
    ],
)  # fmt: skip
def test_what_cannot_be_a_mail_is_refused(wrong):
    with pytest.raises(ValueError):
        written(**wrong)


def test_mail_by_a_machine_says_so():
    machine, person = parse(written(machine=True)), parse(written())

    assert machine.kind is Kind.AUTO_REPLY
    assert machine.value("X-Auto-Response-Suppress") == "All"
    assert person.kind is Kind.HUMAN


def test_our_mail_carries_our_mark():
    assert parse(written()).value("X-Loop") == DESK.address


def test_long_references_keep_the_root_and_the_nearest():
    ids = [f"{'r' * 60}{number}@x" for number in range(60)]

    kept = parse(written(references=ids)).references

    assert kept[0] == ids[0]
    assert kept[-1] == ids[-1]
    assert sum(len(one) for one in kept) < 1_000


def test_files_come_with_their_names_and_bytes():
    files = [
        make_attachment(b"%PDF\x00\xff", name="prüf.pdf", content_type="application/pdf"),
        make_attachment(b"x", name="a.eml", content_type="message/rfc822"),
    ]

    mail = parse(written(attachments=files))

    assert [(one.filename, one.content) for one in mail.attachments] == [("prüf.pdf", b"%PDF\x00\xff"), ("a.eml", b"x")]
    assert mail.text.strip() == LETTER.text.strip()


def test_an_address_beyond_ascii_needs_smtputf8_and_a_domain_alone_does_not():
    assert needs_smtputf8([Address("", "jörg@x.example")])
    assert not needs_smtputf8([DANA, Address("Jörg", "a@nörd.example")])
    assert envelope_address("a@nörd.example") == "a@xn--nrd-sna.example"
    assert parse(written(to=[Address("", "jörg@x.example")])).to[0].address == "jörg@x.example"


@given(st.text(max_size=120), st.text(max_size=300), st.text(max_size=40))
def test_any_words_survive_the_way(subject, text, name):
    raw = written(RenderedLetter(subject, text, "<p>x</p>"), sender=Address(name, DESK.address))

    message = message_from_bytes(raw, policy=policy.SMTP)
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def received(*headers, sender="Dana <dana@x.example>"):
    return parse("\r\n".join([f"From: {sender}", *headers, "", "x"]).encode())


def test_a_person_is_acknowledged():
    assert may_acknowledge(received(), ["questions@desk.example"])


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        (["Auto-Submitted: auto-replied"], "a@x.example"), (["Return-Path: <>"], "a@x.example"), (["List-Id: <l.x>"], "a@x.example"),
        ([], "no-reply@x.example"), ([], "NoReply@x.example"), ([], "do_not_reply@x.example"), ([], "donotreply+x@x.example"),
        ([], "mailer-daemon@x.example"), ([], "questions@desk.example"), ([], "Dana"), (["Reply-To: noreply@x.example"], "a@x.example"),
        (["Return-Path: <bounces@x.example>"], "a@x.example"), (["Reply-To: questions@desk.example"], "a@x.example"),
    ],
)  # fmt: skip
def test_machines_lists_and_ourselves_are_never_acknowledged(headers, sender):
    permission = may_acknowledge(received(*headers, sender=sender), ["questions@desk.example"])

    assert not permission
    assert permission.reason.endswith(".")


SIDES = st.text(st.sampled_from("ab'+-_/=!#$%&*?^{|}~ü日"), min_size=1, max_size=4)
ODD = st.sampled_from(["", "", ".", '"', "[1]", "\\ ", "<", ":"])


@given(SIDES, ODD, ODD, SIDES)
def test_an_address_that_can_be_mailed_can_be_written_and_said_to_a_server(local, mark, odd, domain):
    address = Address("", f"{mark}{local}{mark}@{domain}{odd}{domain}")
    assume(address.can_be_mailed)

    heard = envelope_address(address.address)

    assert f"To: {heard}\r\n".encode() in written(to=[address])
    assert quoteaddr(heard) == f"<{heard}>"
