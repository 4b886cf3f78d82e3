"""Text that every database and every JSON reader takes: no NUL, no lone surrogate."""

import re

_UNFIT = re.compile("[\0\ud800-\udfff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile(r"[\x00-\x20\x7f\x85\u2028\u2029]+")


def storable(text: str) -> str:
    """Return ``text`` with U+FFFD for every NUL and lone surrogate."""
    if text.isascii() and "\0" not in text:
        return text
    return _UNFIT.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return ``text`` storable, on one line, with runs of blanks and controls as one blank."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return storable(_CONTROLS.sub(" ", text)).strip()


def without_turns(text: str) -> str:
    """Return ``text`` without the marks that turn the direction of writing, which would show a code backwards."""
    return _TURNING.sub("", text)
