"""What Medicare pays by the physician fee schedule on a date, as values and as the port that answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.edits import NotHeld
from consultant.coding.fee_words import Indicator, explained
from consultant.coding.releases.fee_schedule import FeeRow

_CENT = Decimal("0.01")
PAID_BY_VALUES = frozenset("ART")
"""Statuses whose relative values make a payment (active, restricted, paid alone); others' are for information."""


@dataclass(frozen=True, slots=True)
class Fee:
    """One code with one modifier (empty, 26, TC or 53) in one release; ``row`` holds values and indicators as printed."""

    row: FeeRow
    release: ReferenceRelease

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator in words."""
        return explained(self.row)


@dataclass(frozen=True, slots=True)
class Locality:
    """A Medicare locality with its three cost indices; ``contractor`` and ``number`` name it, zeros kept."""

    contractor: str
    state: str
    number: str
    name: str
    work: Decimal
    practice: Decimal
    malpractice: Decimal
    release: ReferenceRelease


@dataclass(frozen=True, slots=True)
class Payment:
    """US dollars; None where the fee schedule states no payment for the kind of place."""

    non_facility: Decimal | None
    facility: Decimal | None


class Fees(Protocol):
    """Fee schedules and localities of the active releases. ``quality``: for participants in the quality programme."""

    def fee(self, code: str, modifier: str, on: date, *, quality: bool = False) -> Fee | NotHeld | None:
        """The values of ``code`` (normal form) with ``modifier`` (empty for none); None where it is not listed."""
        ...

    def fees(self, code: str, on: date, *, quality: bool = False) -> tuple[Fee, ...] | NotHeld:
        """The values of ``code`` with every modifier that is listed, the one without first; empty for none."""
        ...

    def localities(self, on: date) -> tuple[Locality, ...] | NotHeld:
        """Every locality of the year, by state and name."""
        ...


def payment(fee: Fee, locality: Locality) -> Payment:
    """What a unit is paid there, rounded to cents, before reductions by modifiers and limits.

    Source: CMS, Physician Fee Schedule: (work x work GPCI + practice expense x PE GPCI + malpractice x MP GPCI) x
    conversion factor (42 CFR 414.20 to 414.26).
    """
    row = fee.row
    if row.status not in PAID_BY_VALUES:
        return Payment(None, None)
    return Payment(
        non_facility=None if row.non_facility_na else _paid(row, row.non_facility_pe, locality),
        facility=None if row.facility_na else _paid(row, row.facility_pe, locality),
    )


def _paid(row: FeeRow, practice: Decimal, at: Locality) -> Decimal:
    units = row.work * at.work + practice * at.practice + row.malpractice * at.malpractice
    return (units * row.conversion_factor).quantize(_CENT, ROUND_HALF_UP)
