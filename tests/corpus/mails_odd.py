"""Mails that other readers stumble over: written from the standards' old forms and from what gateways do to a mail."""

import base64
import binascii
from collections.abc import Iterator

from tests.corpus.mails import FROM, Case, file, headed, html, mail, multi, one, part, text
from tests.mail.test_signed import SIGNED, STREAMED

PDF = ("a.pdf", "application/pdf", b"%PDF-1.7")
A = file("a.pdf")
MIXED = b"Content-Type: multipart/mixed; boundary="


def cases() -> Iterator[Case]:
    yield from _boundaries()
    yield from _wholes()
    yield from _addresses()
    yield from _wrapped()
    yield from _names()
    yield from _charsets()
    yield from _transfer()
    yield from _html()


def _boundaries() -> Iterator[Case]:
    parts = b"--b\n" + text("knee") + b"\n--b\n" + A
    bare = b"\n--b\n\nknee\n--b\n" + A
    empty = parts.replace(b"--b\n", b"--\n")
    for rule, raw in (
        ("the blank of its boundary stands before the last dashes", MIXED + b'"b "\n\n' + parts + b"\n--b --\n"),
        ("a boundary of nothing", MIXED + b'""\n\n' + empty + b"\n----\n"),
        ("a comment behind the boundary", MIXED + b"b (of us)\n" + bare + b"\n--b--\n"),
        ("quotes that belong to the boundary", MIXED + b"'b'\n" + bare.replace(b"--b", b"--'b'") + b"\n--'b'--\n"),
    ):
        yield mail(f"boundary: {rule}", raw, text="knee", attachments=[PDF])
    yield mail("a type in quotes", b'Content-Type: "text/html"\n\n<p>knee</p>', text="knee")


def _wholes() -> Iterator[Case]:
    whole = FROM + b"Subject: Knee\r\n\r\nIs 20611 paid?\r\n"
    yield Case(
        "returns end the header lines only",
        FROM[:-2] + b"\rSubject: Knee\r\rknee\nhip\n",
        {"subject": "Knee", "text": "knee\nhip"},
    )
    for name in ("utf-16", "utf-16-be"):
        raw = whole.decode().encode(name)
        mark = b"" if name == "utf-16" else b"\xfe\xff"
        yield Case(f"the whole mail in {name}", mark + raw, {"subject": "Knee", "text": "Is 20611 paid?"})


def _addresses() -> Iterator[Case]:
    ann = one("Ann", "ann@a.example")
    for rule, value, to in (
        ("blanks around the dots of a bare address", "jo@b  . example", [one("", "jo@b.example")]),
        ("blanks around all signs", "jo . lee @ b . example", [one("", "jo.lee@b.example")]),
        ("a comment behind a group", "Us: Ann <ann@a.example>; (the end)", [ann]),
        ("comments in an empty group", "(None)(begins)Hidden  :(nobody)  ;", []),
        ("a comment alone", "(Ann)", [one("Ann", "")]),
        ("brackets within a name", "Ann <Desk> Lee <ann@a.example>", [one("Ann <Desk> Lee", "ann@a.example")]),
    ):
        yield headed(f"To: {rule}", f"To: {value}", to=to)
    date = "Fri, 21 Nov 1997 09(comment):   55  :  06 -0600"
    yield headed("blanks around the colons of a time", f"Date: {date}", date="1997-11-21T09:55:06-06:00")


def _wrapped() -> Iterator[Case]:
    inside = b"--b\n" + text("knee") + b"\n--b\n" + A + b"\n--b--\n"
    head = MIXED + b"b\nContent-Transfer-Encoding: "
    yield mail(
        "a multipart that is truly in base64",
        head + b"base64\n\n" + base64.encodebytes(inside),
        text="knee",
        attachments=[PDF],
    )
    quoted = binascii.b2a_qp(inside).replace(b"--b", b"=2D-b")
    yield mail(
        "a multipart that is truly in quoted-printable",
        head + b"quoted-printable\n\n" + quoted,
        text="knee",
        attachments=[PDF],
    )
    for rule, data in (("in one piece", SIGNED), ("in pieces of open length", STREAMED)):
        wrapper = file("smime.p7m", data, "application/pkcs7-mime; smime-type=signed-data")
        yield mail(f"signed-data {rule}", wrapper, text="knee", attachments=[PDF])
    sealed = file("smime.p7m", b"\x30\x03\x02\x01\x00", "application/pkcs7-mime; smime-type=enveloped-data")
    yield mail(
        "sealed data stays a file",
        sealed,
        text="",
        attachments=[("smime.p7m", "application/pkcs7-mime", b"\x30\x03\x02\x01\x00")],
    )


