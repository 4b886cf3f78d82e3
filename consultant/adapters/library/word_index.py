"""The word index of a list of codes as stored in its release file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from consultant.adapters.library.open_file import OpenFile
from consultant.adapters.library.schema import CODE
from consultant.adapters.library.word_rows import StoredRows
from consultant.coding.search.analogy import Analogy
from consultant.coding.search.build import BuiltRows
from consultant.coding.search.index import Numbers, Seventh
from consultant.coding.search.words import words

Sevenths = Mapping[int, Sequence[tuple[str, str]]]
_NONE: Sevenths = MappingProxyType({})


def write_order(connection: sqlite3.Connection, rows: BuiltRows, sevenths: Sevenths = _NONE) -> None:
    """Write what a list has beyond rows: how its codes lie below each other, and their seventh characters.

    ``sevenths`` are letters with their meanings by the number of the code that demands them.
    """
    sets: dict[tuple[tuple[str, str], ...], int] = {(): 0}
    chosen = np.zeros(len(rows.codes), np.uint16)
    for number, choices in sevenths.items():
        chosen[number] = sets.setdefault(tuple(choices), len(sets))
    packed = {
        "parents": rows.parents.tobytes(),
        "lasts": rows.lasts.tobytes(),
        "seventh_of": chosen.tobytes(),
        "sevenths": json.dumps(list(sets)).encode(),
    }
    connection.executemany("INSERT INTO packed VALUES (?, ?)", packed.items())


def write_analogies(connection: sqlite3.Connection, found: Mapping[str, Sequence[Analogy]]) -> None:
    """Write what the texts of a list say in two ways."""
    kept = {word: [(sorted(one.said), one.meant, one.told) for one in several] for word, several in found.items()}
    connection.execute("INSERT INTO packed VALUES ('analogies', ?)", (json.dumps(kept).encode(),))


class StoredListing(StoredRows):
    """Implements ``coding.search.index.Listing`` over one release file."""

    def __init__(self, file: OpenFile) -> None:
        super().__init__(file)
        self.parents: NDArray[np.int32] = np.frombuffer(self._packed["parents"], np.int32)
        self.lasts: Numbers = np.frombuffer(self._packed["lasts"], np.uint32)
        self.seventh_of: NDArray[np.uint16] = np.frombuffer(self._packed["seventh_of"], np.uint16)
        self.seventh_sets: Sequence[Sequence[Seventh]] = [
            tuple(Seventh(letter, frozenset(words(meaning))) for letter, meaning in kept)
            for kept in json.loads(self._packed["sevenths"])
        ]

    @cached_property
    def analogies(self) -> Mapping[str, Sequence[Analogy]]:
        kept = json.loads(self._packed.get("analogies", b"{}"))
        return {
            word: [Analogy(frozenset(said), tuple(meant), told) for said, meant, told in found]
            for word, found in kept.items()
        }

    def listed(self, code: str) -> tuple[str, bool]:
        found = self._file.rows("SELECT text, billable FROM entry WHERE code = ? AND role = ?", code, CODE)
        return (str(found[0][0]), bool(found[0][1])) if found else ("", False)

    def with_prefix(self, prefix: str, limit: int) -> Sequence[str]:
        # "~" sorts behind every character of a code, so the range is the prefix's own part of the index.
        rows = self._file.rows(
            "SELECT code FROM entry WHERE code >= ? AND code < ? AND role = ? ORDER BY code LIMIT ?",
            prefix,
            f"{prefix}~",
            CODE,
            limit,
        )
        return [row[0] for row in rows]
