"""What the desk can ask about a code on a date, and the typed answers to it.

Everything shown or checked goes through one question: system, code, date. The release files behind it are chosen
elsewhere (``adapters.library``); here stand the values and the port.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from consultant.coding.search.index import WordIndex


class System(StrEnum):
    """A code system. The values are the short names that pages and JSON use."""

    CM = "cm"
    PCS = "pcs"
    HCPCS = "hcpcs"
    CPT = "cpt"
    MODIFIER = "modifier"

    @property
    def title(self) -> str:  # type: ignore[override]  # a system's title, not title case
        """The system's own name, as printed beside a code."""
        return _TITLES[self]


_TITLES = {
    System.CM: "ICD-10-CM",
    System.PCS: "ICD-10-PCS",
    System.HCPCS: "HCPCS Level II",
    System.CPT: "CPT",
    System.MODIFIER: "Modifier",
}


@dataclass(frozen=True, slots=True)
class Release:
    """One official release as installed. ``sha256`` of its release file is its key everywhere."""

    sha256: str
    system: System
    label: str
    effective_from: date
    effective_to: date | None
    sample: bool = False

    def staleness(self, on: date) -> str | None:
        """Say in words why a newer release should be installed on ``on``, or None while this one is in season.

        Seasons: ICD-10 on 1 October and 1 April, HCPCS by quarter (CMS release calendars).
        """
        if self.effective_to is not None and on > self.effective_to:
            return f"in force to {day(self.effective_to)}; a newer release is out and not installed"
        season = season_start(self.system, on)
        if season is not None and season > self.effective_from:
            return f"older than its season: the release of {day(season)} is not installed"
        return None


@dataclass(frozen=True, slots=True)
class Level:
    """A place in the hierarchy: chapter, block, category, or a code between."""

    code: str
    text: str
    kind: str


class NoteKind(StrEnum):
    INCLUSION = "inclusion"
    INCLUDES = "includes"
    EXCLUDES1 = "excludes1"
    EXCLUDES2 = "excludes2"
    CODE_FIRST = "code first"
    USE_ADDITIONAL = "use additional"
    CODE_ALSO = "code also"
    SEVENTH = "seventh character"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Note:
    """An instruction of the tabular list; ``at`` is the level that carries it, which may stand above the code."""

    kind: NoteKind
    text: str
    at: str


class Sequencing(StrEnum):
    """What a code's own conventions say about its place in the order of diagnoses (Official Guidelines, section I)."""

    EXTERNAL_CAUSE = "external cause"
    MANIFESTATION = "manifestation"


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed code with everything that its release says about it.

    ``ancestors`` run from the chapter down to the parent; ``notes`` stand nearest level first, inherited ones included.
    ``facts`` are named attributes of the release (HCPCS: coverage, dates, cross references), in the order to show.
    """

    system: System
    code: str
    text: str
    billable: bool
    ancestors: tuple[Level, ...] = ()
    notes: tuple[Note, ...] = ()
    sequencing: frozenset[Sequencing] = frozenset()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A code and its text, as offered for choice: a leaf of a header, or a code spelled like the one asked."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Billable:
    """Valid and billable on the date. ``caveat`` says what was assumed about the release, if anything."""

    entry: Entry
    release: Release
    caveat: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """Valid but not billable: ``leaves`` are the first of the ``leaf_count`` billable codes below it."""

    entry: Entry
    release: Release
    leaves: tuple[Listed, ...]
    leaf_count: int
    caveat: str | None = None
    stopped: date | None = None
    """The day on which it stopped being billable, where an older list still has it so."""


@dataclass(frozen=True, slots=True)
class NotYetEffective:
    entry: Entry
    release: Release
    effective_from: date


@dataclass(frozen=True, slots=True)
class Expired:
    """Gone from the list; the last day on which it was good is known to the day or as the end of a release.

    ``successors`` are codes that came into the list where this one stood, the likeliest first.
    """

    entry: Entry
    release: Release
    last_day: date
    successors: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """In no installed list. ``nearest`` are listed codes with nearly the same spelling."""

    system: System
    code: str
    release: Release
    nearest: tuple[Listed, ...] = ()
    caveat: str | None = None


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Nothing installed speaks for the system on the date. ``entry`` is what the nearest release knows, if any."""

    system: System
    code: str
    reason: str
    release: Release | None = None
    entry: Entry | None = None


Answer = Billable | Header | NotYetEffective | Expired | Unknown | NotChecked


@dataclass(frozen=True, slots=True)
class Standing:
    """How one release lists a code; ``text`` is None where it does not."""

    release: Release
    text: str | None
    billable: bool


class Catalogue(Protocol):
    """The active releases, frozen: a check that began with one catalogue ends with it."""

    @property
    def releases(self) -> Sequence[Release]:
        """The active releases, by system, oldest first."""
        ...

    def ask(self, system: System, code: str, on: date) -> Answer:
        """What ``code`` (normal form) was on ``on``."""
        ...

    def listed(self, system: System, code: str) -> bool:
        """Whether any active release lists ``code`` (normal form), whatever the date."""
        ...

    def history(self, system: System, code: str) -> Sequence[Standing]:
        """How each active release lists ``code`` (normal form), the oldest first."""
        ...

    def word_indexes(self, on: date) -> Sequence[tuple[Release, WordIndex]]:
        """One word index a system: of the release that speaks on ``on``, else of the nearest."""
        ...


def day(value: date) -> str:
    """A date as the desk writes it: ``1 Apr 2026``."""
    return f"{value.day} {value:%b %Y}"


def season_start(system: System, on: date) -> date | None:
    """The day on which the release that should rule on ``on`` began, or None for a system without seasons."""
    match system:
        case System.CM | System.PCS:
            starts = (date(on.year, 10, 1), date(on.year, 4, 1), date(on.year - 1, 10, 1))
            return next(start for start in starts if start <= on)
        case System.HCPCS | System.MODIFIER:
            return date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
        case System.CPT:
            return None
