"""ICD-10-CM: the shape of a code."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"((?:[A-Z][0-9]|QA)[0-9A-Z])(?:\.?([0-9A-Z]{1,4}))?")
_CATEGORY = re.compile(r"((?:[A-Z][0-9]|QA)[0-9A-Z])(?:\.([0-9A-Z]{0,3}))?\.?-")


def normalise(text: str) -> str | None:
    """Return ``text`` as a dotted upper-case ICD-10-CM code ("s52521a" -> "S52.521A"), or None for another shape.

    Three to seven characters: a letter, a digit (since FY 2026 also the A of QA0), a letter or digit, and up to four
    more after the dot. "M17.-" is its
    category M17. Only the shape is judged; validity on a date is the catalogue's to say.
    Source: ICD-10-CM Official Guidelines for Coding and Reporting, section I.A.2.
    """
    bare = text.strip().upper()
    if found := _CATEGORY.fullmatch(bare):
        return found[1] if not found[2] else f"{found[1]}.{found[2]}"
    if found := _SHAPE.fullmatch(bare):
        return found[1] if not found[2] else f"{found[1]}.{found[2]}"
    return None
