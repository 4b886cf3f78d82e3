"""The header block of a mail or part: found, split and unfolded, however it was written."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from consultant.mail.charsets import Decoded, decode
from consultant.mail.limits import Limits
from consultant.mail.words import decode_words

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:[ \t]*")
_KNOWN = re.compile(
    rb"(?:return-path|received|delivered-to|envelope-to|from|to|cc|bcc|subject|date|message-id|mime-version|reply-to|sender"
    rb"|in-reply-to|references|content-[a-z-]+|dkim-signature|arc-[a-z-]+|authentication-results|x-[a-z0-9-]+|list-[a-z]+"
    rb"|thread-(?:topic|index)|importance|priority|auto-submitted|precedence|user-agent|organization|comments|keywords"
    rb"|errors-to|disposition-notification-to|resent-[a-z-]+|lines|status|feedback-id|accept-language|domainkey-signature)"
    rb"[ \t]*:",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    rb"([!-9;-~]+)[ \t]*:[ \t]*([^\r\n]*(?:\r?\n[ \t]+[^\s][^\r\n]*)*+)\r?\n(?![ \t])",
)
"""A field with its folded lines, as nearly all are."""
_UNFOLDED = re.compile(rb"\r?\n[ \t]+")
_READ = {
    "from", "to", "cc", "reply-to", "sender", "subject", "date", "message-id", "in-reply-to", "references", "return-path",
    "content-type", "content-transfer-encoding", "content-disposition", "authentication-results", "auto-submitted",
}  # fmt: skip
"""Fields that are kept however many stand before them."""
_ENVELOPE = re.compile(rb">?From [^\r\n]{1,400}")
_NO_VALUES = [b""]
_LOOK_AHEAD = 40
"""Lines that are looked at to tell a faulty header line from the start of the body."""


@dataclass(frozen=True, slots=True)
class Block:
    """Header fields as (lower-case name, unfolded value), in order; where the body starts; what was odd."""

    fields: tuple[tuple[str, bytes], ...]
    body: int
    flags: tuple[str, ...] = ()
    _values: dict[str, list[bytes]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in self.fields:
            self._values.setdefault(name, []).append(value)

    def first(self, name: str) -> bytes:
        """Return the first value of that (lower-case) name, or b""."""
        return self._values.get(name, _NO_VALUES)[0]

    def all(self, name: str) -> Iterator[bytes]:
        """Yield every value of that (lower-case) name."""
        return iter(self._values.get(name, ()))


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
    position = start
    while position < end:
        if position - start > limits.header:
            flags.append("header-too-large")
            position = _after_blank(raw, position, end)
            break
        if ends_at is not None and raw.startswith(b"--", position) and ends_at(_line(raw, position, end)):
            break
        whole = _WHOLE.match(raw, position, end)
        if whole is not None:
            value = whole[2]
            _keep(fields, whole[1], _UNFOLDED.sub(b" ", value) if b"\n" in value else value, limits, flags)
            position = whole.end()
            continue
        after = _next_line(raw, position, end)
        line = raw[position:after].rstrip(b"\r\n")
        if not line or (line.isspace() and not _goes_on(raw, after, end)):
            position = after
            break
        if line[:1] in b" \t":
            if fields:
                last, so_far = fields[-1]
                fields[-1] = (last, (so_far + b" " + line.strip())[: limits.value])
        elif _FIELD.match(line):
            after = _next_field(raw, after, end)
            name, _, value = raw[position:after].partition(b":")
            _keep(fields, name.rstrip(), b" ".join(one.strip() for one in value.splitlines()), limits, flags)
        elif _is_faulty_line(raw, after, end, ends_at):
            flags.append("bad-header-line")
        else:
            flags.append("no-blank-line")
            break
        position = after
    else:
        flags.append("no-body")
    return Block(tuple(fields), min(position, end), tuple(dict.fromkeys(flags)))


def _keep(fields: list[tuple[str, bytes]], name: bytes, value: bytes, limits: Limits, flags: list[str]) -> None:
    if len(value) > limits.value:
        value = value[: limits.value]
        flags.append("header-too-large")
    known = name.decode("ascii").lower()
    if len(fields) < limits.headers or (known in _READ and len(fields) < 2 * limits.headers):
        fields.append((known, value.strip()))
    else:
        flags.append("header-too-large")


def decode_value(value: bytes, charset: str = "") -> Decoded:
    """Return a header's value as text: raw bytes beyond ASCII by ``charset`` or detection, encoded words decoded."""
    if value.isascii() and b"\x1b" not in value:
        return decode_words(value.decode("ascii"))
    raw = decode_raw(value, charset)
    words = decode_words(raw.text)
    return Decoded(words.text, tuple(dict.fromkeys((*raw.flags, *words.flags))))


def decode_raw(value: bytes, charset: str = "") -> Decoded:
    """Return a header's raw value as text, encoded words untouched: UTF-8 where it is sound, ``charset``, or detection."""
    try:
        return decode(value, "" if value.decode("utf-8") else charset)
    except UnicodeError:
        return decode(value, charset)


def _line(raw: bytes, position: int, end: int) -> bytes:
    return raw[position : _next_line(raw, position, end)].rstrip(b"\r\n")


def _next_field(raw: bytes, position: int, end: int) -> int:
    """Where the folded lines that begin at ``position`` end, lines of blanks between them included."""
    while position < end and raw[position : position + 1] in b" \t":
        after = _next_line(raw, position, end)
        if not raw[position:after].strip() and not _goes_on(raw, after, end):
            break
        position = after
    return position


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


def _is_faulty_line(raw: bytes, position: int, end: int, ends_at: Callable[[bytes], bool] | None) -> bool:
    """Whether known fields follow before the next blank line, so that the line before was no start of a body."""
    for _ in range(_LOOK_AHEAD):
        after = _next_line(raw, position, end)
        line = raw[position:after].rstrip(b"\r\n")
        if not line or (ends_at is not None and line.startswith(b"--") and ends_at(line)):
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
