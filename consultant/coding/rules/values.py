"""What rules read and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consultant.coding.sets import System


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
class Case:
    """What is judged: diagnoses in order, lines, and the date of service.

    ``sequenced`` says that the order of diagnoses is the order on the claim, not merely the order of telling.
    """

    on: date
    diagnoses: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    sequenced: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule has to say. ``source`` cites where the rule stands, with its release."""

    rule: str
    severity: Severity
    title: str
    why: str
    source: str
    codes: tuple[str, ...]
