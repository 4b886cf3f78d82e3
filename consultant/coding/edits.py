"""What NCCI says about codes on a date and in a setting, as values and as the port that answers.

An answer is what the edit says, ``None`` where the release that speaks has no edit, or ``NotHeld`` where no release of
the set speaks on the date: never silence, never "fine".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from consultant.coding.catalogue import ReferenceRelease


class Setting(StrEnum):
    """Who bills. Edits are published for each."""

    PRACTITIONER = "practitioner"
    OUTPATIENT = "outpatient"
    DME = "dme"


@dataclass(frozen=True, slots=True)
class NotHeld:
    """No installed release speaks on the date; ``reason`` says so as people read it."""

    reason: str


@dataclass(frozen=True, slots=True)
class UnitLimit:
    """A medically unlikely edit: more than ``value`` units (0 and up) are denied.

    ``indicator`` (MAI): 1 counts line by line, 2 by day and absolutely, 3 by day unless documented.
    """

    code: str
    value: int
    indicator: int
    rationale: str
    release: ReferenceRelease


class Edits(Protocol):
    """NCCI edits of the active releases."""

    def units(self, code: str, on: date, setting: Setting) -> UnitLimit | NotHeld | None:
        """How many units of ``code`` (normal form) are likely at most."""
        ...