def _names() -> Iterator[Case]:
    for rule, line, name in (
        ("where it lies", "Content-Location: http://a.example/x/Photo%2025.jpg?s=1", "Photo 25.jpg"),
        ("what it is", "Content-Description: Photo 25.jpg", "Photo 25.jpg"),
        ("a host, which is no name", "Content-Location: http://a.example", "attachment.jpg"),
        ("words, which are no name", "Content-Description: A photo.", "attachment.jpg"),
    ):
        raw = multi("mixed", text("knee"), part("image/jpeg", b"JPG", line))
        yield mail(f"a file named by {rule}", raw, text="knee", attachments=[(name, "image/jpeg", b"JPG")])


def _charsets() -> Iterator[Case]:
    for rule, declared, words, really in (
        ("Polish", "", "Proszę o informację, którą wysłałam. Żółć", "cp1250"),
        ("Polish", "", "Proszę o informację, którą wysłałam. Ślęzak", "iso8859-2"),
        ("Czech", "", "Děkuji za odpověď, Jiří Šťastný, žádost", "cp1250"),
        ("Czech", "", "Děkuji za odpověď, Jiří Šťastný, žádost", "iso8859-2"),
        ("Turkish", "", "Merhaba, yarın görüşmek üzere, saygılarımla Ayşe", "cp1254"),
        ("Icelandic", "", "Það er gott að þú komst, við þurfum að ræða ný mál", "cp1252"),
        ("Greek", "", "Καλημέρα σας, θα ήθελα να ρωτήσω για το τιμολόγιο.", "cp1253"),
        ("Hebrew", "", "שלום רב, ברצוני לשאול לגבי החשבון", "cp1255"),
        ("Thai", "", "สวัสดีครับ ขอสอบถามเรื่องใบแจ้งหนี้", "cp874"),
        ("Japanese", "iso-2022-jp", "お世話になっております", "utf-8"),
        ("Japanese", "iso-2022-jp", "お世話になっております", "euc_jp"),
        ("Japanese", "iso-2022-jp", "お世話になっております", "cp932"),
    ):
        head = f"Content-Type: text/plain; charset={declared}" if declared else "Content-Type: text/plain"
        raw = head.encode() + b"\n\n" + words.encode(really)
        yield mail(f"{rule} in {really}, said as {declared or 'nothing'}", raw, text=words)
    viscii = b"Content-Type: text/plain; charset=viscii\n\nTi\xaang Vi\xaet"
    yield mail("Vietnamese in VISCII", viscii, text="Tiếng Việt")
    for declared in ("utf-8", "us-ascii"):
        head = f"Content-Type: text/plain; charset={declared}\n\n".encode()
        yield mail(f"cut in a character, said as {declared}", head + "Grüße ü".encode()[:-1], text="Grüße \ufffd")


def _transfer() -> Iterator[Case]:
    head = b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    yield mail("short base64 with strange signs", head + b"SGVs bG8\n!!gd29y*bGQ=\n", text="Hello world")
    data = bytes(range(256))[:186]
    lines = base64.encodebytes(data).rstrip().replace(b"\n", b"\n>")
    raw = multi("mixed", text("knee"), part("application/pdf", lines, "Content-Transfer-Encoding: base64"))
    yield mail("base64 that was quoted", raw, text="knee", attachments=[("attachment.pdf", "application/pdf", data)])


def _html() -> Iterator[Case]:
    kept = '<div style="white-space: pre-wrap">99213  1\n<div>25</div>\n x</div>a\n b'
    yield mail("a style that keeps blanks", html(kept), text="99213  1\n25\n\n x\na b")
    yield mail("a style that keeps lines alone", html('<p style="white-space:pre-line">a  b</p>'), text="a b")
    table = "<table><caption>Injection units</caption><tr><td>20611</td><td>1</td></tr></table>"
    yield mail("a caption makes no column wide", html(table), text="Injection units\n20611  1")
    yield mail(
        "an attribute hides", html('<p hidden>hip</p><p class="not hidden" aria-hidden=true>knee</p>'), text="knee"
    )
    yield mail("cut in its last tag", html("<p>knee</p"), text="knee")
    yield mail("text of an unknown kind", part("text/markdown", "# knee"), text="# knee", attachments=[])
    yield mail("a legend is a line", html("<fieldset><legend>Knee</legend>20611</fieldset>"), text="Knee\n20611")
    yield mail("enriched text ends with its words", part("text/enriched", "<bold>knee</bold>\nhip\n"), text="knee hip")
