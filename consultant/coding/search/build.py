"""Make an index of official phrases: postings over rows, and over bags that inherit the words of ancestors."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log10

from consultant.coding.search.index import RowKind
from consultant.coding.search.words import FAINT, essential_words, variants, words

KNOWN_WEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class IndexedCode:
    """A code to index. ``parent`` is the position of its parent among the codes, or -1."""

    code: str
    parent: int
    phrases: tuple[tuple[RowKind, str], ...]


@dataclass(slots=True)
class BuiltPosting:
    weight: float = 0.0
    rows: array[int] = field(default_factory=lambda: array("I"))
    bags: array[int] = field(default_factory=lambda: array("I"))


@dataclass(slots=True)
class BuiltIndex:
    """Everything that a release file stores of an index."""

    postings: dict[str, BuiltPosting] = field(default_factory=dict)
    row_codes: array[int] = field(default_factory=lambda: array("I"))
    row_weights: array[float] = field(default_factory=lambda: array("f"))
    row_kinds: array[int] = field(default_factory=lambda: array("B"))
    row_texts: list[str] = field(default_factory=list)

    def spellings(self) -> Iterable[tuple[str, str]]:
        """Pairs (spelling with a letter left out, word) for repair; short words and numbers are never repaired."""
        for word in self.postings:
            if len(word) > 4 and word[0].isalpha():
                for variant in variants(word):
                    yield variant, word


def build_index(codes: Sequence[IndexedCode], known: Iterable[str] = ()) -> BuiltIndex:
    """The index of ``codes``, parents before children.

    ``known`` are texts whose words are good spelling without being rows of their own (the seventh characters).
    """
    index = BuiltIndex()
    row_words: list[set[str]] = []
    bags: list[frozenset[str]] = []
    for number, code in enumerate(codes):
        bag: set[str] = set(bags[code.parent]) if code.parent >= 0 else set()
        for kind, text in code.phrases:
            found = set(words(text))
            bag |= found
            row = len(index.row_texts)
            index.row_codes.append(number)
            index.row_kinds.append(kind)
            index.row_texts.append(text)
            row_words.append((found & set(essential_words(text))) or found)
            for word in found:
                posting = index.postings.get(word)
                if posting is None:
                    posting = index.postings[word] = BuiltPosting()
                posting.rows.append(row)
        bags.append(frozenset(bag))
        for word in bag:
            index.postings[word].bags.append(number)
    _weigh(index, row_words)
    for word in {word for text in known for word in words(text)} - index.postings.keys():
        index.postings[word] = BuiltPosting(KNOWN_WEIGHT)
    return index


def _weigh(index: BuiltIndex, row_words: Sequence[set[str]]) -> None:
    """Rarer words weigh more (inverse document frequency over rows)."""
    total = len(row_words)
    for word, posting in index.postings.items():
        posting.weight = FAINT.get(word) or log10(1 + total / len(posting.rows))
    index.row_weights.extend(sum(index.postings[word].weight for word in found) for found in row_words)
