"""HCPCS Level II: the shape of a code."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"[A-CEGHJ-MP-V][0-9]{4}")


def normalise(text: str) -> str | None:
    """Return ``text`` as an upper-case HCPCS Level II code ("j7325" -> "J7325"), or None when the shape is wrong.

    A letter and four digits. D codes belong to the American Dental Association's set and are not among them.
    Source: CMS HCPCS Level II coding procedures.
    """
    bare = text.strip().upper()
    return bare if _SHAPE.fullmatch(bare) else None
