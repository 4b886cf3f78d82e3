"""What NCCI says about codes on a date and in a setting, as values and as the port that answers.

An answer is what the edit says, ``None`` where the release that speaks has no edit, or ``NotHeld`` where no release of
the set speaks on the date: never silence, never "fine".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import Protocol

from consultant.coding.catalogue import ReferenceRelease


class Setting(StrEnum):
    """Who bills. Edits are published for each."""

    PRACTITIONER = "practitioner"
    OUTPATIENT = "outpatient"
    DME = "dme"


class Column(IntEnum):
    """Where a code stands in a pair. When both are reported, column one is paid and column two is denied."""

    ONE = 1
    TWO = 2


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


@dataclass(frozen=True, slots=True)
class PairEdit:
    """A procedure-to-procedure edit in one of its windows; ``last_day`` is inclusive, None while it is open.

    ``modifier_indicator``: 0, never together; 1, an NCCI-associated modifier may bypass it. Those of 9 never apply and
    are never answered.
    """

    column1: str
    column2: str
    modifier_indicator: int
    effective: date
    last_day: date | None
    rationale: str
    before_1996: bool
    release: ReferenceRelease


@dataclass(frozen=True, slots=True)
class AddOn:
    """An add-on code beside the primary codes that are listed for it.

    ``type``: 1, one of ``primaries`` must stand beside it; 2, the contractor chooses; 3, both.
    """

    code: str
    type: int
    primaries: tuple[str, ...]
    release: ReferenceRelease


class Edits(Protocol):
    """NCCI edits of the active releases."""

    def units(self, code: str, on: date, setting: Setting) -> UnitLimit | NotHeld | None:
        """How many units of ``code`` (normal form) are likely at most."""
        ...

    def pair(self, one: str, other: str, on: date, setting: Setting) -> PairEdit | NotHeld | None:
        """The edit between two codes (normal form) that is in force on ``on``, whichever stands in column 1."""
        ...

    def partners(
        self, code: str, on: date, setting: Setting, column: Column, offset: int, limit: int
    ) -> tuple[int, Sequence[PairEdit]] | NotHeld:
        """How many edits in force have ``code`` in ``column``, and ``limit`` of them from ``offset``, by partner."""
        ...

    def add_on(self, code: str, on: date) -> AddOn | NotHeld | None:
        """What stands beside an add-on code; None for a code that is none."""
        ...

    def add_ons_of(self, primary: str, on: date) -> Sequence[AddOn] | NotHeld:
        """The add-on codes for which ``primary`` is listed, by code."""
        ...
