"""Writing a mail: exact bytes (CRLF), seven bits wide, with headers that nothing can be smuggled into."""

import base64
import hashlib
import quopri
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from consultant.mail.letters import RenderedLetter
from consultant.mail.parsed import Address, Attachment, Kind, ParsedMail

LINE = 76
"""Columns that a folded header line aims at (RFC 5322 asks for 78 at most, and 998 by force)."""

REFERENCES = 900
"""Characters of References; beyond it ids after the first are left out, oldest first (RFC 5322, section 3.6.4)."""

LOOP_HEADER = "X-Loop"
"""Our own mark; a mail that comes in with one of our addresses in it has gone round."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]+")
_HEADER_NAME = re.compile(r"[!-9;-~]{1,70}")
_ATOM_TEXT = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_NO_REPLY = re.compile(
    r"(?:no|do|don'?t|not?)[._-]?(?:not[._-]?)?(?:reply|respond|answer)|noreply|mailer-daemon|postmaster|bounces?"
    r"|auto(?:mated|reply|-?response)|nobody|notifications?|owner-.*|.*-(?:owner|request|bounces?)|mdaemon|listserv|majordomo",
    re.IGNORECASE,
)
_MACHINE_HEADERS = {
    "Auto-Submitted": "auto-replied",
    "X-Auto-Response-Suppress": "All",
    "Precedence": "auto_reply",
}
_OWN_HEADERS = {
    "from", "to", "cc", "bcc", "subject", "date", "message-id", "in-reply-to", "references", "mime-version",
    "content-type", "content-transfer-encoding",
}  # fmt: skip


def compose(
    letter: RenderedLetter,
    *,
    sender: Address,
    to: Sequence[Address],
    cc: Sequence[Address] = (),
    message_id: str,
    in_reply_to: str = "",
    references: Sequence[str] = (),
    date: datetime,
    headers: Mapping[str, str] | None = None,
    attachments: Sequence[Attachment] = (),
    machine: bool = False,
) -> bytes:
    """Return a mail as bytes: CRLF lines, seven bits (but for addresses that need SMTPUTF8), text and HTML alternatives.

    A letter without HTML is a mail of text alone.

    ``machine`` marks it as written by no person (RFC 3834). The same arguments give the same bytes.
    Raises ValueError when there is no recipient, ``date`` has no zone, an id or a header name has a wrong shape, or
    ``headers`` names one that is written here.
    """
    if not to and not cc:
        raise ValueError("a mail needs a recipient")
    if date.tzinfo is None:
        raise ValueError("the date of a mail needs a zone")
    lines = [
        _fold("From", [_mailbox(sender)]),
        *([_fold("To", _comma_separated(to))] if to else []),
        *([_fold("Cc", _comma_separated(cc))] if cc else []),
        _fold("Subject", _words(letter.subject)),
        _fold("Date", [format_datetime(date)]),
        _fold("Message-ID", [_message_id(message_id)]),
    ]
    if in_reply_to:
        lines.append(_fold("In-Reply-To", [_message_id(in_reply_to)]))
    kept = _trim(references)
    if kept:
        lines.append(_fold("References", [_message_id(one) for one in kept]))
    extra = {LOOP_HEADER: _one_line(sender.address), **(_MACHINE_HEADERS if machine else {}), **(headers or {})}
    lines.extend(_extra_header(name, value) for name, value in extra.items())
    lines.append("MIME-Version: 1.0")
    body = _body(letter, attachments, seed=message_id)
    return "\r\n".join(lines).encode("utf-8") + b"\r\n" + body


def needs_smtputf8(addresses: Iterable[Address]) -> bool:
    """Tell whether one of the addresses has letters beyond ASCII before the @, so that SMTPUTF8 must be offered.

    A domain beyond ASCII alone does not: it is written in its ASCII form.
    """
    return any(not one.address.rpartition("@")[0].isascii() for one in addresses)


def envelope_address(address: str) -> str:
    """Return an address as SMTP wants it: one line, the domain in its ASCII form (RFC 5891)."""
    local, at, domain = _one_line(address).replace(" ", "").rpartition("@")
    if not domain.isascii():
        with suppress(UnicodeError):
            domain = domain.encode("idna").decode("ascii")
    return f"{local}{at}{domain}"


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a machine may answer, with the reason in a sentence. True in a condition when it may."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


def may_acknowledge(mail: ParsedMail, own_addresses: Iterable[str]) -> Permission:
    """Return whether the desk may acknowledge a mail by machine. Source: RFC 3834, section 2, and the desk's rules."""
    own = {Address("", one).key for one in own_addresses}
    target = next((one for one in mail.reply_to if one.address), mail.author)
    if mail.kind is not Kind.HUMAN:
        return Permission(allowed=False, reason=f"The mail is of the kind {mail.kind}, which no machine answers.")
    if mail.has_null_sender:
        return Permission(allowed=False, reason="The mail has the null sender.")
    if target is None or "@" not in target.address:
        return Permission(allowed=False, reason="The mail names no address that an answer could go to.")
    for address in {target.key, mail.author.key if mail.author else target.key, mail.return_path or target.key}:
        if _NO_REPLY.fullmatch(address.rpartition("@")[0].partition("+")[0]):
            return Permission(allowed=False, reason="The sender's address takes no answers.")
        if address.casefold() in own:
            return Permission(allowed=False, reason="The sender is one of our own addresses.")
    return Permission(allowed=True, reason="A person wrote from an address that takes answers.")


def _one_line(value: str) -> str:
    return _CONTROL.sub(" ", value).strip()


