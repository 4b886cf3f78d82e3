"""NCCI add-on codes as a release file: each add-on code, in its windows, beside the primary codes listed for it.

A release keeps what has ended, so the newest one answers every date up to the end of its quarter.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease, Described, Progress, source_of, write_file
from consultant.adapters.library.open_file import OpenFile
from consultant.adapters.library.quarters import last_day, quarter_of
from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.edits import AddOn
from consultant.coding.releases.add_on_codes import AddOnRow, read_add_on_codes
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.sets import Reference

LAYOUT = "add-on codes 1"
TABLE = """
CREATE TABLE add_on (
    code TEXT NOT NULL, primary_code TEXT NOT NULL, type INTEGER NOT NULL, effective TEXT NOT NULL, ends TEXT NOT NULL
)
"""
INDEXES = ("CREATE INDEX add_on_code ON add_on (code)", "CREATE INDEX add_on_primary ON add_on (primary_code)")
CHOSEN = ""
"""In place of a primary code: the contractor chooses."""
BOTH = 3
_OPEN = "9999-12-31"
_QUARTER = re.compile(r"(20\d\d)[-_ ]?q([1-4])", re.IGNORECASE)


class AddOnFile(OpenFile):
    """Answers up to the end of one quarter."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, LAYOUT)
        self.release = ReferenceRelease(system=Reference(self.meta["system"]), **self.said())

    def add_on(self, code: str, on: date) -> AddOn | None:
        """What stands beside ``code`` on ``on``, or None when it is no add-on code then."""
        rows = self.rows(
            "SELECT type, primary_code FROM add_on WHERE code = ? AND effective <= ?2 AND ?2 <= ends", code, str(on)
        )
        if not rows:
            return None
        kinds, primaries = {kind for kind, _ in rows}, {primary for _, primary in rows} - {CHOSEN}
        return AddOn(code, kinds.pop() if len(kinds) == 1 else BOTH, tuple(sorted(primaries)), self.release)

    def of_primary(self, primary: str, on: date) -> tuple[AddOn, ...]:
        """The add-on codes for which ``primary`` is listed on ``on``, by code."""
        rows = self.rows(
            "SELECT DISTINCT code FROM add_on WHERE primary_code = ? AND effective <= ?2 AND ?2 <= ends ORDER BY code",
            primary,
            str(on),
        )
        return tuple(found for (code,) in rows if (found := self.add_on(code, on)))


def effective_of(name: str) -> date | None:
    """The first day of the quarter that a name says, as ``AOC_2026Q3_pairs.csv`` or ``aoc_v2026_q3-mcr.xlsx`` do."""
    found = _QUARTER.search(name)
    return date(int(found[1]), 3 * int(found[2]) - 2, 1) if found else None


def build_add_ons(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build from one of the two layouts. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {path.name}")
    rows = list(read_add_on_codes(path))
    begins = effective or effective_of(path.name)
    if begins is None:
        expected = "the quarter in the file's name (2026Q3); say --effective YYYY-MM-DD"
        raise UnreadableRelease(path.name, 1, expected)
    late = next((row for row in rows if row.effective > last_day(begins)), None)
    if late is not None:
        expected = (
            f"pairs of up to {last_day(begins)}, not {late.add_on} from {late.effective}; is it of another quarter?"
        )
        raise UnreadableRelease(path.name, 1, expected)
    of = Reference.ADD_ONS
    described = Described(
        system=of,
        label=f"{of.title}, {quarter_of(begins)}",
        effective_from=begins,
        effective_to=last_day(begins),
        importer="add-on codes",
        sources=(source_of(path),),
    )

    def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
        connection.execute(TABLE)
        connection.executemany("INSERT INTO add_on VALUES (?, ?, ?, ?, ?)", map(_stored, rows))
        for index in INDEXES:
            connection.execute(index)
        return {"pairs": len(rows), "add-on codes": len({row.add_on for row in rows})}

    return write_file(folder, described, LAYOUT, fill)


def _stored(row: AddOnRow) -> tuple[str, str, int, str, str]:
    ends = [str(day) for day in (row.ends, row.add_on_ends, row.primary_ends) if day]
    return row.add_on, row.primary or CHOSEN, row.type, str(row.effective), min([*ends, _OPEN])
