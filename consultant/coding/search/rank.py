"""Rank codes for a question in words: how much of the question a phrase explains, and how much it says beyond it.

A row's score is the Tversky ratio of word weights (matched / matched + missing + what the row says and the question
does not), mixed with the share of the question that the code's bag explains: its own rows and those of the codes above
it. The best codes are then looked at one by one (``refine``). Every hit names the row that matched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from consultant.coding.catalogue import Catalogue, Release
from consultant.coding.search.chapters import OTHERWISE, chapter_shares, framed
from consultant.coding.search.index import RowKind, WordIndex
from consultant.coding.search.matching import bags, matched
from consultant.coding.search.question import Reading, analogous, readings
from consultant.coding.search.refine import BAG_SHARE, BEYOND, MISSING, Found, Row, deciding, refined
from consultant.coding.search.routes import Cell, drug_cells, neoplasm_cells
from consultant.coding.sets import System

# Weights learnt on rephrased titles, inclusion terms and lines of the indexes (bench/search.py prints what they give).
CELL = 0.99
DRUGS, SITES = "Table of Drugs and Chemicals", "Neoplasm Table"
KIND_WEIGHT = np.array([1.0, 0.98, 0.95, 0.85, 0.98, 0.9, 0.93], dtype=np.float32)
OTHER_NAME = "other name: "
LIMIT = 10
CANDIDATES, PER_HIT = 40, 8
WORTHWHILE = 0.3
ELSEWHERE = 0.75
"""What a code is worth that shares a part of the body with the question and nothing else."""
CLEAR, OF_ANALOGY = 0.95, 3
"""Where the best hit is worth less, or few were found, the question is asked in other words, too."""

_CODE = re.compile(r"(?:[A-Za-z]\d|[Qq][Aa])[0-9A-Za-z]?(?:\.?[0-9A-Za-z]{0,4})?-?")


@dataclass(frozen=True, slots=True)
class Hit:
    """A code found. ``score`` runs from 0 to 1; ``explained`` is the share of the question's weight that matched,
    ``spare`` the share of the matching row that the question does not say; ``weight`` is the matched weight itself,
    by which matches of different questions compare; ``why`` is the row, and ``notice`` stands beside the words. ``needs``
    names what decides among the codes below one that is not billable.
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
    needs: tuple[str, ...] = ()


def search(
    query: str,
    catalogue: Catalogue,
    *,
    on: date,
    limit: int = LIMIT,
    systems: frozenset[System] | None = None,
) -> tuple[Hit, ...]:
    """The best ``limit`` codes for ``query``: a code, its beginning, or words. Best first; empty for no question."""
    asked = query.strip()
    indexes = [pair for pair in catalogue.word_indexes(on) if systems is None or pair[0].system in systems]
    hits: list[Hit] = []
    if _CODE.fullmatch(asked):
        hits = [hit for release, index in indexes for hit in _by_code(asked, release, index, limit)]
    if not hits:
        hits = [hit for release, index in indexes for hit in by_words(asked, release, index, limit)]
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


def by_words(query: str, release: Release, index: WordIndex, limit: int) -> list[Hit]:
    """The best ``limit`` codes of one list for ``query``, all its readings together."""
    chapters, framing = chapter_shares(query, index.system), framed(query, index)

    def share(code: str) -> float:
        return chapters.get(code[0], 1.0) * (1.0 if framing(code) else OTHERWISE)

    best: dict[str, tuple[float, Found]] = {}
    asked, cells = readings(query, index), celled(query, index)
    for reading in asked:
        rows = (*cell_rows(cells, reading.total), *_retrieved(reading, index, limit))
        _keep(refined(sorted(rows, key=lambda row: -row.score), reading, index), share, best)
    if asked and (len(best) < limit or max(score for score, _ in best.values()) < CLEAR):
        for reading in analogous(asked[0], index):
            found = refined(_retrieved(reading, index, limit), reading, index)
            _keep(sorted(found, key=lambda one: -one.score)[:OF_ANALOGY], share, best)
    ranked = sorted(best.values(), key=lambda one: (-one[0], one[1].code))[: 2 * limit]
    hits = [(score, hit_of(replace(found, score=score), release, index)) for score, found in ranked]
    hits.sort(key=lambda one: (-one[0], not one[1].billable, one[1].code))
    return [hit for _, hit in hits[:limit]]


