"""ICD-10-PCS: the shape of a code."""

from __future__ import annotations

import re

# Sections of the tables: 0 to 9, B, C, D, F, G, H and X; letters O and I are never used.
_SHAPE = re.compile(r"[0-9BCDFGHX][0-9A-HJ-NP-Z]{6}")


def normalise(text: str) -> str | None:
    """Return ``text`` as an upper-case seven-character ICD-10-PCS code, or None when the shape is wrong.

    Source: ICD-10-PCS Official Guidelines, A2 to A5 (values are 0-9 and letters without O and I).
    """
    bare = text.strip().upper()
    return bare if _SHAPE.fullmatch(bare) else None
