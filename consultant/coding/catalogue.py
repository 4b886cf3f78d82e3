"""What the desk can ask about a code on a date, and the typed answers to it.

Everything shown or checked goes through one question: system, code, date. The release files behind it are chosen
elsewhere (``adapters.library``); here stand the values and the port.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from consultant.coding.sets import Reference, Set, System, season_start

if TYPE_CHECKING:
    from consultant.coding.crosswalks import Crosswalks
    from consultant.coding.edits import Edits
    from consultant.coding.fees import Fees
    from consultant.coding.indexes import Indexes
    from consultant.coding.policies import Policies
    from consultant.coding.reference import References
    from consultant.coding.search.index import WordIndex

S = TypeVar("S", bound=Set)


@dataclass(frozen=True, slots=True)
class Issue(Generic[S]):
    """One official release as installed. ``sha256`` of its release file is its key everywhere."""

    sha256: str
    system: S
    label: str
    effective_from: date
    effective_to: date | None
    sample: bool = False

    @property
    def notice(self) -> str | None:
        """What its owner wants to stand beside every text of it; an edition of CPT carries the year before its own."""
        if self.system is not System.CPT:
            return None
        return (
            f"CPT copyright {self.effective_from.year - 1} American Medical Association. All rights reserved. "
            "CPT is a registered trademark of the American Medical Association."
        )

    def staleness(self, on: date) -> str | None:
        """Say in words why a newer release should be installed on ``on``, or None while this one is in season."""
        if self.effective_to is not None and on > self.effective_to:
            return f"in force to {day(self.effective_to)}; a newer release is out and not installed"
        season = season_start(self.system, on)
        if season is not None and season > self.effective_from:
            return f"older than its season: the release of {day(season)} is not installed"
        return None


class Release(Issue[System]):
    """A release of a list of codes."""

    __slots__ = ()


class ReferenceRelease(Issue[Reference]):
    """A release of what official files say about codes."""

    __slots__ = ()


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
    """Not good yet; ``exact``: on ``effective_from`` it came, not merely it was listed by then."""

    entry: Entry
    release: Release
    effective_from: date
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Expired:
    """Gone from the list; the last day on which it was good is known to the day or as the end of a release.

    ``successors`` are codes that came into the list where this one stood, the likeliest first.
    """

    entry: Entry
    release: Release
    last_day: date
    successors: tuple[Listed, ...] = ()
    exact: bool = True
    """Whether it ended on ``last_day``; otherwise it was listed to then, and the list after it is not installed."""


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
        """The active lists of codes, by system, oldest first."""
        ...

    @property
    def references(self) -> Sequence[ReferenceRelease]:
        """The active releases of everything else, by set, oldest first."""
        ...

    @property
    def edits(self) -> Edits:
        """NCCI edits."""
        ...

    @property
    def fees(self) -> Fees:
        """The Medicare physician fee schedule."""
        ...

    @property
    def indexes(self) -> Indexes:
        """ICD-10 indexes, tables and definitions."""
        ...

    @property
    def policies(self) -> Policies:
        """Medicare coverage policies."""
        ...

    @property
    def reference(self) -> References:
        """Places, modifiers, the code editor, contractors."""
        ...

    @property
    def crosswalks(self) -> Crosswalks:
        """Mappings between ICD-9-CM and ICD-10."""
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