def _keep(found: Iterable[Found], share: Callable[[str], float], best: dict[str, tuple[float, Found]]) -> None:
    """Add what was found to ``best`` with what it is worth, each code once."""
    for one in found:
        score = round(one.score * share(one.code), 4)
        if one.code not in best or score > best[one.code][0]:
            best[one.code] = (score, one)


def hit_of(found: Found, release: Release, index: WordIndex) -> Hit:
    """A code found, with its texts."""
    text, billable = index.listing.listed(found.code)
    kind = RowKind.INDEX if found.cell else RowKind(index.row_kinds[found.row])
    return Hit(
        system=release.system,
        code=found.code,
        text=text,
        billable=billable,
        score=round(min(found.score, 1.0), 4),
        explained=round(found.explained, 4),
        spare=round(found.spare, 4),
        weight=round(found.weight, 4),
        kind=kind,
        why=found.cell or (OTHER_NAME if kind is RowKind.NAME else "") + index.row_text(found.row),
        notice=release.notice,
        needs=() if billable else deciding(found.code, index),
    )


def celled(query: str, index: WordIndex, *, prose: bool = False) -> tuple[tuple[int, Cell, str], ...]:
    """Cells of the official tables that the question names: the code's number, the cell, and the table's name."""
    found = (
        *((cell, DRUGS) for cell in (drug_cells(query, index.drugs, index, prose=prose) if index.drugs else ())),
        *(
            (cell, SITES)
            for cell in (neoplasm_cells(query, index.neoplasms, index, prose=prose) if index.neoplasms else ())
        ),
    )
    return tuple((number, cell, name) for cell, name in found if (number := index.number(cell.code)) is not None)


def cell_rows(cells: Iterable[tuple[int, Cell, str]], total: float) -> Iterator[Row]:
    """Cells as rows of the codes that they print, for a question whose words weigh ``total``."""
    for number, cell, name in cells:
        yield Row(
            number=-1,
            code=number,
            score=CELL * cell.score,
            bag=CELL * cell.score,
            explained=total * cell.score,
            beyond=0.0,
            kind=1.0,
            cell=f"{name}: {cell.line}, {cell.column}",
        )


def _retrieved(reading: Reading, index: WordIndex, limit: int) -> Iterable[Row]:
    """The rows that explain most of ``reading``, the best first."""
    if not reading.total:
        return ()
    explained, covered = matched(reading, index)
    touched = np.flatnonzero(explained > 0)
    touched = touched[index.row_codes[touched] < index.size]
    if not len(touched):
        return ()
    said = np.minimum(explained[touched], reading.total)
    beyond = np.maximum(index.row_weights[touched] - covered[touched], 0)
    ratio = said / (said + MISSING * (reading.total - said) + BEYOND * beyond + 1e-9)
    bag, about = bags(reading, index)
    held = bag[index.row_codes[touched]] / reading.total
    scores = ratio * KIND_WEIGHT[index.row_kinds[touched]] * (1 - BAG_SHARE) + held * BAG_SHARE
    scores *= np.where(about[index.row_codes[touched]], 1, ELSEWHERE)
    wanted = CANDIDATES + PER_HIT * limit
    best = np.argpartition(-scores, min(wanted, len(scores) - 1))[:wanted]
    best = best[np.argsort(-scores[best], kind="stable")]
    best = best[scores[best] >= WORTHWHILE * scores[best[0]]]
    return [
        Row(
            number=int(touched[at]),
            code=int(index.row_codes[touched[at]]),
            score=float(scores[at]),
            bag=float(held[at]),
            explained=float(said[at]),
            beyond=float(beyond[at]),
            kind=float(KIND_WEIGHT[index.row_kinds[touched[at]]]),
        )
        for at in best
    ]
