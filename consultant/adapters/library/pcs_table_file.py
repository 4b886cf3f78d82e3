"""The rows of the ICD-10-PCS tables, as a release file: by which a code is built character by character."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import astuple
from datetime import date
from functools import cached_property
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease, Described, Progress, source_of, write_file
from consultant.adapters.library.icd10_lists import release_dates
from consultant.adapters.library.open_file import OpenFile
from consultant.coding.catalogue import ReferenceRelease, day
from consultant.coding.indexes import Choices
from consultant.coding.releases.icd10pcs_tables import Axis, PcsRow, choices, read_pcs_tables, version_of_tables
from consultant.coding.sets import Reference

LAYOUT = "pcs tables 1"
TABLE = 'CREATE TABLE "row" (id INTEGER PRIMARY KEY, "table" TEXT NOT NULL, head TEXT NOT NULL, tail TEXT NOT NULL)'
INDEX = 'CREATE INDEX row_table ON "row" ("table")'
_NAMED = 3
"""So many characters name a table; the axes behind them differ from row to row."""


class PcsTableFile(OpenFile):
    """Answers about the tables of one year."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, LAYOUT)
        self.release = ReferenceRelease(system=Reference(self.meta["system"]), **self.said())

    def choices(self, beginning: str) -> Choices | None:
        """The characters that may follow; None where no table goes on so."""
        rows = self._heads if len(beginning) < _NAMED else self._rows(beginning[:_NAMED])
        axis = choices(rows, beginning)
        return Choices(axis, self.release) if axis else None

    @cached_property
    def _heads(self) -> list[PcsRow]:
        """The first three axes of every table, read once a process: every code that is built begins with them."""
        return [
            PcsRow(tuple(_axes(head))) for (head,) in self.rows('SELECT head FROM "row" GROUP BY "table" ORDER BY id')
        ]

    def _rows(self, table: str) -> list[PcsRow]:
        found = self.rows('SELECT head, tail FROM "row" WHERE "table" = ? ORDER BY id', table)
        return [PcsRow((*_axes(head), *_axes(tail))) for head, tail in found]


def build_pcs_rows(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build from the ICD-10-PCS tables. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading the rows of {path.name}")
    begins, ends = release_dates(path, version_of_tables(path), effective)
    described = Described(
        system=Reference.PCS_TABLES,
        label=f"{Reference.PCS_TABLES.title} FY {ends.year}, release of {day(begins)}",
        effective_from=begins,
        effective_to=ends,
        importer="icd10pcs_tables",
        sources=(source_of(path),),
    )

    def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
        connection.execute(TABLE)
        connection.executemany(
            'INSERT INTO "row" ("table", head, tail) VALUES (?, ?, ?)',
            ((row.table, _json(row.axes[:_NAMED]), _json(row.axes[_NAMED:])) for row in read_pcs_tables(path)),
        )
        connection.execute(INDEX)
        tables, rows = connection.execute('SELECT count(DISTINCT "table"), count(*) FROM "row"').fetchone()
        return {"tables": tables, "rows": rows}

    return write_file(folder, described, LAYOUT, fill)


def _json(axes: tuple[Axis, ...]) -> str:
    return json.dumps([astuple(axis) for axis in axes], ensure_ascii=False)


def _axes(stored: str) -> list[Axis]:
    return [
        Axis(title, tuple((value, label) for value, label in values), definition)
        for title, values, definition in json.loads(stored)
    ]
