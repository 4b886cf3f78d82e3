"""The word index as a value: what ranking may ask, whoever stores it.

Two views of one release: *rows* (each official phrase its own document, with its kind) and *bags* (one set of words
a code, its ancestors' words included). Numbers of codes and rows are positions in the arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Weights = NDArray[np.float32]


class RowKind(IntEnum):
    """Where an indexed phrase stands in the official file."""

    TITLE = 0
    INCLUSION = 1
    INCLUDES = 2
    SHORT = 3


@dataclass(frozen=True, slots=True)
class Posting:
    """One word of the index: its weight, the rows that hold it and the codes whose bag holds it."""

    weight: float
    rows: Numbers
    bags: Numbers


@dataclass(frozen=True, slots=True)
class Seventh:
    """A leaf below a code that differs from its siblings by the seventh character alone."""

    letter: str
    words: frozenset[str]


class WordIndex(Protocol):
    """One release's index, immutable."""

    @property
    def row_codes(self) -> Numbers:
        """The code number of each row."""
        ...

    @property
    def row_weights(self) -> Weights:
        """The summed word weights of each row."""
        ...

    @property
    def row_kinds(self) -> NDArray[np.uint8]:
        """The RowKind of each row."""
        ...

    @property
    def size(self) -> int:
        """How many codes are indexed."""
        ...

    def posting(self, word: str) -> Posting | None:
        """The index entry of a stemmed word, or None when no official row holds it."""
        ...

    def near(self, word: str) -> Sequence[str]:
        """Index words within one edit of ``word`` (two where both lost a letter), the most frequent first."""
        ...

    def code(self, number: int) -> str:
        """The normal form of code ``number``."""
        ...

    def row_text(self, row: int) -> str:
        """The official phrase of ``row``."""
        ...

    def listed(self, code: str) -> tuple[str, bool]:
        """The full official text of a code, generated seventh characters included, and whether it is billable."""
        ...

    @property
    def seventh_sets(self) -> Sequence[Sequence[Seventh]]:
        """The different sets of seventh characters; the first is empty."""
        ...

    @property
    def seventh_words(self) -> frozenset[str]:
        """All words of all seventh characters."""
        ...

    @property
    def seventh_of(self) -> NDArray[np.uint16]:
        """For each code number the set that the code demands, 0 for none."""
        ...

    def with_prefix(self, prefix: str, limit: int) -> Sequence[str]:
        """Codes whose normal form starts with ``prefix``, in order."""
        ...
