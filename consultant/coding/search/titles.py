"""Find official titles that a mail writes out word for word, whatever its capitals and punctuation.

A title is found by its letters and digits alone: the words of the mail choose the rows that may stand in it, and the
squeezed text of each decides. So "not intractable" or "1250-1499 grams" are read as the title means them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from consultant.coding.catalogue import Catalogue, Release
from consultant.coding.search.index import RowKind, Weights, WordIndex
from consultant.coding.search.rank import Hit
from consultant.coding.search.refine import meant_by_silence, with_seventh
from consultant.coding.search.words import fold, words

_LETTERS = re.compile(r"[a-z0-9]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\f\n")
_WORD_BEFORE = re.compile(r"\b[A-Za-z-]+[ \t]+$")
_BARRIER = "|"
ROUNDING = 0.05
# A title of so few words may be the end of another phrase.
SHORT = 3
LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Titled:
    """A title and the offsets in characters between which the text writes it."""

    hit: Hit
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """The letters and digits of a text; ``places`` are their offsets, ``edges`` the offsets where words begin or end."""

    text: str
    letters: str
    places: list[int]
    edges: frozenset[int]

    def spans(self, key: str) -> Iterator[tuple[int, int]]:
        """Where ``key`` stands as whole words."""
        at = self.letters.find(key)
        while at >= 0:
            if (end := self.end(key, at)) is not None:
                yield at, end
            at = self.letters.find(key, at + 1)

    def end(self, key: str, at: int) -> int | None:
        """The offset behind ``key``, if it stands as whole words from letter ``at`` on."""
        if not self.letters.startswith(key, at) or self.places[at] not in self.edges:
            return None
        end = self.places[at + len(key) - 1] + 1
        return end if end in self.edges else None


def titles(text: str, catalogue: Catalogue, on: date) -> tuple[Titled, ...]:
    """Titles written in ``text``, in order; of two that overlap the longer one."""
    squeezed = _squeeze(text)
    found = [
        titled for release, index in catalogue.word_indexes(on) for titled in _of_release(squeezed, release, index)
    ]
    kept: list[Titled] = []
    for titled in sorted(found, key=lambda titled: (titled.start - titled.end, not titled.hit.billable)):
        if not any(titled.start < other.end and other.start < titled.end for other in kept):
            kept.append(titled)
    return tuple(sorted(kept, key=lambda titled: titled.start))


def _of_release(squeezed: _Squeezed, release: Release, index: WordIndex) -> Iterator[Titled]:
    for row in _rows(squeezed.text, index):
        key, short = _key(index.row_text(row)), len(words(index.row_text(row))) <= SHORT
        for at, end in squeezed.spans(key) if key else ():
            start = squeezed.places[at]
            if short and _is_part(squeezed.text, start, index):
                continue
            code, last = _with_seventh(squeezed, index, int(index.row_codes[row]), at, end)
            official, billable = index.listing.listed(code)
            why = official
            if not billable and (leaf := meant_by_silence(code, index)) is not None:
                code, (official, billable) = leaf, index.listing.listed(leaf)
            weight = float(index.row_weights[row])
            hit = Hit(release.system, code, official, billable, 1.0, 1.0, 0.0, weight, RowKind.TITLE, why)
            yield Titled(hit, start, last)


def _rows(text: str, index: WordIndex) -> list[int]:
    """Rows that are titles of which every word stands somewhere in ``text``."""
    matched: Weights = np.zeros(len(index.row_codes), dtype=np.float32)
    for word in set(words(text)):
        posting = index.posting(word)
        if posting is not None:
            matched[posting.rows] += np.float32(max(posting.weight, posting.cost))
    whole = (matched > 0) & (matched >= index.row_weights - ROUNDING) & (index.row_kinds == RowKind.TITLE)
    return [int(row) for row in np.flatnonzero(whole)]


def _is_part(text: str, start: int, index: WordIndex) -> bool:
    """Whether a word of the lists stands right before, so that the title is the end of something longer: knee pain."""
    before = _WORD_BEFORE.search(text, max(0, start - LONGEST_WORD), start)
    return before is not None and any(index.posting(word) for word in words(before.group()))


def _with_seventh(squeezed: _Squeezed, index: WordIndex, number: int, at: int, end: int) -> tuple[str, int]:
    """The code, or the one below it whose seventh character the text goes on to say, and the offset behind the title."""
    found = [(index.code(number), end)]
    for seventh in index.listing.seventh_sets[index.listing.seventh_of[number]]:
        code = with_seventh(index.code(number), seventh.letter)
        longer = squeezed.end(_key(index.listing.listed(code)[0]), at)
        if longer is not None:
            found.append((code, longer))
    return max(found, key=lambda pair: pair[1])


def _squeeze(text: str) -> _Squeezed:
    plain = _PARAGRAPH.sub(lambda gap: _BARRIER * len(gap.group()), _plain(text))
    letters: list[str] = []
    places: list[int] = []
    edges: set[int] = set()
    for run in re.finditer(rf"[a-z0-9]+|\{_BARRIER}", plain):
        letters.append(run.group())
        places.extend(range(run.start(), run.end()))
        edges.update(run.span())
    return _Squeezed(text, "".join(letters), places, frozenset(edges))


def _key(title: str) -> str:
    return "".join(_LETTERS.findall(_plain(title)))


def _plain(text: str) -> str:
    """``text`` folded letter by letter, so that offsets stay."""
    return _FOREIGN.sub(lambda letter: (fold(letter.group()) or " ")[0], text).lower()
