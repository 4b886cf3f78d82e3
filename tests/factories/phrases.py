"""Phrases of codes held in memory, for tests of the search."""

import numpy as np

from consultant.coding.search.analogy import analogies
from consultant.coding.search.build import BuiltRows, IndexedCode, build_rows
from consultant.coding.search.index import RowKind, Seventh
from consultant.coding.search.words import variants


class Phrases:
    """Rows held in memory, as a release file would give them."""

    def __init__(self, built: BuiltRows) -> None:
        self._built = built
        self.codes = built.codes
        self.row_codes = np.array(built.row_codes, np.uint32)
        self.row_kinds = np.array(built.row_kinds, np.uint8)
        self.vocabulary = {word: number for number, word in enumerate(built.vocabulary)}
        self.starts = np.array(built.starts, np.uint32)
        self.postings = np.array(built.postings, np.uint32)
        self.parents = np.array(built.parents, np.int32)
        self.lasts = np.array(built.lasts, np.uint32)
        self.seventh_of = np.zeros(len(built.codes), np.uint16)
        self.seventh_sets: list[tuple[Seventh, ...]] = [()]

        self.analogies = analogies(
            (text, self.listed(built.codes[code])[0])
            for text, code, kind in zip(built.texts, built.row_codes, built.row_kinds, strict=True)
            if kind == RowKind.INCLUSION
        )

    def text(self, row: int) -> str:
        return self._built.texts[row]

    def near(self, word: str) -> list[str]:
        keys = set(variants(word))
        return list(dict.fromkeys(other for variant, other in self._built.spellings() if variant in keys))

    def listed(self, code: str) -> tuple[str, bool]:
        if code not in self.codes:
            return "", False
        return self._built.texts[int(np.searchsorted(self.row_codes, self.codes.index(code)))], True

    def with_prefix(self, prefix: str, limit: int) -> list[str]:
        return [code for code in sorted(self.codes) if code.startswith(prefix)][:limit]


def phrases(*codes: IndexedCode, known: tuple[str, ...] = ()) -> Phrases:
    return Phrases(build_rows(codes, known))


def titled(code: str, *texts: str, parent: int = -1, kind: RowKind = RowKind.TITLE) -> IndexedCode:
    return IndexedCode(code, parent, tuple((kind, text) for text in texts))


__all__ = ["Phrases", "phrases", "titled"]
