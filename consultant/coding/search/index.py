"""The word index as a value: official phrases, their words and their codes, of one list and of the indexes beside it.

A *row* is one official phrase with the code that carries it. A release file stores its own rows (``Rows``); ``WordIndex``
puts the rows of a list and of its indexes together when the releases are opened, so that each file is made, kept and
swapped alone. Numbers of codes are positions in the list, which stands in printed order: what lies below a code follows
it up to its ``last``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from consultant.coding.search.analogy import Analogy
from consultant.coding.search.forms import by_root, root
from consultant.coding.search.spoken import Speech
from consultant.coding.search.words import ABSENCE, ASSUMED, FAINT, OF_PARTY, PARTY, SELDOM, SELDOM_MEANT, word_set
from consultant.coding.sets import System

Numbers = NDArray[np.uint32]
Weights = NDArray[np.float32]

ASIDE = 1 << 31
"""Bit of a posting: the word stands in brackets, and may be present or absent without changing the code."""
KNOWN_WEIGHT = 1.5
CATEGORY_SHARE, CATEGORY_SCALE = 0.7, 1.0
KEPT_POSTINGS, KEPT_TITLES = 4096, 16384
FEW_HEADERS = 512


class RowKind(IntEnum):
    """Where an indexed phrase stands in the official file."""

    TITLE = 0
    INCLUSION = 1
    INCLUDES = 2
    SHORT = 3
    INDEX = 4
    """A line of an alphabetic index."""
    NOTE = 5
    """What a note elsewhere in the list calls the code ("Excludes1: vasovagal attack (R55)")."""
    NAME = 6
    """What the code is called outside of the classification (``names``)."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One word of the index: its weight, what it costs a row that says it where the question does not, and the rows."""

    weight: float
    cost: float
    rows: Numbers
    essential: Numbers
    """Those of ``rows`` that hold the word outside brackets."""


@dataclass(frozen=True, slots=True)
class Seventh:
    """A leaf below a code that differs from its siblings by the seventh character alone."""

    letter: str
    words: frozenset[str]


class Rows(Protocol):
    """The phrases of one release file. ``postings`` of word ``n`` stand from ``starts[n]`` to ``starts[n + 1]``."""

    @property
    def codes(self) -> Sequence[str]:
        """Normal forms of the codes that rows carry."""
        ...

    @property
    def row_codes(self) -> Numbers:
        """The place of each row's code among ``codes``."""
        ...

    @property
    def row_kinds(self) -> NDArray[np.uint8]:
        """The RowKind of each row."""
        ...

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """The number of each stemmed word."""
        ...

    @property
    def starts(self) -> Numbers:
        """Where the postings of each word begin; one more than words."""
        ...

    @property
    def postings(self) -> Numbers:
        """Rows by word, with ``ASIDE`` where it applies."""
        ...

    def text(self, row: int) -> str:
        """The official phrase of ``row``."""
        ...

    def near(self, word: str) -> Sequence[str]:
        """Words within one edit of ``word`` (two where both lost a letter)."""
        ...


