"""Mails of our own writing with what each of them says: every case names the rule that it shows."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FROM = b"From: Dana Whitlock <dana@northfork.example>\r\n"


@dataclass(frozen=True, slots=True)
class Case:
    """``expected`` holds fields as the command line prints them; attachments as (name, type, bytes)."""

    rule: str
    raw: bytes
    expected: Mapping[str, Any]


def mail(rule: str, body: bytes | str, *, head: bytes = FROM, **expected: Any) -> Case:
    """A whole mail: ``body`` begins with its own header lines (or an empty line); its LF become CR LF."""
    return Case(rule, head + _wire(body), expected)


def headed(rule: str, line: bytes | str, **expected: Any) -> Case:
    """A mail with one more header line."""
    raw = line.encode() if isinstance(line, str) else line
    return Case(rule, FROM * (not raw.lower().startswith(b"from")) + raw + b"\r\n\r\nIs 76942 paid?\r\n", expected)


def one(name: str, address: str) -> dict[str, str]:
    return {"name": name, "address": address}


def multi(kind: str, *parts: bytes | str, boundary: str = "b", more: str = "", end: str = "--") -> bytes:
    """A multipart with its own header line; the parts begin with theirs."""
    inside = b"".join(b"--%s\n%s\n" % (boundary.encode(), _bytes(part)) for part in parts)
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"{more}\n\n'.encode()
    return head + inside + f"--{boundary}{end}\n".encode()


def part(kind: str, body: bytes | str, *more: str) -> bytes:
    lines = "".join(f"{line}\n" for line in (f"Content-Type: {kind}", *more))
    return lines.encode() + b"\n" + _bytes(body)


def text(words: bytes | str, *more: str) -> bytes:
    return part("text/plain; charset=utf-8", words, *more)


def html(words: bytes | str, *more: str) -> bytes:
    return part("text/html; charset=utf-8", words, *more)


def file(name: str, data: bytes = b"%PDF-1.7", kind: str = "application/pdf") -> bytes:
    """A part that is a file, in base64."""
    return part(
        kind,
        base64.b64encode(data),
        f'Content-Disposition: attachment; filename="{name}"',
        "Content-Transfer-Encoding: base64",
    )


def _bytes(value: bytes | str) -> bytes:
    return value.encode() if isinstance(value, str) else value


def _wire(value: bytes | str) -> bytes:
    return _bytes(value).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
