import hashlib

from consultant.mail.hashes import content_hash, raw_hash
from consultant.mail.parse import parse

HEAD = b"From: Dana <dana@x.example>\r\nDate: Mon, 23 Nov 2026 10:00:00 -0500\r\nMessage-ID: <a@x>\r\nSubject: Knee\r\n"
TEXT = "Is 76942 paid – yes?\r\n"


def of(raw):
    return content_hash(parse(raw))


def test_the_raw_hash_is_of_the_very_bytes():
    assert raw_hash(b"x") == hashlib.sha256(b"x").hexdigest()


def test_copies_that_took_different_ways_have_the_same_hash():
    direct = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + TEXT.encode()
    relayed = (
        b"Return-Path: <dana@x.example>\r\nReceived: from a by b\r\nX-Spam-Score: 0\r\n"
        + HEAD
        + b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nIs 76942 paid =E2=80=93 yes?  \r\n\r\n"
    )

    assert of(direct) == of(relayed)


def test_another_text_subject_sender_date_or_id_is_another_mail():
    plain = HEAD + b"\r\nIs it paid?"

    changed = [
        plain.replace(b"paid", b"denied"), plain.replace(b"Knee", b"Hip"), plain.replace(b"dana@", b"lee@"),
        plain.replace(b"23 Nov", b"24 Nov"), plain.replace(b"<a@x>", b"<b@x>"),
    ]  # fmt: skip

    assert len({of(one) for one in [plain, *changed]}) == 6
