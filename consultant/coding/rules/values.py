"""What rules read and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consultant.coding.edits import Setting
from consultant.coding.sets import System

GUIDELINES = "ICD-10-CM Official Guidelines"
NCCI_MANUAL = "NCCI Policy Manual, chapter I"
NOT_CHECKED = "not-checked"
SHELF = "the installed releases"
"""The source of a finding that something is not installed."""
NO_NCCI = "no NCCI release for this date"


class Severity(StrEnum):
    """``stop``: a claim would be refused. ``warn``: look before sending. ``info``: good to know."""

    STOP = "stop"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Line:
    """A procedure or supply of the case."""

    system: System
    code: str
    modifiers: tuple[str, ...] = ()
    units: int | None = None


@dataclass(frozen=True, slots=True)
class Patient:
    """Age in whole years and sex (F or M), None where unsaid."""

    age: int | None = None
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged: diagnoses in order, lines, the date of service, who bills, and the patient.

    ``sequenced`` says that the diagnoses are those of a claim in its order, not merely told in some order. ``payer`` is
    named in words, ``place`` of service in two digits; None where unsaid.
    """

    on: date
    diagnoses: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    sequenced: bool = False
    setting: Setting = Setting.PRACTITIONER
    patient: Patient = Patient()
    payer: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule has to say: ``title`` is the point, ``why`` the reason and what would resolve it.

    ``source`` cites where the rule stands, with its release.
    """

    rule: str
    severity: Severity
    title: str
    why: str
    source: str
    codes: tuple[str, ...]


def not_checked(what: str, reason: str, codes: tuple[str, ...]) -> Finding:
    """What a rule says that lacks its data (``what`` of ``reason``): never silence, never "fine"."""
    return Finding(
        NOT_CHECKED, Severity.INFO, f"Not checked: {what}", f"{reason[:1].upper()}{reason[1:]}.", SHELF, codes
    )
