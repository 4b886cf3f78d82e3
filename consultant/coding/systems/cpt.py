"""CPT: the shapes of its numbers. The descriptors are the AMA's and stand nowhere in the desk."""

from __future__ import annotations

import re

# Category II (F), III (T), proprietary laboratory (U), multianalyte assays (M), vaccine administration (A).
_LETTERED = re.compile(r"[0-9]{4}F|[01][0-9]{3}T|0[0-9]{3}U|00[0-9]{2}M|0[0-9]{3}A")

# First and last number of the published sections, anesthesia to medicine; the AMA leaves the space between unused.
SECTIONS = ((100, 1999), (10004, 69990), (70010, 79999), (80047, 89398), (90281, 99607))


def normalise(text: str) -> str | None:
    """Return ``text`` as a CPT number ("0001f" -> "0001F"), or None when it cannot be one.

    Five digits inside a published section, or four digits and a letter. Whether the number exists only the
    operator's licensed file can say.
    """
    bare = text.strip().upper()
    if _LETTERED.fullmatch(bare):
        return bare
    if len(bare) == 5 and bare.isascii() and bare.isdigit():
        number = int(bare)
        return bare if any(first <= number <= last for first, last in SECTIONS) else None
    return None


def is_evaluation(number: str) -> bool:
    """Whether ``number`` stands in the evaluation and management section (99202 to 99499)."""
    return number.isdigit() and 99202 <= int(number) <= 99499
