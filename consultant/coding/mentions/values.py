"""What a mention is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consultant.coding.sets import System


class Role(StrEnum):
    """How the writer uses a code: asks about it, says it was billed, or repeats it in quoted text or a signature."""

    ASKED = "asked"
    BILLED = "billed"
    QUOTED = "quoted"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Mention:
    """A code found in a text. ``start`` and ``end`` are offsets in characters of the code with its modifiers.

    ``code`` is the normal form; ``units`` is None where none are said; ``why`` names the evidence in a few words.
    """

    system: System
    code: str
    modifiers: tuple[str, ...]
    units: int | None
    role: Role
    start: int
    end: int
    why: str
