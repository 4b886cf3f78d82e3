"""Mails that cost a careless reader its time: each is some hundred kilobytes of one thing."""

from collections.abc import Iterator

from tests.corpus.mails import FROM

_MANY = 100_000
_HEADERS = (
    b"To: " + b"(" * _MANY,
    b"To: " + b'"\\' * _MANY,
    b"To: " + b"<" * _MANY,
    b"To: " + b'<"a"' * _MANY,
    b"To: " + b"a" * _MANY,
    b"To: " + b"a@" * _MANY,
    b"To: " + b"a," * _MANY,
    b"To: " + b", ".join(b"a%d@x.example" % index for index in range(20_000)),
    b"Subject: " + b"=?" * _MANY,
    b"Subject: " + b"=?utf-8?Q?" * 20_000,
    b"Subject: =?utf-8?Q?" + b"?=3F" * _MANY,
    b"Subject: =?" + b" " * _MANY,
    b"References: " + b"a" * _MANY,
    b"References: " + b"<" * _MANY,
    b"Content-Type: text/plain; " + b'a="' * _MANY,
    b"Content-Type: text/plain; " + b" " * _MANY,
    b"Content-Type: text/plain" + b"".join(b"; name*%d*=a" % index for index in range(20_000)),
    b"X-Many: 1\r\n" * _MANY,
    b" \r\n x\r\n" * _MANY,
)
_BODIES = (
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * _MANY,
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    + b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * 5_000,
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n" + b"--bb\r\n" * _MANY,
    b"Content-Type: message/rfc822\r\n\r\n" * 5_000,
    b"Content-Transfer-Encoding: base64\r\n\r\n" + b"A= " * _MANY,
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n=" + b" " * _MANY,
    b"\r\n" + b"begin 644 a\r\n#0V%T\r\n" * 10_000,
    b"Content-Type: text/enriched\r\n\r\n" + b"<param>" * 20_000,
    b"Content-Type: text/html\r\n\r\n" + b"<a b='" * 20_000,
    b"Content-Type: text/html\r\n\r\n" + b"<table><tr><td>" * 10_000,
)


def large_mails() -> Iterator[bytes]:
    """Yield mails from Dana, each with one thing beyond measure."""
    for lines in _HEADERS:
        yield FROM + lines + b"\r\n\r\nbody\r\n"
    for body in _BODIES:
        yield FROM + body
