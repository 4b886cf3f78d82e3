"""Official files handed in at the dashboard: asked for, followed while a worker reads them, and reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from consultant.db.base import fit
from consultant.db.engine import Tx
from consultant.db.models import ReleaseImport
from consultant.db.queries import jobs, release_imports
from consultant.domain.jobs import ImportRelease
from consultant.domain.rights import Action, Person, demand
from consultant.errors import NotFound
from consultant.ports import Clock

SHOWN = 10


class State(StrEnum):
    """What became of an import."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file as it was handed in: its name, the hash under which it is kept, and its size in bytes."""

    filename: str
    sha256: str
    size: int
    effective: date | None


@dataclass(frozen=True, slots=True)
class Installed:
    """A release that an import installed. ``changes`` are counts against the list that answered before."""

    label: str
    counts: tuple[tuple[str, int], ...]
    changes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not installed, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Import:
    """An import as a person sees it."""

    id: int
    filename: str
    state: State
    progress: str
    installed: tuple[Installed, ...]
    refused: tuple[Refused, ...]
    made_at: datetime
    finished_at: datetime | None

    @property
    def open(self) -> bool:
        """Whether it is still going on."""
        return self.state in (State.WAITING, State.RUNNING)


def ask(tx: Tx, person: Person, file: HandedIn, *, clock: Clock) -> int:
    """Ask for the import of a kept file; return its number. Raises Forbidden."""
    demand(person, Action.SETTLE_RELEASES)
    now = clock.now()
    import_id = release_imports.put(
        tx,
        user_id=person.user_id,
        filename=fit(file.filename),
        sha256=file.sha256,
        size=file.size,
        effective=file.effective,
        state=State.WAITING.value,
        progress="",
        report=[],
        made_at=now,
        finished_at=None,
    )
    jobs.put(tx, ImportRelease(import_id), now=now, due_at=now)
    return import_id


def begun(tx: Tx, import_id: int) -> HandedIn:
    """Say that a worker reads the file now, and return what it is. Raises NotFound."""
    row = release_imports.get(tx, import_id)
    if row is None:
        raise NotFound("There is no such import.")
    release_imports.change(tx, import_id, state=State.RUNNING.value)
    return HandedIn(row.filename, row.sha256, row.size, row.effective)


def follow(tx: Tx, import_id: int, words: str) -> None:
    """Keep what a worker is doing with the file."""
    release_imports.change(tx, import_id, progress=fit(words))


def conclude(
    tx: Tx, import_id: int, installed: Sequence[Installed], refused: Sequence[Refused], *, clock: Clock
) -> bool:
    """Keep what became of the file; return whether its bytes are wanted by no other import any more."""
    row = release_imports.get(tx, import_id)
    if row is None:
        raise NotFound("There is no such import.")
    report = [
        *({"label": one.label, "counts": list(one.counts), "changes": list(one.changes)} for one in installed),
        *({"name": one.name, "reason": one.reason} for one in refused),
    ]
    state = State.DONE if installed or not refused else State.FAILED
    release_imports.change(tx, import_id, state=state.value, progress="", report=report, finished_at=clock.now())
    return not release_imports.wanted(tx, row.sha256, (State.WAITING.value, State.RUNNING.value))


def latest(tx: Tx, person: Person) -> tuple[Import, ...]:
    """Return the newest imports, the newest first. Raises Forbidden."""
    demand(person, Action.FIND_CODES)
    return tuple(_shown(row) for row in release_imports.latest(tx, SHOWN))


def _shown(row: ReleaseImport) -> Import:
    installed = [one for one in row.report if "label" in one]
    refused = [one for one in row.report if "label" not in one]
    return Import(
        row.id,
        row.filename,
        State(row.state),
        row.progress,
        tuple(Installed(one["label"], _pairs(one["counts"]), _pairs(one["changes"])) for one in installed),
        tuple(Refused(one["name"], one["reason"]) for one in refused),
        row.made_at,
        row.finished_at,
    )


def _pairs(found: Any) -> tuple[tuple[str, int], ...]:
    return tuple((str(name), int(count)) for name, count in found)
