"""The code releases as a page: what is installed, active, missing and old, and what changed between two of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultant.coding.comparison import Change, Changed
from consultant.coding.sets import Reference, Set, System, missing
from consultant.db.engine import Tx
from consultant.domain.rights import Action, Person, demand
from consultant.ports import Clock
from consultant.services import code_releases
from consultant.services.code_releases import Installed

SHOWN = 200
"""Changes on one page; the table by comma has all of them."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One set and its installed releases, the newest first."""

    of: Set
    releases: tuple[Installed, ...]

    @property
    def stale(self) -> str | None:
        """Why a newer release is wanted, where no active one is in season."""
        active = [one for one in self.releases if one.active]
        return active[0].stale if active and all(one.stale for one in active) else None


@dataclass(frozen=True, slots=True)
class Releases:
    """Every set of which something is installed, and those of which nothing is."""

    shelves: tuple[Shelf, ...]
    missing: tuple[Set, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed from one release to another; ``changes`` are those of one page."""

    before: Installed
    after: Installed
    counts: tuple[tuple[Change, int], ...]
    changes: tuple[Changed, ...]
    first: int
    of: int
    only: Change | None


def show(tx: Tx, person: Person, *, clock: Clock) -> Releases:
    """Return what is installed and what is not. Raises Forbidden."""
    demand(person, Action.FIND_CODES)
    installed = code_releases.overview(tx, clock=clock)
    every: tuple[Set, ...] = (*System, *Reference)
    shelves = tuple(Shelf(of, found) for of in every if (found := tuple(one for one in installed if one.system is of)))
    lacking = missing({shelf.of for shelf in shelves})
    return Releases(shelves, tuple(of for sets in lacking.values() for of in sets))


def compared(
    person: Person, two: tuple[Installed, Installed], changes: Sequence[Changed], *, first: int, only: Change | None
) -> Compared:
    """Return one page of what changed; ``only`` narrows it to one kind. Raises Forbidden."""
    demand(person, Action.FIND_CODES)
    counts = tuple((kind, sum(one.change is kind for one in changes)) for kind in Change)
    chosen = [one for one in changes if only is None or one.change is only]
    begins = max(0, min(first, max(0, len(chosen) - 1)) // SHOWN * SHOWN)
    return Compared(*two, counts, tuple(chosen[begins : begins + SHOWN]), begins, len(chosen), only)


def switch(tx: Tx, person: Person, release_id: int, *, on: bool, clock: Clock) -> None:
    """Let a release answer, or no longer. Raises NotFound, Forbidden."""
    demand(person, Action.SETTLE_RELEASES)
    (code_releases.activate if on else code_releases.deactivate)(tx, release_id, clock=clock)
