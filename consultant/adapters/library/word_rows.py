"""The phrases of a release file and where their words stand, as stored: arrays read once, texts when they are shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from consultant.adapters.library.open_file import OpenFile
from consultant.coding.search.build import BuiltRows
from consultant.coding.search.index import Numbers
from consultant.coding.search.words import variants

_TABLES = (
    "CREATE TABLE spelling (variant TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (variant, word)) WITHOUT ROWID",
    "CREATE TABLE phrase (id INTEGER PRIMARY KEY, text TEXT NOT NULL)",
    "CREATE TABLE packed (name TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID",
)


def write_rows(connection: sqlite3.Connection, rows: BuiltRows) -> None:
    """Make the tables of ``rows`` and fill them."""
    for table in _TABLES:
        connection.execute(table)
    connection.executemany("INSERT OR IGNORE INTO spelling VALUES (?, ?)", sorted(rows.spellings()))
    connection.executemany("INSERT INTO phrase VALUES (?, ?)", enumerate(rows.texts))
    connection.executemany("INSERT INTO packed VALUES (?, ?)", _packed(rows))


def _packed(rows: BuiltRows) -> Iterable[tuple[str, bytes]]:
    yield "codes", "\n".join(rows.codes).encode()
    yield "row_codes", rows.row_codes.tobytes()
    yield "row_kinds", rows.row_kinds.tobytes()
    yield "vocabulary", "\n".join(rows.vocabulary).encode()
    yield "starts", rows.starts.tobytes()
    yield "postings", rows.postings.tobytes()


class StoredRows:
    """Implements ``coding.search.index.Rows`` over one release file."""

    def __init__(self, file: OpenFile) -> None:
        self._file = file
        self._packed: dict[str, bytes] = dict(file.rows("SELECT name, data FROM packed"))
        self.codes: Sequence[str] = self._lines("codes")
        self.row_codes: Numbers = np.frombuffer(self._packed["row_codes"], np.uint32)
        self.row_kinds: NDArray[np.uint8] = np.frombuffer(self._packed["row_kinds"], np.uint8)
        self.vocabulary = {word: number for number, word in enumerate(self._lines("vocabulary"))}
        self.starts: Numbers = np.frombuffer(self._packed["starts"], np.uint32)
        self.postings: Numbers = np.frombuffer(self._packed["postings"], np.uint32)

    def _lines(self, name: str) -> list[str]:
        return self._packed[name].decode().split("\n") if self._packed[name] else []

    def text(self, row: int) -> str:
        text = self._file.rows("SELECT text FROM phrase WHERE id = ?", row)[0][0]
        return str(text)

    def near(self, word: str) -> Sequence[str]:
        keys = variants(word)
        marks = ",".join("?" * len(keys))
        rows = self._file.rows(f"SELECT DISTINCT word FROM spelling WHERE variant IN ({marks})", *keys)  # noqa: S608 - marks alone
        return [row[0] for row in rows]
