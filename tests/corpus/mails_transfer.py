"""Transfer encodings, sound and broken."""

import base64
import binascii
from collections.abc import Iterator

from tests.corpus.mails import FROM, Case, mail, multi, part, text

WORDS = "Is 76942 paid beside 20611 for M17.11? Geprüft: é"
B64 = base64.b64encode(WORDS.encode()).decode()
DATA = bytes(range(256)) * 3
FILE = base64.encodebytes(DATA).decode()

_TEXTS: list[tuple[str, str, str, str]] = [
    ("base64", "base64", B64, WORDS),
    ("base64 in capitals", "BASE64", B64, WORDS),
    ("base64 in quotes", '"base64"', B64, WORDS),
    ("base64 with a comment", "base64 (MIME)", B64, WORDS),
    ("base64 with a semicolon", "base64;", B64, WORDS),
    ("base64 with a dash", "base-64", B64, WORDS),
    ("base64 with x-", "x-base64", B64, WORDS),
    ("base64 with a dot", "base64.", B64, WORDS),
    ("base64 in short lines", "base64", "\n".join(B64[i : i + 7] for i in range(0, len(B64), 7)), WORDS),
    ("base64 with blanks", "base64", " ".join(B64[i : i + 10] for i in range(0, len(B64), 10)), WORDS),
    ("base64 with blanks before lines", "base64", "\n".join("  " + B64[i : i + 20] for i in range(0, len(B64), 20)), WORDS),
    ("base64 without padding", "base64", B64.rstrip("="), WORDS),
    ("base64 with too much padding", "base64", B64 + "===", WORDS),
    ("base64 of pieces that each end", "base64", base64.b64encode(b"Is 76942").decode() + base64.b64encode(b" paid?").decode(), "Is 76942 paid?"),
    ("base64 of pieces on lines", "base64", base64.b64encode(b"Is 76942 a").decode() + "\n" + base64.b64encode(b" paid").decode(), "Is 76942 a paid"),
    ("base64 with a footer of a list", "base64", B64 + "\n\n_______________\nCoders mailing list\n", WORDS),
    ("base64 with signs between", "base64", B64[:12] + "!*" + B64[12:], WORDS),
    ("base64 of the address alphabet", "base64", base64.urlsafe_b64encode("knee ÿþ ~~~ ???".encode()).decode(), "knee ÿþ ~~~ ???"),
    ("base64 that is plain text", "base64", "Is 76942 paid? Thank you, Dana.", "Is 76942 paid? Thank you, Dana."),
    ("base64 of nothing", "base64", "", ""),
    ("base64 with blank lines first", "base64", "\n\n" + B64, WORDS),
    ("quoted-printable", "quoted-printable", "kn=C3=A9e =E2=80=93 a=\nb", "knée – ab"),
    ("quoted-printable in capitals", "Quoted-Printable", "kn=C3=A9e", "knée"),
    ("quoted-printable without its dash", "quotedprintable", "kn=C3=A9e", "knée"),
    ("quoted-printable with an underscore", "quoted_printable", "kn=C3=A9e", "knée"),
    ("quoted-printable with a blank", "quoted printable", "kn=C3=A9e", "knée"),
    ("quoted-printable with a semicolon", "quoted-printable; x=y", "kn=C3=A9e", "knée"),
    ("quoted-printable in lower hex", "quoted-printable", "kn=c3=a9e", "knée"),
    ("soft break with blanks behind", "quoted-printable", "kn=C3=A9e a= \nb", "knée ab"),
    ("soft break at the end", "quoted-printable", "kn=C3=A9e=\n", "knée"),
    ("soft break without a line end", "quoted-printable", "kn=C3=A9e=", "knée"),
    ("broken escapes stay", "quoted-printable", "a=ZZ b=4 = c", "a=ZZ b=4 = c"),
    ("equals sign doubled", "quoted-printable", "x == y", "x == y"),
    ("raw bytes beside escapes", "quoted-printable", "é=C3=A9", "éé"),
    ("underscores stay", "quoted-printable", "a_b", "a_b"),
    ("escaped blank at the end of a line", "quoted-printable", "a=20\nb", "a \nb"),
    ("escaped line breaks", "quoted-printable", "a=0D=0Ab=0Ac", "a\nb\nc"),
    ("escapes in an address", "quoted-printable", "http://x.example/?a=3Db", "http://x.example/?a=b"),
    ("8bit", "8bit", "é – ok", "é – ok"),
    ("7bit that holds 8 bits", "7bit", "é – ok", "é – ok"),
    ("7-bit", "7-bit", "ok = ok", "ok = ok"),
    ("8-bit", "8-bit", "é", "é"),
    ("utf-8 as an encoding", "utf-8", "é=3D", "é=3D"),
    ("none", "none", "ok=3D", "ok=3D"),
    ("unknown", "x-odd", "ok=3D", "ok=3D"),
    ("binary", "binary", "é", "é"),
    ("empty", "", "é", "é"),
    ("two encodings by a comma", "8bit, base64", "é plain words here", "é plain words here"),
]  # fmt: skip

