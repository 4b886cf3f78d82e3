"""Which side a diagnosis or a modifier is about, and what a diagnosis says apart from its side."""

from __future__ import annotations

import re
from enum import Enum

_WORD = re.compile(r"[a-z0-9]+")
_NO_MATTER = frozenset(["of", "the", "side", "unilateral", "bilateral", "right", "left", "eye", "ear", "both"])
# Sides of the heart, of its vessels and of bundles belong to the disease.
_ORGANIC = re.compile(
    r"\b(?:right|left)[ -](?:heart|ventric\w+|atri\w+|main|bundle|anterior|posterior|circumflex|fascicular|lower quadrant|"
    r"upper quadrant|sided? colitis|coronary|diagonal|hand dominant|dominant|non-dominant)|dominant side|heart failure",
    re.IGNORECASE,
)


class Side(Enum):
    """A side, both, or one that the text leaves open."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "bilateral"
    UNSAID = "unspecified"


MODIFIERS = {
    **dict.fromkeys(["RT", "E3", "E4", "F5", "F6", "F7", "F8", "F9", "T5", "T6", "T7", "T8", "T9"], Side.RIGHT),
    **dict.fromkeys(["LT", "E1", "E2", "FA", "F1", "F2", "F3", "F4", "TA", "T1", "T2", "T3", "T4"], Side.LEFT),
}
"""Anatomic modifiers that say a side (HCPCS Level II)."""


def side_of(text: str) -> Side | None:
    """The side that a code's text says; None when it says none, or only sides of the heart and the like."""
    said = set(_WORD.findall(text.lower()))
    if _ORGANIC.search(text) or {"right", "left"} <= said:
        return None
    for side in (Side.BOTH, Side.RIGHT, Side.LEFT, Side.UNSAID):
        if side.value in said:
            return side
    return None


def apart_from_side(text: str, side: Side) -> tuple[str, ...]:
    """The text's words without its side, sorted; equal for two codes that differ in their side alone."""
    words = [word.rstrip("s") for word in _WORD.findall(text.lower()) if word not in _NO_MATTER]
    words = [word for word in words if word not in _NO_MATTER]
    if side is Side.UNSAID and "unspecified" in words:
        words.remove("unspecified")
    return tuple(sorted(words))
