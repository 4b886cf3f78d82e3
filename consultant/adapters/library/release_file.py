"""The release file of a list of codes: entries by code, and the stored word index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from consultant.adapters.library.open_file import OpenFile
from consultant.adapters.library.schema import CODE, LAYOUT, MODIFIER
from consultant.adapters.library.word_index import StoredListing
from consultant.coding.catalogue import Entry, Level, Listed, Note, NoteKind, Release, Sequencing
from consultant.coding.comparison import Line
from consultant.coding.sets import UNDATED, System

_MANIFESTATION = re.compile(
    r"(?<!cause of diseases )classified elsewhere|due to underlying (?:condition|disease)", re.IGNORECASE
)
_LEVELS = ("chapter", "block")
KEPT = 4096
"""Chapters, blocks, categories and the like that are kept in memory with their notes."""


class ReleaseFile(OpenFile):
    """Answers about one list of codes, whatever the date; choosing the release of a date is the catalogue's business.

    The index arrays are read once a process.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, LAYOUT)
        self.release = Release(system=System(self.meta["system"]), **self.said())
        self._level = lru_cache(maxsize=KEPT)(self._above)

    @property
    def undated(self) -> bool:
        """Whether the list states no dates, so that a code that ended may still stand in it."""
        return self.meta["importer"] == UNDATED

    @cached_property
    def listing(self) -> StoredListing:
        """The words of the release's phrases."""
        return StoredListing(self)

    def lists(self, system: System, code: str) -> bool:
        """Whether the release lists ``code``."""
        return self._find(system, code) is not None

    def listed_among(self, system: System, codes: Sequence[str]) -> list[Listed]:
        """Those of ``codes`` that are listed, in the order given."""
        marks = ",".join("?" * len(codes))
        found = dict(
            self.rows(
                f"SELECT code, text FROM entry WHERE code IN ({marks}) AND role = ?",  # noqa: S608 - marks alone
                *codes,
                _role(system),
            )
        )
        return [Listed(code, found[code]) for code in codes if code in found]

    def validity(self, system: System, code: str) -> tuple[date | None, date | None] | None:
        """First and last day that the file itself states for ``code``, or None when it is not listed."""
        found = self._find(system, code)
        if found is None:
            return None
        return tuple(date.fromisoformat(value) if value else None for value in found[6:8])  # type: ignore[return-value]

    def entry(self, system: System, code: str) -> Entry | None:
        """Everything the release says about ``code``, notes of all its ancestors included; None when not listed."""
        found = self._find(system, code)
        if found is None:
            return None
        place, _, text, billable, parent = found[:5]
        path: list[Any] = []
        while parent >= 0:
            above = self._level(parent)
            path.append(above)
            parent = above[4]
        notes = (*self._notes(place, code), *(note for above in path for note in above[5]))
        facts = self.rows("SELECT name, value FROM fact WHERE entry = ? ORDER BY place", place)
        ancestors = tuple(Level(above[1], above[2], above[3]) for above in reversed(path))
        return Entry(
            system=system,
            code=code,
            text=text,
            billable=bool(billable),
            ancestors=ancestors,
            notes=notes,
            sequencing=_sequencing(text, ancestors, notes) if system is System.CM else frozenset(),
            facts=tuple(facts),
        )

    def lines(self, system: System) -> dict[str, Line]:
        """Every code of the system with its text, for a comparison of releases."""
        rows = self.rows("SELECT code, text, billable FROM entry WHERE role = ?", _role(system))
        return {code: Line(text, billable=bool(billable)) for code, text, billable in rows}

    def leaves(self, system: System, code: str, limit: int) -> tuple[tuple[Listed, ...], int]:
        """The first billable codes below ``code``, and how many there are."""
        found = self._find(system, code)
        if found is None:
            return (), 0
        below = (found[0], found[5])
        count = self.rows("SELECT count(*) FROM entry WHERE id > ? AND id <= ? AND billable", *below)[0][0]
        rows = self.rows(
            "SELECT code, text FROM entry WHERE id > ? AND id <= ? AND billable ORDER BY id LIMIT ?", *below, limit
        )
        return tuple(Listed(*row) for row in rows), count

    def _find(self, system: System, code: str) -> Any:
        rows = self.rows(
            "SELECT id, kind, text, billable, parent, last, added, terminated FROM entry WHERE code = ? AND role = ?",
            code,
            _role(system),
        )
        return rows[0] if rows else None

    def _above(self, place: int) -> tuple[Any, ...]:
        """The row of a chapter, block, category or code above others, with its notes behind it."""
        row = self.rows("SELECT id, code, text, kind, parent FROM entry WHERE id = ?", place)[0]
        return (*row, self._notes(place, row[1]))

    def _notes(self, place: int, code: str) -> tuple[Note, ...]:
        rows = self.rows("SELECT kind, text FROM note WHERE entry = ? ORDER BY place", place)
        return tuple(Note(NoteKind(kind), text, code) for kind, text in rows)


def _role(system: System) -> str:
    return MODIFIER if system is System.MODIFIER else CODE


def _sequencing(text: str, ancestors: Sequence[Level], notes: Sequence[Note]) -> frozenset[Sequencing]:
    """Facts about the order of diagnoses: Official Guidelines, I.A.13 (manifestations) and I.C.20 (external causes)."""
    found = set()
    if ancestors and ancestors[0].code == "20":
        found.add(Sequencing.EXTERNAL_CAUSE)
    named = [text, *(level.text for level in ancestors if level.kind not in _LEVELS)]
    if any(_MANIFESTATION.search(words) for words in named) and any(note.kind is NoteKind.CODE_FIRST for note in notes):
        found.add(Sequencing.MANIFESTATION)
    return frozenset(found)
