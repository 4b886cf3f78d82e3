"""Medically unlikely edits of one quarter and setting, as a release file."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease, Described, Progress, source_of, write_file
from consultant.adapters.library.open_file import OpenFile
from consultant.adapters.library.quarters import last_day, quarter_of
from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.edits import UnitLimit
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.mue import effective_of, read_mue
from consultant.coding.sets import Reference

LAYOUT = "mue 1"
LEAST_CODES = 500
"""The shortest of the three tables (DME) has some thousands; one with fewer than this is a part, and what it lacks may
have an edit."""
TABLE = """
CREATE TABLE mue (code TEXT PRIMARY KEY, value INTEGER NOT NULL, indicator INTEGER NOT NULL, rationale INTEGER NOT NULL)
WITHOUT ROWID
"""
RATIONALES = "CREATE TABLE rationale (id INTEGER PRIMARY KEY, words TEXT NOT NULL)"
_SETS = {
    "practitioner": Reference.MUE_PRACTITIONER,
    "outpatient hospital": Reference.MUE_HOSPITAL,
    "DME": Reference.MUE_DME,
}


class MueFile(OpenFile):
    """Answers about one quarter."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, LAYOUT)
        self.release = ReferenceRelease(system=Reference(self.meta["system"]), **self.said())

    def limit(self, code: str) -> UnitLimit | None:
        """The edit of a code, or None where there is none."""
        found = self.rows(
            "SELECT value, indicator, words FROM mue JOIN rationale ON rationale.id = rationale WHERE code = ?", code
        )
        return next((UnitLimit(code, value, mai, words, self.release) for value, mai, words in found), None)


def build_mue(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build from a table of one setting. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {path.name}")
    rows = list(read_mue(path))
    begins = effective or effective_of(path.name)
    if begins is None:
        expected = "the first day of the quarter in the file's name; say --effective YYYY-MM-DD"
        raise UnreadableRelease(path.name, 1, expected)
    codes = {row.code: row for row in rows}
    if len(rows) < LEAST_CODES:
        raise UnreadableRelease(path.name, 1, f"a whole table of {LEAST_CODES} codes or more, not {len(rows)}")
    if len(codes) != len(rows):
        raise UnreadableRelease(path.name, 1, "every code once")
    of = _SETS[rows[0].setting]
    described = Described(
        system=of,
        label=f"{of.title}, {quarter_of(begins)}",
        effective_from=begins,
        effective_to=last_day(begins),
        importer="mue",
        sources=(source_of(path),),
    )

    def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
        connection.execute(TABLE)
        connection.execute(RATIONALES)
        words = {text: place for place, text in enumerate(sorted({row.rationale for row in rows}))}
        connection.executemany("INSERT INTO rationale VALUES (?, ?)", ((place, text) for text, place in words.items()))
        connection.executemany(
            "INSERT INTO mue VALUES (?, ?, ?, ?)",
            ((row.code, row.value, row.indicator, words[row.rationale]) for _, row in sorted(codes.items())),
        )
        return {"codes": len(rows)}

    return write_file(folder, described, LAYOUT, fill)