_FILES: list[tuple[str, str, str]] = [
    ("lines", "base64", FILE),
    ("one line", "base64", FILE.replace("\n", "")),
    ("no padding", "base64", FILE.rstrip("=\n")),
    ("lines with blanks behind", "base64", FILE.replace("\n", "  \n")),
    ("blank lines between", "base64", FILE.replace("\n", "\n\n")),
    ("misspelt", "Base64 ", FILE),
    ("a footer of a gateway", "base64", FILE + "\n-- \nScanned by a gateway\n"),
    ("signs between", "base64", FILE.replace("\n", " *\n", 2)),
    ("quoted-printable", "quoted-printable", binascii.b2a_qp(DATA, istext=False).decode()),
]


def _uu(data: bytes, name: str = "note.pdf", mode: str = "644") -> str:
    lines = [binascii.b2a_uu(data[i : i + 45]).decode() for i in range(0, len(data), 45)]
    return f"begin {mode} {name}\n" + "".join(lines) + "`\nend\n"


def cases() -> Iterator[Case]:
    for rule, encoding, body, words in _TEXTS:
        head = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n"
        yield mail(f"transfer: {rule}", head + body, text=words.rstrip("\n"))
    for rule, encoding, body in _FILES:
        attached = part(
            "application/pdf",
            body,
            'Content-Disposition: attachment; filename="a.pdf"',
            f"Content-Transfer-Encoding: {encoding}",
        )
        yield mail(
            f"file: {rule}",
            multi("mixed", text("knee"), attached),
            text="knee",
            attachments=[("a.pdf", "application/pdf", DATA)],
        )
    raw = (
        FROM
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nknee\r\n--b\r\nContent-Type: image/png; name=a.png\r\n"
    )
    for encoding in (b"binary", b"8bit", b"7bit"):
        data = b"\x89PNG\r\n\x1a\n\0\r\r\n\n\xff"
        yield Case(
            f"file: raw bytes as {encoding.decode()}",
            raw + b"Content-Transfer-Encoding: " + encoding + b"\r\n\r\n" + data + b"\r\n--b--\r\n",
            {"text": "knee", "attachments": [("a.png", "image/png", data)]},
        )
    pdf = [("note.pdf", "application/octet-stream", DATA)]
    yield mail("uuencode: in the text", "\nknee\n\n" + _uu(DATA) + "\nDana\n", text="knee\n\n\nDana", attachments=pdf)
    yield mail("uuencode: alone", "\n" + _uu(DATA), text="", attachments=pdf)
    yield mail(
        "uuencode: two",
        "\nknee\n" + _uu(DATA) + _uu(b"abc", "two words.pdf"),
        text="knee",
        attachments=[*pdf, ("two words.pdf", "application/octet-stream", b"abc")],
    )
    yield mail("uuencode: blanks for backticks", "\nknee\n" + _uu(DATA).replace("`", " "), text="knee", attachments=pdf)
    yield mail(
        "uuencode: blanks cut from line ends",
        "\nknee\n" + "\n".join(line.rstrip() for line in _uu(DATA + b"\0" * 100).replace("`", " ").split("\n")),
        text="knee",
        attachments=[("note.pdf", "application/octet-stream", DATA + b"\0" * 100)],
    )
    yield mail(
        "uuencode: words that only begin so", "\nbegin 644 words\nno code here\nend of it\n",
        text="begin 644 words\nno code here\nend of it", attachments=[],
    )  # fmt: skip
    attached = part(
        "application/octet-stream; name=note.pdf", _uu(DATA, "other.pdf"), "Content-Transfer-Encoding: x-uuencode"
    )
    yield mail(
        "uuencode: as a transfer encoding",
        multi("mixed", text("knee"), attached),
        text="knee",
        attachments=[("note.pdf", "application/octet-stream", DATA)],
    )
