"""Rank codes for a question in words: how much of the question a phrase explains, and how much it says beyond it.

A row's score is the Tversky ratio of word weights (matched / matched + missing + what the row says and the question
does not), mixed with the share of the question that the code's bag explains. Every hit names the row that matched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from consultant.coding.catalogue import Catalogue, Release
from consultant.coding.search.index import Posting, RowKind, Seventh, Weights, WordIndex
from consultant.coding.search.words import words
from consultant.coding.sets import System

# Weights learnt on rephrased titles and inclusion terms (bench/lookups.py prints what they give).
MISSING, BEYOND = 1.0, 0.4
BAG_SHARE = 0.25
KIND_WEIGHT = np.array([1.0, 0.98, 0.95, 0.85], dtype=np.float32)
UNKNOWN_WEIGHT = 2.5
REPAIRED = 0.85
CANDIDATES, PER_HIT = 20, 10
WORTHWHILE = 0.5
UNSAID = 0.2
ROUNDING = 0.001

_CODE = re.compile(r"(?:[A-Za-z]\d|[Qq][Aa])[0-9A-Za-z]?(?:\.?[0-9A-Za-z]{0,4})?-?")
_SIDES = frozenset({"right", "left", "bilateral"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A code found. ``score`` runs from 0 to 1; ``explained`` is the share of the question's weight that matched,
    ``spare`` the share of the matching row that the question does not say; ``weight`` is the matched weight itself,
    by which matches of different questions compare; ``why`` is the row, and ``notice`` stands beside the words.
    """

    system: System
    code: str
    text: str
    billable: bool
    score: float
    explained: float
    spare: float
    weight: float
    kind: RowKind
    why: str
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    posting: Posting | None
    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Question:
    """The weights of the question's words, their sum, and whether some of them may name a seventh character."""

    weights: dict[str, float]
    total: float
    sevenths: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that matches: the share of the question that its code's bag holds, the weight that the row itself matches,
    and the weight of what it says beyond the question.
    """

    number: int
    bag: float
    matched: float
    beyond: float


def search(
    query: str,
    catalogue: Catalogue,
    *,
    on: date,
    limit: int = 10,
    systems: frozenset[System] | None = None,
    least: float = 0.0,
) -> tuple[Hit, ...]:
    """The best ``limit`` codes for ``query``: a code, its beginning, or words. Best first; empty for no question.

    Only codes that explain at least the share ``least`` of a question in words are looked at.
    """
    asked = query.strip()
    indexes = [pair for pair in catalogue.word_indexes(on) if systems is None or pair[0].system in systems]
    hits: list[Hit] = []
    if _CODE.fullmatch(asked):
        hits = [hit for release, index in indexes for hit in _by_code(asked, release, index, limit)]
    if not hits:
        hits = [hit for release, index in indexes for hit in _by_words(asked, release, index, limit, least)]
    hits.sort(key=lambda hit: -hit.score)
    return tuple(hits[:limit])


def _by_code(query: str, release: Release, index: WordIndex, limit: int) -> tuple[Hit, ...]:
    bare = query.rstrip("-").rstrip(".").replace(".", "").upper()
    prefix = bare if release.system is not System.CM or len(bare) <= 3 else f"{bare[:3]}.{bare[3:]}"
    codes = index.with_prefix(prefix, limit)
    found = ((code, *index.listed(code)) for code in codes)
    return tuple(
        Hit(
            release.system,
            code,
            text,
            billable,
            1 - 0.001 * place,
            1.0,
            0.0,
            1.0,
            RowKind.TITLE,
            f"begins with {prefix}",
            release.notice,
        )
        for place, (code, text, billable) in enumerate(found)
    )


def _by_words(query: str, release: Release, index: WordIndex, limit: int, least: float) -> list[Hit]:
    asked = _weighed(query, index)
    weights = {word.word: word.weight for word in asked}
    question = _Question(weights, sum(weights.values()), not weights.keys().isdisjoint(index.seventh_words))
    if sum(word.weight for word in asked if word.posting) < least * question.total:
        return []
    # A leaf's seventh character may explain words that its row lacks; which one, is settled for the best rows alone.
    sevenths = _seventh_weights(question, index)
    matched = _summed(asked, len(index.row_codes), bags=False)
    touched = np.flatnonzero(matched > max(least * question.total - float(sevenths.max()) - ROUNDING, 0.0))
    if not len(touched):
        return []
    codes = index.row_codes[touched]
    hit = matched[touched]
    beyond = np.maximum(index.row_weights[touched] - hit, 0)
    explained = np.minimum(hit + sevenths[index.seventh_of[codes]], question.total)
    ratio = _ratio(explained, beyond, question.total) * KIND_WEIGHT[index.row_kinds[touched]]
    bags = _summed(asked, index.size, bags=True)[codes] / question.total
    scores = ratio * (1 - BAG_SHARE) + bags * BAG_SHARE
    best = np.flatnonzero(scores >= WORTHWHILE * scores.max())
    best = best[np.argsort(-scores[best], kind="stable")][: CANDIDATES + PER_HIT * limit]
    rows = [_Row(int(touched[at]), float(bags[at]), float(hit[at]), float(beyond[at])) for at in best]
    return _hits(rows, question, release, index, limit)


def _ratio(explained: Any, beyond: Any, total: float) -> Any:
    """Tversky's ratio, of numbers or of arrays."""
    return explained / (explained + MISSING * (total - explained) + BEYOND * beyond + 1e-9)