def sound_message_id(message_id: str) -> bool:
    """Tell whether a Message-ID can be written into a header: ASCII on one line, without blanks, of usual length."""
    try:
        _message_id(message_id)
    except ValueError:
        return False
    return True


def _message_id(message_id: str) -> str:
    inner = message_id.strip().removeprefix("<").removesuffix(">")
    if not inner or len(inner) > 900 or not inner.isascii() or not inner.isprintable() or set(inner) & set(" <>"):
        raise ValueError("a Message-ID is ASCII on one line, without blanks and angle brackets")
    return f"<{inner}>"


def _trim(references: Sequence[str]) -> list[str]:
    """The first id keeps the thread's root, the last ones its nearest ancestors. Ids of a wrong shape are left out."""
    sound = list(dict.fromkeys(_message_id(one) for one in references if sound_message_id(one)))
    while len(sound) > 2 and sum(len(one) + 1 for one in sound) > REFERENCES:
        del sound[1]
    return sound


def _extra_header(name: str, value: str) -> str:
    if not _HEADER_NAME.fullmatch(name) or name.lower() in _OWN_HEADERS:
        raise ValueError(f"{name!r} cannot be added as a header")
    return _fold(name, _words(value))


def _comma_separated(addresses: Sequence[Address]) -> list[str]:
    return [_mailbox(one) + ("," if index < len(addresses) - 1 else "") for index, one in enumerate(addresses)]


def _mailbox(address: Address) -> str:
    plain = envelope_address(address.address)
    if not plain or set(plain) & set("<>,;:") or "@" not in plain:
        raise ValueError("an address needs an @ and no separators")
    name = _one_line(address.name)
    if not name:
        return plain
    if not name.isascii():
        shown = " ".join(_encoded_words(name))
    elif _ATOM_TEXT.fullmatch(name) and "=?" not in name:
        shown = name
    else:
        shown = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return f"{shown} <{plain}>"


def _words(value: str) -> list[str]:
    """Unstructured text as pieces to fold between: its words, or encoded words (RFC 2047)."""
    value = _one_line(value)
    if value.isascii() and "=?" not in value and all(len(word) < 900 for word in value.split(" ")):
        return value.split(" ")
    return _encoded_words(value)


def _encoded_words(value: str) -> list[str]:
    """Base64 words of at most 75 characters; no character is cut in two."""
    words: list[str] = []
    piece = b""
    for char in value:
        data = char.encode("utf-8")
        if len(piece) + len(data) > 42:
            words.append(piece.decode("utf-8"))
            piece = b""
        piece += data
    words.append(piece.decode("utf-8"))
    return [f"=?utf-8?B?{base64.b64encode(word.encode()).decode('ascii')}?=" for word in words]


def _fold(name: str, pieces: Sequence[str]) -> str:
    lines, line = [], f"{name}:"
    for index, piece in enumerate(pieces):
        # A first piece stays on the header's own line: some programs lose an id or subject that begins on the second.
        if index and len(line) + 1 + len(piece) > LINE and line.strip():
            lines.append(line)
            line = ""
        line += f" {piece}"
    return "\r\n".join([*lines, line])


def _body(letter: RenderedLetter, attachments: Sequence[Attachment], *, seed: str) -> bytes:
    said = _text_part("plain", letter.text)
    if letter.html:
        said = _multipart("alternative", [said, _text_part("html", letter.html)], seed=f"a{seed}")
    if not attachments:
        return said
    return _multipart("mixed", [said, *(_file_part(one) for one in attachments)], seed=f"m{seed}")


def _multipart(subtype: str, parts: Sequence[bytes], *, seed: str) -> bytes:
    # "=_" stands in no quoted-printable or base64 body, so the boundary cannot turn up in a part.
    boundary = "=_" + hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:32]
    head = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\n\r\n'.encode()
    delimiter = f"--{boundary}\r\n".encode()
    return head + b"".join(delimiter + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()


def _text_part(subtype: str, text: str) -> bytes:
    data = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    head = f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: "
    if data.isascii() and max((len(line) for line in data.split(b"\n")), default=0) <= LINE + 2 and b"\0" not in data:
        return head.encode() + b"7bit\r\n\r\n" + data.replace(b"\n", b"\r\n")
    # Three in ten bytes beyond ASCII make base64 the shorter one.
    if sum(byte > 127 for byte in data) * 10 > len(data) * 3:
        return head.encode() + b"base64\r\n\r\n" + _base64_lines(data.replace(b"\n", b"\r\n"))
    quoted = quopri.encodestring(data).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    # A server may change a leading dot or "From " on its way (RFC 2049, section 3).
    quoted = re.sub(rb"(?m)^(?:\.|From )", lambda found: b"=%02X" % found[0][0] + found[0][1:], quoted)
    return head.encode() + b"quoted-printable\r\n\r\n" + quoted


def _file_part(file: Attachment) -> bytes:
    kind = file.content_type if re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,80}", file.content_type) else ""
    if not kind or kind.startswith(("multipart/", "message/")):
        kind = "application/octet-stream"
    name = re.sub(r'["\\/]', "_", _one_line(file.filename)) or "file"
    if name.isascii():
        disposition = f'attachment; filename="{name}"'
    else:
        percent = "".join(chr(b) if chr(b).isalnum() and b < 128 else f"%{b:02X}" for b in name.encode("utf-8"))
        disposition = f"attachment;\r\n filename*=utf-8''{percent}"
    head = f"Content-Type: {kind}\r\nContent-Disposition: {disposition}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + _base64_lines(file.content)


def _base64_lines(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")
