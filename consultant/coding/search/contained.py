"""Find the official phrases that a sentence holds, whatever else it says.

A question in a mail says more than a condition: who came, when, and what was billed. So a phrase is judged by how much of
*it* is said, not by how much of the sentence it explains. What one phrase has explained, another does not explain again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from consultant.coding.search.index import RowKind, WordIndex
from consultant.coding.search.matching import matched
from consultant.coding.search.question import Reading, Term
from consultant.coding.search.refine import BEYOND, Found, Row, refined
from consultant.coding.search.spoken import COMMON
from consultant.coding.search.words import FAINT, word_set

COVERED, COVERED_NAME, LIGHTEST = 0.72, 0.95, 2.2
"""The least share of a phrase that is said, of another name of a condition ("as well" is no Wells' syndrome), and the least
weight of what is said of it."""
LOOKED_AT, KEPT = 40, 6
NEW = 0.5
_KINDS = np.array([1.0, 0.98, 0.9, 0.9, 0.97, 0.9, 0.9], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Contained:
    """A code that a sentence names, and the words of the sentence that name it."""

    found: Found
    said: frozenset[str]


def contained(reading: Reading, index: WordIndex, shares: Mapping[str, float]) -> Iterator[Contained]:
    """The codes whose phrases ``reading`` holds, the fullest first; each explains words that none before it did.

    ``shares`` is what codes earn by their first letter where it is not all.
    """
    taken: set[str] = set()
    kept = 0
    ranked = _best(reading, index)
    for found in sorted(ranked, key=lambda one: -one.weight * one.score**3 * shares.get(one.code[0], 1.0)):
        said = _said(found, reading.terms, index)
        new = said - taken
        if said <= COMMON or _weight(new, reading) < NEW * _weight(said, reading):
            continue
        taken |= said
        kept += 1
        yield Contained(found, said)
        if kept >= KEPT:
            return


def _best(reading: Reading, index: WordIndex) -> Sequence[Found]:
    """Codes of phrases that are said almost whole, by how much they say."""
    explained, covered = matched(reading, index)
    touched = np.flatnonzero(explained >= LIGHTEST)
    touched = touched[index.row_codes[touched] < index.size]
    weights = index.row_weights[touched]
    share = np.minimum(covered[touched] / np.maximum(weights, 1e-6), 1)
    whole = share >= np.where(index.row_kinds[touched] == RowKind.NAME, COVERED_NAME, COVERED)
    touched, weights, share = touched[whole], weights[whole], share[whole]
    if not len(touched):
        return ()
    said = explained[touched]
    beyond = np.maximum(weights - covered[touched], 0)
    values = said * share**3 * _KINDS[index.row_kinds[touched]]
    best = np.argsort(-values, kind="stable")[:LOOKED_AT]
    rows = [
        Row(
            number=int(touched[at]),
            code=int(index.row_codes[touched[at]]),
            score=float(said[at] / (said[at] + BEYOND * beyond[at])),
            bag=1.0,
            explained=float(said[at]),
            beyond=float(beyond[at]),
            kind=1.0,
        )
        for at in best
    ]
    return sorted(refined(rows, reading, index, missing=0.0, initial=True), key=lambda one: one.code)


def _said(found: Found, terms: Sequence[Term], index: WordIndex) -> frozenset[str]:
    """The words of the sentence that the phrase, or the title of its code, holds."""
    holding = word_set(index.row_text(found.row)) | index.title(found.code)
    return frozenset(
        term.word for term in terms if term.word not in FAINT and any(option.word in holding for option in term.options)
    )


def _weight(said: frozenset[str] | set[str], reading: Reading) -> float:
    return sum(term.weight for term in reading.terms if term.word in said)