def _seventh_weights(question: _Question, index: WordIndex) -> Weights:
    """For each set of seventh characters the most that one of them can explain of the question."""
    if not question.sevenths:
        return np.zeros(len(index.seventh_sets), dtype=np.float32)
    return np.array(
        [
            max((_named(seventh, question, frozenset())[0] for seventh in choices), default=0.0)
            for choices in index.seventh_sets
        ],
        dtype=np.float32,
    )


def _named(seventh: Seventh, question: _Question, said: frozenset[str]) -> tuple[float, float]:
    """What a seventh character explains of the question beyond what is ``said`` already, and what it leaves unsaid."""
    common = seventh.words & question.weights.keys()
    return sum(question.weights[word] for word in common if word not in said), UNSAID * (
        len(seventh.words) - len(common)
    )


def _weighed(query: str, index: WordIndex) -> list[_Word]:
    """The question's words with their weights; a word that no row holds is repaired, or kept as unexplained."""
    asked: list[_Word] = []
    for word in dict.fromkeys(words(query)):
        posting = index.posting(word)
        weight = posting.weight if posting else UNKNOWN_WEIGHT
        if posting is None and len(word) > 4 and word.isalpha() and (near := _nearest(word, index)):
            repaired = index.posting(near)
            if repaired is not None:
                asked.append(_Word(repaired, near, repaired.weight * REPAIRED))
                continue
        asked.append(_Word(posting, word, weight))
    return asked


def _nearest(word: str, index: WordIndex) -> str | None:
    """The likeliest right spelling: the same first letter and length come before frequency."""
    near = index.near(word)
    if not near:
        return None
    return min(near, key=lambda other: (other[0] != word[0], abs(len(other) - len(word)) > 1, near.index(other)))


def _summed(asked: Sequence[_Word], size: int, *, bags: bool) -> Weights:
    sums: Weights = np.zeros(size, dtype=np.float32)
    for word in asked:
        if word.posting is not None:
            sums[word.posting.bags if bags else word.posting.rows] += np.float32(word.weight)
    return sums


def _hits(rows: Sequence[_Row], question: _Question, release: Release, index: WordIndex, limit: int) -> list[Hit]:
    """The best row of each code as a hit, with the seventh character that the question names."""
    best: dict[str, tuple[float, float, float, _Row]] = {}
    for row in rows:
        code, further, unsaid = _named_seventh(index, row, question)
        explained = min(row.matched + further, question.total)
        spare = row.beyond + unsaid
        kind = float(KIND_WEIGHT[index.row_kinds[row.number]])
        bag = min(row.bag + further / question.total, 1.0)
        score = float(_ratio(explained, spare, question.total)) * kind * (1 - BAG_SHARE) + bag * BAG_SHARE
        if code not in best or score > best[code][0]:
            best[code] = (score, explained, spare, row)
    hits: list[Hit] = []
    for code, (score, explained, spare, row) in sorted(best.items(), key=lambda found: (-found[1][0], found[0])):
        text, billable = index.listed(code)
        if _contradicts(question.weights, text):
            continue
        hits.append(
            Hit(
                system=release.system,
                code=code,
                text=text,
                billable=billable,
                score=round(score, 4),
                explained=round(explained / question.total, 4),
                spare=round(spare / (explained + spare), 4),
                weight=round(explained, 4),
                kind=RowKind(index.row_kinds[row.number]),
                why=index.row_text(row.number),
                notice=release.notice,
            )
        )
        if len(hits) >= 2 * limit:
            break
    return sorted(hits, key=lambda hit: (-hit.score, not hit.billable, hit.code))[:limit]


def _named_seventh(index: WordIndex, row: _Row, question: _Question) -> tuple[str, float, float]:
    """The code with the seventh character that the question's words name, what they add, and what they leave unsaid."""
    number = int(index.row_codes[row.number])
    code = index.code(number)
    choices = index.seventh_sets[int(index.seventh_of[number])]
    if not choices or not question.sevenths:
        return code, 0.0, 0.0
    said = frozenset(words(index.row_text(row.number)))
    chosen, best, beyond = "", 0.0, 0.0
    for seventh in choices:
        named, unsaid = _named(seventh, question, said)
        if named and named - unsaid > best - beyond:
            chosen, best, beyond = seventh.letter, named, unsaid
    if not chosen:
        return code, 0.0, 0.0
    return with_seventh(code, chosen), best, beyond


def with_seventh(code: str, letter: str) -> str:
    """``code`` with its seventh character, empty places filled (ICD-10-CM Official Guidelines, I.A.4 and I.A.5)."""
    bare = code.replace(".", "").ljust(6, "X")
    return f"{bare[:3]}.{bare[3:]}{letter}"


def _contradicts(asked: dict[str, float], title: str) -> bool:
    """Whether the question names one side and the title only the other."""
    sides = _SIDES & asked.keys()
    if not sides:
        return False
    stated = _SIDES & set(words(title))
    return bool(stated) and not sides & stated
