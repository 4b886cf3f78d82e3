"""Rank codes for a question in words: how much of the question a phrase explains, and how much it says beyond it.

A row's score is the Tversky ratio of word weights (matched / matched + missing + what the row says and the question
does not), mixed with the share of the question that the code's bag explains: its own rows and those of the codes above
it. The best codes are then looked at one by one (``refine``). Every hit names the row that matched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from consultant.coding.catalogue import Catalogue, Release
from consultant.coding.search.index import RowKind, Weights, WordIndex
from consultant.coding.search.question import Reading, readings
from consultant.coding.search.refine import BAG_SHARE, BEYOND, MISSING, Found, Row, refined
from consultant.coding.search.routes import drug_cells, neoplasm_cells
from consultant.coding.sets import System

# Weights learnt on rephrased titles, inclusion terms and lines of the indexes (bench/search.py prints what they give).
INHERITED = 0.7
CELL = 0.99
KIND_WEIGHT = np.array([1.0, 0.98, 0.95, 0.85, 0.98, 0.9], dtype=np.float32)
CANDIDATES, PER_HIT = 60, 10
WORTHWHILE = 0.4
ROUNDING = 0.001

_CODE = re.compile(r"(?:[A-Za-z]\d|[Qq][Aa])[0-9A-Za-z]?(?:\.?[0-9A-Za-z]{0,4})?-?")


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
        hits = [hit for release, index in indexes for hit in by_words(asked, release, index, limit, least)]
    hits.sort(key=lambda hit: -hit.score)
    return tuple(hits[:limit])


def _by_code(query: str, release: Release, index: WordIndex, limit: int) -> tuple[Hit, ...]:
    bare = query.rstrip("-").rstrip(".").replace(".", "").upper()
    prefix = bare if release.system is not System.CM or len(bare) <= 3 else f"{bare[:3]}.{bare[3:]}"
    codes = index.listing.with_prefix(prefix, limit)
    found = ((code, *index.listing.listed(code)) for code in codes)
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


def by_words(query: str, release: Release, index: WordIndex, limit: int, least: float = 0.0) -> list[Hit]:
    """The best ``limit`` codes of one list for ``query``, all its readings together."""
    asked = readings(query, index)
    best: dict[str, Found] = {}
    for reading in asked:
        cells, rows = _celled(query, reading, index), _retrieved(reading, index, limit, least)
        for found in refined(sorted((*cells, *rows), key=lambda row: -row.score), reading, index):
            if found.code not in best or found.score > best[found.code].score:
                best[found.code] = found
    ranked = sorted(best.values(), key=lambda found: (-found.score, found.code))[: 2 * limit]
    hits = [_hit(found, release, index) for found in ranked]
    return sorted(hits, key=lambda hit: (-hit.score, not hit.billable, hit.code))[:limit]


def _hit(found: Found, release: Release, index: WordIndex) -> Hit:
    text, billable = index.listing.listed(found.code)
    return Hit(
        system=release.system,
        code=found.code,
        text=text,
        billable=billable,
        score=round(found.score, 4),
        explained=round(found.explained, 4),
        spare=round(found.spare, 4),
        weight=round(found.weight, 4),
        kind=RowKind.INDEX if found.cell else RowKind(index.row_kinds[found.row]),
        why=found.cell or index.row_text(found.row),
        notice=release.notice,
    )


def _celled(query: str, reading: Reading, index: WordIndex) -> Iterator[Row]:
    """Cells of the official tables that the question names, as rows of the codes that they print."""
    for name, cells in (
        ("Table of Drugs and Chemicals", drug_cells(query, index.drugs, index) if index.drugs else ()),
        ("Neoplasm Table", neoplasm_cells(query, index.neoplasms, index) if index.neoplasms else ()),
    ):
        for cell in cells:
            number = index.number(cell.code)
            if number is not None:
                yield Row(
                    number=-1,
                    code=number,
                    score=CELL * cell.score,
                    bag=CELL * cell.score,
                    explained=reading.total * cell.score,
                    beyond=0.0,
                    kind=1.0,
                    cell=f"{name}: {cell.line}, {cell.column}",
                )


def _retrieved(reading: Reading, index: WordIndex, limit: int, least: float) -> Iterable[Row]:
    """The rows that explain most of ``reading``, the best first."""
    if not reading.total or sum(term.weight for term in reading.terms if term.options) < least * reading.total:
        return ()
    explained, covered = _matched(reading, index)
    touched = np.flatnonzero(explained > 0)
    touched = touched[index.row_codes[touched] < index.size]
    if not len(touched):
        return ()
    said = np.minimum(explained[touched], reading.total)
    beyond = np.maximum(index.row_weights[touched] - covered[touched], 0)
    ratio = said / (said + MISSING * (reading.total - said) + BEYOND * beyond + 1e-9)
    bags = _bags(reading, index)[index.row_codes[touched]] / reading.total
    scores = ratio * KIND_WEIGHT[index.row_kinds[touched]] * (1 - BAG_SHARE) + bags * BAG_SHARE
    wanted = CANDIDATES + PER_HIT * limit
    best = np.argpartition(-scores, min(wanted, len(scores) - 1))[:wanted]
    best = best[np.argsort(-scores[best], kind="stable")]
    best = best[scores[best] >= WORTHWHILE * scores[best[0]]]
    return [
        Row(
            number=int(touched[at]),
            code=int(index.row_codes[touched[at]]),
            score=float(scores[at]),
            bag=float(bags[at]),
            explained=float(said[at]),
            beyond=float(beyond[at]),
            kind=float(KIND_WEIGHT[index.row_kinds[touched[at]]]),
        )
        for at in best
    ]


def _matched(reading: Reading, index: WordIndex) -> tuple[Weights, Weights]:
    """For each row the weight of the question that it explains, and of its own words that are explained."""
    explained: Weights = np.zeros(index.rows, np.float32)
    covered: Weights = np.zeros(index.rows, np.float32)
    earned: Weights = np.zeros(index.rows, np.float32)
    for term in reading.terms:
        touched: list[Any] = []
        for option in term.options:
            posting = index.posting(option.word)
            if posting is None:
                continue
            rows = posting.rows
            worth = np.float32(term.weight * option.share)
            if len(term.options) == 1:
                explained[rows] += worth
            else:
                gain = np.maximum(worth - earned[rows], 0)
                explained[rows] += gain
                earned[rows] += gain
                touched.append(rows)
            covered[rows] += np.float32(posting.cost)
        for rows in touched:
            earned[rows] = 0
    return explained, covered


def _bags(reading: Reading, index: WordIndex) -> Weights:
    """For each code the weight of the question that its rows and those above it hold."""
    sums: Weights = np.zeros(index.size, np.float32)
    for term in reading.terms:
        postings = [posting for option in term.options if (posting := index.posting(option.word)) is not None]
        if not postings:
            continue
        rows = postings[0].rows if len(postings) == 1 else np.concatenate([posting.rows for posting in postings])
        own, above = index.bag(rows)
        sums += np.float32(term.weight) * np.where(own, np.float32(1), np.float32(INHERITED) * above)
    return sums
