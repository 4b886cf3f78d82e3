"""The word index as stored in a release file: arrays in memory once, postings read when a question needs them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from consultant.adapters.library.schema import CODE
from consultant.coding.search.index import Numbers, Posting, Seventh, Weights
from consultant.coding.search.words import variants, words

if TYPE_CHECKING:
    from consultant.adapters.library.release_file import ReleaseFile

KEPT_POSTINGS = 4096


class StoredWordIndex:
    """Implements ``coding.search.index.WordIndex`` over one release file."""

    def __init__(self, file: ReleaseFile) -> None:
        self._file = file
        packed = dict(file.rows("SELECT name, data FROM packed"))
        self.row_codes: Numbers = np.frombuffer(packed["row_codes"], np.uint32)
        self.row_weights: Weights = np.frombuffer(packed["row_weights"], np.float32)
        self.row_kinds: NDArray[np.uint8] = np.frombuffer(packed["row_kinds"], np.uint8)
        self._codes: list[str] = packed["codes"].decode().split("\n")
        self.size = len(self._codes)
        self.seventh_of: NDArray[np.uint16] = np.frombuffer(packed["seventh_of"], np.uint16)
        self.seventh_sets: list[tuple[Seventh, ...]] = [
            tuple(Seventh(letter, frozenset(words(meaning))) for letter, meaning in kept)
            for kept in json.loads(packed["sevenths"])
        ]
        self.seventh_words = frozenset(word for kept in self.seventh_sets for seventh in kept for word in seventh.words)
        self.posting = lru_cache(maxsize=KEPT_POSTINGS)(self._posting)

    def _posting(self, word: str) -> Posting | None:
        rows = self._file.rows("SELECT weight, rows, bags FROM word WHERE word = ?", word)
        if not rows:
            return None
        weight, in_rows, in_bags = rows[0]
        return Posting(weight, np.frombuffer(in_rows, np.uint32), np.frombuffer(in_bags, np.uint32))

    def near(self, word: str) -> Sequence[str]:
        keys = variants(word)
        rows = self._file.rows(
            "SELECT DISTINCT spelling.word, length(word.rows) FROM spelling JOIN word USING (word) "  # noqa: S608 - marks alone
            f"WHERE variant IN ({','.join('?' * len(keys))}) ORDER BY 2 DESC",
            *keys,
        )
        return [row[0] for row in rows]

    def code(self, number: int) -> str:
        return self._codes[number]

    def row_text(self, row: int) -> str:
        text = self._file.rows("SELECT text FROM phrase WHERE id = ?", row)[0][0]
        return str(text)

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
