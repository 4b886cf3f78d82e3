"""The header block of a mail or part: found, split and unfolded, however it was written."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from consultant.mail.charsets import Decoded, decode
from consultant.mail.limits import Limits
from consultant.mail.words import decode_words

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*")
_KNOWN = re.compile(
    rb"(?:return-path|received|delivered-to|envelope-to|from|to|cc|bcc|subject|date|message-id|mime-version|reply-to|sender"
    rb"|in-reply-to|references|content-[a-z-]+|dkim-signature|arc-[a-z-]+|authentication-results|x-[a-z0-9-]+|list-[a-z]+"
    rb"|thread-(?:topic|index)|importance|priority|auto-submitted|precedence|user-agent|organization|comments|keywords"
    rb"|errors-to|disposition-notification-to|resent-[a-z-]+|lines|status|feedback-id|accept-language|domainkey-signature)"
    rb"[ \t]*:",
    re.IGNORECASE,
)
_ENVELOPE = re.compile(rb">?From [^\r\n]{1,400}")
_LOOK_AHEAD = 40
"""Lines that are looked at to tell a faulty header line from the start of the body."""


@dataclass(frozen=True, slots=True)
class Block:
    """Header fields as (lower-case name, unfolded value), in order; where the body starts; what was odd."""

    fields: tuple[tuple[str, bytes], ...]
    body: int
    flags: tuple[str, ...] = ()

    def first(self, name: str) -> bytes:
        """Return the first value of that (lower-case) name, or b""."""
        return next((value for field, value in self.fields if field == name), b"")

    def all(self, name: str) -> Iterator[bytes]:
        """Yield every value of that (lower-case) name."""
        return (value for field, value in self.fields if field == name)


def start_of_headers(raw: bytes) -> tuple[int, tuple[str, ...]]:
    """Return where the headers of a whole mail begin: behind a byte order mark, blank lines, an mbox line, junk."""
    position = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    flags: list[str] = []
    while raw[position : position + 1] in {b"\r", b"\n", b" ", b"\t"}:
        blank = re.compile(rb"[ \t]*(?:\r\n|\n|\r)").match(raw, position)
        if blank is None:
            break
        position = blank.end()
    envelope = _ENVELOPE.match(raw, position)
    if envelope is not None and not _FIELD.match(raw, position):
        flags.append("mbox-line")
        position = _next_line(raw, envelope.end())
    if _FIELD.match(raw, position) is None:
        found = _first_known(raw, position)
        if found is not None:
            return found, (*flags, "junk-before-headers")
    return position, tuple(flags)


def read_block(
    raw: bytes, start: int, end: int, limits: Limits, ends_at: Callable[[bytes], bool] | None = None
) -> Block:
    """Return the header block at ``start``. ``ends_at`` tells of a line that it is a delimiter, which ends the block too."""
    fields: list[tuple[str, bytes]] = []
    flags: list[str] = []
    name, pieces = "", [b""]
    position = start

    def keep() -> None:
        if not name:
            return
        value = b" ".join(pieces).strip() if len(pieces) > 1 else pieces[0].strip()
        if len(value) > limits.value:
            value = value[: limits.value]
            flags.append("header-too-large")
        fields.append((name, value))

    while position < end:
        if position - start > limits.header or len(fields) + bool(name) >= limits.headers:
            flags.append("header-too-large")
            position = _after_blank(raw, position, end)
            break
        after = _next_line(raw, position, end)
        line = raw[position:after].rstrip(b"\r\n")
        if not line or (line.isspace() and not _goes_on(raw, after, end)):
            position = after
            break
        if ends_at is not None and line.startswith(b"--") and ends_at(line):
            break
        if line[:1] in b" \t":
            pieces.append(line.strip())
            position = after
            continue
        field = _FIELD.match(line)
        if field is not None:
            keep()
            name, pieces = field[1].decode("ascii").lower(), [line[field.end() :]]
        elif _is_faulty_line(raw, after, end):
            flags.append("bad-header-line")
        else:
            flags.append("no-blank-line")
            break
        position = after
    else:
        flags.append("no-body")
    keep()
    return Block(tuple(fields), min(position, end), tuple(dict.fromkeys(flags)))


def decode_value(value: bytes, charset: str = "") -> Decoded:
    """Return a header's value as text: raw bytes beyond ASCII by ``charset`` or detection, encoded words decoded."""
    if value.isascii() and b"\x1b" not in value:
        return decode_words(value.decode("ascii"))
    raw = decode(value, charset)
    words = decode_words(raw.text)
    return Decoded(words.text, tuple(dict.fromkeys((*raw.flags, *words.flags))))


def _next_line(raw: bytes, position: int, end: int | None = None) -> int:
    found = raw.find(b"\n", position, len(raw) if end is None else end)
    return (len(raw) if end is None else end) if found < 0 else found + 1


def _after_blank(raw: bytes, position: int, end: int) -> int:
    found = re.compile(rb"\n\r?\n").search(raw, max(position - 2, 0), end)
    return found.end() if found else end


def _goes_on(raw: bytes, position: int, end: int) -> bool:
    """Whether a line of blanks alone is inside the block: a field of a known name or a folded line follows."""
    line = raw[position : _next_line(raw, position, end)]
    return bool(_KNOWN.match(line)) or (line[:1] in b" \t" and bool(line.strip()))


def _is_faulty_line(raw: bytes, position: int, end: int) -> bool:
    """Whether known fields follow before the next blank line, so that the line before was no start of a body."""
    for _ in range(_LOOK_AHEAD):
        after = _next_line(raw, position, end)
        line = raw[position:after].rstrip(b"\r\n")
        if not line:
            return False
        if _KNOWN.match(line):
            return True
        position = after
    return False


def _first_known(raw: bytes, position: int) -> int | None:
    for _ in range(_LOOK_AHEAD):
        if position >= len(raw):
            return None
        if _KNOWN.match(raw, position):
            return position
        position = _next_line(raw, position)
    return None