class Listing(Rows, Protocol):
    """The rows of a list of codes, which also gives the order of the codes."""

    @property
    def parents(self) -> NDArray[np.int32]:
        """The number of each code's parent, or -1."""
        ...

    @property
    def lasts(self) -> Numbers:
        """The number of the last code below each code, its own where there is none."""
        ...

    @property
    def seventh_sets(self) -> Sequence[Sequence[Seventh]]:
        """The different sets of seventh characters; the first is empty."""
        ...

    @property
    def seventh_of(self) -> NDArray[np.uint16]:
        """For each code the set that it demands, 0 for none."""
        ...

    @property
    def analogies(self) -> Mapping[str, Sequence[Analogy]]:
        """What its terms and titles say in two ways."""
        ...

    def listed(self, code: str) -> tuple[str, bool]:
        """The full official text of a code, generated seventh characters included, and whether it is billable."""
        ...

    def with_prefix(self, prefix: str, limit: int) -> Sequence[str]:
        """Codes whose normal form starts with ``prefix``, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Table:
    """An official table: its lines as phrases, and each line's codes by the head of their column, in lower case.

    The codes of ``lines`` are names of the lines alone; their order is that of ``cells``.
    """

    lines: WordIndex
    cells: Sequence[Mapping[str, str]]


class WordIndex:
    """The rows of one list and of the indexes beside it, as one. Immutable."""

    def __init__(
        self,
        listing: Listing,
        further: Sequence[Rows] = (),
        *,
        drugs: Table | None = None,
        neoplasms: Table | None = None,
        system: System = System.CM,
        speech: Speech | None = None,
    ) -> None:
        self.listing, self.drugs, self.neoplasms = listing, drugs, neoplasms
        self.size = len(listing.codes)
        self._parts: list[Rows] = [listing, *further]
        self._offsets = np.cumsum([0, *(len(part.row_codes) for part in self._parts)])
        self.rows = int(self._offsets[-1])
        self.row_kinds: NDArray[np.uint8] = np.concatenate([part.row_kinds for part in self._parts])
        self.row_codes: Numbers = np.concatenate([listing.row_codes, *(self._renumbered(part) for part in further)])
        self._vocabulary, self._places = self._joined()
        self._weights = self._weighed()
        self._costs = self._weights.copy()
        for word, cost in ASSUMED.items():
            if (number := self._vocabulary.get(word)) is not None:
                self._costs[number] = cost
        for word, number in self._vocabulary.items():
            if word.startswith("~"):
                self._costs[number] = ABSENCE
            elif OF_PARTY in word:
                self._costs[number] = PARTY
            elif word in SELDOM_MEANT:
                self._costs[number] = max(SELDOM, self._costs[number])
        self.row_weights: Weights = np.concatenate(
            [self._summed(part, places) for part, places in zip(self._parts, self._places, strict=True)]
        )
        self.system = system
        self.speech = speech or Speech.of(system)
        self.seventh_words = frozenset(
            word for kept in listing.seventh_sets for seventh in kept for word in seventh.words
        )
        self.posting = lru_cache(maxsize=KEPT_POSTINGS)(self._posting)
        self.near = lru_cache(maxsize=KEPT_POSTINGS)(self._near)
        self.title = lru_cache(maxsize=KEPT_TITLES)(self._title)

    def code(self, number: int) -> str:
        """The normal form of code ``number``."""
        return self.listing.codes[number]

    def number(self, code: str) -> int | None:
        """The number of ``code``, or None where the list lacks it (generated seventh characters have none)."""
        return self._numbers.get(code)

    def row_text(self, row: int) -> str:
        """The official phrase of ``row``."""
        part = int(np.searchsorted(self._offsets, row, side="right")) - 1
        return self._parts[part].text(row - int(self._offsets[part]))

    def below(self, number: int) -> Numbers:
        """The numbers of the codes right below ``number``."""
        first, last = number + 1, int(self.listing.lasts[number])
        found: Numbers = (np.flatnonzero(self.listing.parents[first : last + 1] == number) + first).astype(np.uint32)
        return found

    def bag(self, rows: Numbers) -> tuple[Numbers, NDArray[np.bool_] | None]:
        """The codes that carry one of ``rows`` themselves, and which codes stand below one that does (None for no code)."""
        flags: NDArray[np.bool_] = np.zeros(self.size + 1, np.bool_)
        flags[self.row_codes[rows]] = True
        carriers = np.flatnonzero(flags[:-1]).astype(np.uint32)
        lasts = self.listing.lasts[carriers]
        headers, ends = carriers[lasts > carriers], lasts[lasts > carriers]
        if not len(headers):
            return carriers, None
        above: NDArray[np.bool_] = np.zeros(self.size, np.bool_)
        if len(headers) <= FEW_HEADERS:
            for first, last in zip(headers.tolist(), ends.tolist(), strict=True):
                above[first + 1 : last + 1] = True
        else:
            steps = np.bincount(headers + 1, minlength=self.size + 2) - np.bincount(ends + 1, minlength=self.size + 2)
            above[:] = np.cumsum(steps, dtype=np.int32)[: self.size] > 0
        return carriers, above

    def forms(self, word: str) -> Sequence[str]:
        """Other words of the index that are made of the root of ``word``."""
        return tuple(other for other in self._roots.get(root(word), ()) if other != word)

    @cached_property
    def _roots(self) -> Mapping[str, Sequence[str]]:
        return by_root(self._vocabulary)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {code: at for at, code in enumerate(self.listing.codes)}

    def _renumbered(self, part: Rows) -> Numbers:
        """Codes of a further part as numbers of the list; ``size`` for one that the list lacks."""
        places = np.array([self._numbers.get(code, self.size) for code in part.codes] or [0], np.uint32)
        found: Numbers = places[part.row_codes]
        return found

    def _joined(self) -> tuple[dict[str, int], list[NDArray[np.int64]]]:
        """The words of all parts with a number each, and for each part the numbers of its own words."""
        numbers: dict[str, int] = {}
        places = [
            np.array([numbers.setdefault(word, len(numbers)) for word in part.vocabulary], np.int64)
            for part in self._parts
        ]
        return numbers, places

    def _weighed(self) -> Weights:
        """The weight of each word: rarer ones weigh more, and most so those that stand in few categories.

        A word that many rows of one category hold says which category is meant; one that is spread over all says little.
        """
        rows = np.zeros(len(self._vocabulary), np.int64)
        spread: list[Any] = []
        categories = self._categories()
        for part, offset, places in zip(self._parts, self._offsets, self._places, strict=False):
            lengths = _lengths(part)
            rows[places] += lengths
            codes = self.row_codes[(part.postings & np.uint32(ASIDE - 1)) + np.uint32(offset)]
            spread.append(np.repeat(places, lengths) * len(categories) + categories[codes])
        pairs = np.unique(np.concatenate(spread)) // len(categories)
        held = np.bincount(pairs, minlength=len(self._vocabulary))
        count = int(categories.max()) + 1
        by_row = np.log10(1 + self.rows / np.maximum(rows, 1))
        by_category = np.log10(1 + count / np.maximum(held, 1))
        weights: Weights = ((1 - CATEGORY_SHARE) * by_row + CATEGORY_SHARE * CATEGORY_SCALE * by_category).astype(
            np.float32
        )
        weights[rows == 0] = KNOWN_WEIGHT
        for word, faint in FAINT.items():
            if (at := self._vocabulary.get(word)) is not None:
                weights[at] = faint
        return weights

    def _categories(self) -> NDArray[np.int64]:
        """The number of each code's category (its first three characters), and one for a code that the list lacks."""
        numbers: dict[str, int] = {}
        found = [numbers.setdefault(code[:3], len(numbers)) for code in self.listing.codes]
        return np.array([*found, len(numbers)], np.int64)

    def _summed(self, part: Rows, places: NDArray[np.int64]) -> Weights:
        """The summed costs of the words of each row that are not aside."""
        each = np.repeat(self._costs[places], _lengths(part))
        essential = part.postings < ASIDE
        sums: Weights = np.bincount(
            part.postings[essential], weights=each[essential], minlength=len(part.row_codes)
        ).astype(np.float32)
        return sums

    def _posting(self, word: str) -> Posting | None:
        """The index entry of a stemmed word, or None where no official phrase holds it."""
        number = self._vocabulary.get(word)
        if number is None:
            return None
        found: list[Any] = []
        essential: list[Any] = []
        for part, offset in zip(self._parts, self._offsets, strict=False):
            at = part.vocabulary.get(word)
            if at is not None:
                marked = part.postings[part.starts[at] : part.starts[at + 1]]
                rows = (marked & np.uint32(ASIDE - 1)) + np.uint32(offset)
                found.append(rows)
                essential.append(rows[marked < ASIDE])
        return Posting(
            float(self._weights[number]), float(self._costs[number]), np.concatenate(found), np.concatenate(essential)
        )

    def _title(self, code: str) -> frozenset[str]:
        """The words of the full official text of ``code``."""
        return word_set(self.listing.listed(code)[0])

    def _near(self, word: str) -> Sequence[str]:
        """Index words within one edit of ``word`` (two where both lost a letter), the most frequent first."""
        found = dict.fromkeys(other for part in self._parts for other in part.near(word))
        held = {other: posting for other in found if (posting := self.posting(other)) is not None}
        return tuple(sorted(held, key=lambda other: -len(held[other].rows)))


def _lengths(part: Rows) -> NDArray[np.int64]:
    """How many postings each word of ``part`` has."""
    starts = part.starts.astype(np.int64)
    return starts[1:] - starts[:-1]
