"""A small official list as a release file: rows with names, found by key, in the order of the list."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from consultant.adapters.library.building import BuiltRelease, Described, write_file
from consultant.adapters.library.open_file import OpenFile
from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.sets import Reference

LAYOUT = "list 1"
TABLE = 'CREATE TABLE "row" (id INTEGER PRIMARY KEY, key TEXT NOT NULL, said TEXT NOT NULL)'
INDEX = 'CREATE INDEX row_key ON "row" (key)'

Row = dict[str, Any]


class ListFile(OpenFile):
    """Answers about one list."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, LAYOUT)
        self.release = ReferenceRelease(system=Reference(self.meta["system"]), **self.said())

    def by_key(self, key: str) -> list[Row]:
        """The rows of a key, in order."""
        return [json.loads(said) for (said,) in self.rows('SELECT said FROM "row" WHERE key = ? ORDER BY id', key)]

    def every(self) -> list[Row]:
        """Every row by key, each row once for every key that it has."""
        return [json.loads(said) for (said,) in self.rows('SELECT said FROM "row" ORDER BY key, id')]


def write_list(
    folder: Path, described: Described, rows: Iterable[tuple[str, Row]], counts: Mapping[str, int]
) -> BuiltRelease:
    """Write rows with their keys, values as JSON has them. A failure leaves nothing."""

    def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
        connection.execute(TABLE)
        connection.executemany(
            'INSERT INTO "row" (key, said) VALUES (?, ?)',
            ((key, json.dumps(said, ensure_ascii=False)) for key, said in rows),
        )
        connection.execute(INDEX)
        return counts

    return write_file(folder, described, LAYOUT, fill)
