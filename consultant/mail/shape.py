"""A whole mail brought into the shape in which it is read: one byte a character, and lines that end in LF."""

import codecs
import re

_FIRST_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:[^\r\n]*\r(?:[ \t]|[!-9;-~]+[ \t]*:)")
_BLANK = re.compile(rb"\r\r|\n\r?\n|\r\n\r\n")
_LONE_RETURN = re.compile(rb"\r(?!\n)")
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def shaped(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the bytes of a mail, wide ones as UTF-8 and returns that end its lines as LF, and what was changed."""
    flags: tuple[str, ...] = ()
    if (wide := _WIDE.get(raw[:2])) is not None:
        raw = raw.decode(wide, "replace").encode("utf-8", "replace")
        flags = ("wide-mail",)
    if b"\r" not in raw[:100_000]:
        return raw, flags
    if b"\n" not in raw:
        return raw.replace(b"\r", b"\n"), (*flags, "bare-returns")
    if _FIRST_FIELD.match(raw):
        blank = _BLANK.search(raw)
        end = blank.end() if blank else len(raw)
        return _LONE_RETURN.sub(b"\n", raw[:end]) + raw[end:], (*flags, "bare-returns")
    return raw, flags
