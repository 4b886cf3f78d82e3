"""Medicare localities of one year with their cost indices (GPCI), as a release file."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease, Described, Progress, source_of, write_file
from consultant.adapters.library.open_file import OpenFile
from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.fees import Locality
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.localities import LocalityRow, read_localities
from consultant.coding.sets import Reference

LAYOUT = "localities 1"
LEAST_LOCALITIES = 80
"""There are 109 (2026); a file with fewer than this is a part of the addendum."""
TABLE = """
CREATE TABLE locality (
    contractor TEXT NOT NULL, state TEXT NOT NULL, number TEXT NOT NULL, name TEXT NOT NULL, work TEXT NOT NULL,
    practice TEXT NOT NULL, malpractice TEXT NOT NULL, PRIMARY KEY (contractor, state, number)
) WITHOUT ROWID
"""


class LocalityFile(OpenFile):
    """Answers about one year."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, LAYOUT)
        self.release = ReferenceRelease(system=Reference(self.meta["system"]), **self.said())

    def localities(self) -> tuple[Locality, ...]:
        """Every locality, by state and name."""
        found = self.rows(
            "SELECT contractor, state, number, name, work, practice, malpractice FROM locality "
            "ORDER BY state, name, contractor, number"
        )
        return tuple(
            Locality(contractor, state, number, name, Decimal(work), Decimal(pe), Decimal(mp), self.release)
            for contractor, state, number, name, work, pe, mp in found
        )


def build_localities(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build from the addendum of cost indices. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {path.name}")
    rows = list(read_localities(path))
    begins = effective or (date(rows[0].year, 1, 1) if rows[0].year else None)
    if begins is None:
        raise UnreadableRelease(path.name, 1, "the year in the headings; say --effective YYYY-MM-DD")
    if len(rows) < LEAST_LOCALITIES:
        raise UnreadableRelease(path.name, 1, f"every locality, {LEAST_LOCALITIES} or more, not {len(rows)}")
    if len({_key(row) for row in rows}) != len(rows):
        raise UnreadableRelease(path.name, 1, "every locality once")
    described = Described(
        system=Reference.LOCALITIES,
        label=f"{Reference.LOCALITIES.title}, {begins.year}",
        effective_from=begins,
        effective_to=date(begins.year, 12, 31),
        importer="localities",
        sources=(source_of(path),),
    )

    def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
        connection.execute(TABLE)
        connection.executemany(
            "INSERT INTO locality VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((*_key(row), row.name, str(row.work), str(row.practice), str(row.malpractice)) for row in rows),
        )
        return {"localities": len(rows)}

    return write_file(folder, described, LAYOUT, fill)


def _key(row: LocalityRow) -> tuple[str, str, str]:
    return row.contractor, row.state, row.number
