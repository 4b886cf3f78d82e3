"""Which installed release of a set answers for a date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from consultant.coding.catalogue import ReferenceRelease, day
from consultant.coding.edits import NotHeld
from consultant.coding.sets import Reference


class Released(Protocol):
    """An open release file that says what it is."""

    @property
    def release(self) -> ReferenceRelease: ...


F = TypeVar("F", bound=Released)
K = TypeVar("K")


def speaking(files: Iterable[F], of: Reference, on: date) -> F | NotHeld:
    """The release in force on ``on``, the newest of several; for sets whose releases end."""
    fitting = [
        file
        for file in _of(files, of)
        if file.release.effective_from <= on and (file.release.effective_to is None or on <= file.release.effective_to)
    ]
    return fitting[-1] if fitting else NotHeld(f"no release of “{of.title}” for {day(on)} is installed")


def of_year(files: Iterable[F], of: Reference, on: date) -> F | NotHeld:
    """ICD-10: the newest release of the fiscal year begun by ``on``, else the year's oldest, as for lists of codes."""
    fitting = [
        file
        for file in _of(files, of)
        if (ends := file.release.effective_to) is not None and date(ends.year - 1, 10, 1) <= on <= ends
    ]
    return nearest(fitting, of, on) if fitting else speaking(fitting, of, on)


def nearest(files: Iterable[F], of: Reference, on: date) -> F | NotHeld:
    """The newest release begun by ``on``, else the oldest; for sets that change seldom and state no end."""
    found = nearest_of(_of(files, of), on)
    return NotHeld(f"no release of “{of.title}” is installed") if found is None else found


def nearest_of(files: Iterable[F], on: date) -> F | None:
    """Of files that may all answer, the newest begun by ``on``, else the oldest; None of none."""
    held = _by_day(files)
    begun = [file for file in held if file.release.effective_from <= on]
    return begun[-1] if begun else next(iter(held), None)


def only(kind: type[K], files: Iterable[object]) -> list[K]:
    """The files of one kind, in the order given."""
    return [file for file in files if isinstance(file, kind)]


def _of(files: Iterable[F], of: Reference) -> list[F]:
    return _by_day(file for file in files if file.release.system is of)


def _by_day(files: Iterable[F]) -> list[F]:
    return sorted(files, key=lambda file: file.release.effective_from)
