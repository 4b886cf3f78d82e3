"""Route a question to a cell of the official tables: drugs and chemicals by intent, neoplasms by behaviour.

A substance with words of intent is a cell of the one table, a site with words of behaviour a cell of the other. The row
is found by the words that are left; the column by the words that were taken away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from consultant.coding.search.index import Table, WordIndex
from consultant.coding.search.matching import matched
from consultant.coding.search.question import Term, readings

_LEAST, WHOLE = 0.5, 0.9
MISSING, BEYOND = 0.6, 0.6
COMMON = 15
STRANGE = 1.5
_LINES = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that a question names: the code as printed, its line, and how well the line matches (0 to 1)."""

    code: str
    line: str
    column: str
    score: float


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, and what people say for it. ``head`` is a part of the printed head, in lower case."""

    head: str
    said: re.Pattern[str]


def _said(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# The first that is said decides: "intentional overdose" is self-harm, not an accident.
INTENTS = (
    Column(
        "underdosing",
        _said(
            r"under ?-?dos\w*|\bforg(?:ot|ets?|etting)\b|\b(?:stopped|quit|stopping) (?:taking|using)\b|\bran out(?: of)?\b|\bnot tak(?:ing|en)(?: enough| his| her)?\b|"
            r"\b(?:skip(?:s|ped|ping)?|miss(?:ed|es|ing)?|forg(?:ot|ets?|etting))(?: to take)?(?: (?:his|her|the|doses? of|some))*\b|"
            r"\bnon-?(?:compliance|adherence|compliant|adherent)(?: with)?\b|\btak(?:es|ing|en) less\b|\bcould(?:n'?t| not) afford\b|\btoo little\b|\bless than prescribed\b"
        ),
    ),
    Column(
        "adverse effect",
        _said(
            r"\bae\b|\b(?:side|adverse|ill)[- ](?:effects?|events?|reactions?)(?: (?:of|to|from))?\b|\badverse\b|\b(?:allergic |bad |drug )?reactions?(?: (?:to|from))?\b|"
            r"\b(?:taken|given|used|administered|taking|dosed)? ?(?:as (?:prescribed|directed)|correctly|properly|right dose|therapeutic(?:ally)?(?: use)?)\b|"
            r"\ballergy to\b|\binduced\b|\bintoleran\w+\b"
        ),
    ),
    Column(
        "undetermined",
        _said(
            r"\bundetermined\b|\b(?:unknown|unclear|uncertain)(?: if| whether)?(?: intent(?:ional)?| on purpose)?\b|\bintent (?:unknown|unclear)\b"
        ),
    ),
    Column(
        "assault",
        _said(
            r"\bassault\w*\b|\bhomicid\w*\b|\bby (?:another|some) ?(?:person|one|body)\b|\bspiked\b|\bdrugged\b|\b(?:poisoned|drugged) by\b"
        ),
    ),
    Column(
        "intentional self-harm",
        _said(
            r"\bsuicid\w*(?: attempt| ideation)?\b|\bself[- ]?(?:harm|inflicted|poisoning)\b|\bon purpose\b|(?<!un)\bintentional(?:ly)?\b|\bdeliberate(?:ly)?\b|"
            r"\bto (?:hurt|kill|harm) (?:him|her|them)sel(?:f|ves)\b|\btried to die\b|\bto die\b"
        ),
    ),
    Column(
        "accidental",
        _said(
            r"\b(?:un|non-?)intentional(?:ly)?\b|\baccidental(?:ly)?\b(?: ingestion)?|\bby (?:mistake|accident)\b|\bmistakenly\b|\b(?:over|mega)[- ]?dos\w*\b|\bods?\b|\bpoison(?:ing|ed)?\b|"
            r"\btoxic(?:ity| effects?)?\b|\btoo (?:much|many)\b|\b(?:swallow|ingest|drank|drink|ate|eat)\w*\b|\bgot into\b|\bintoxication\b|\bwrong (?:drug|dose|medication)\b|\bexposure to\b|\binhal(?:ed|ation)\b|\bsting\b|\bstung\b|\bbit(?:e|ten)\b"
        ),
    ),
)
BEHAVIOURS = (
    Column(
        "unspecified behavior",
        _said(
            r"\bunspecified (?:behaviou?r|nature)\b|\bbehaviou?r (?:unspecified|not specified)\b|\bof unspecified\b(?= nature| behavio)"
        ),
    ),
    Column("uncertain behavior", _said(r"\buncertain(?: behaviou?r)?\b|\bborderline (?:tumou?r|malignan\w+)\b")),
    Column(
        "ca in situ",
        _said(r"\b(?:(?:carcinoma|cancer|ca)[ -])?in[- ]situ(?: (?:carcinoma|cancer|neoplasm))?\b|\b(?:d|l)?cis\b"),
    ),
    Column(
        "malignant secondary",
        _said(
            r"\bmetasta(?:sis|ses|tic)(?: (?:disease|cancer|tumou?r|carcinoma|lesions?|malignancy))?(?= (?:to|in|of|involving)\b)|\bmetastas[ei]s\b|\bmets?\b|\bspread(?:ing)? to\b|"
            r"\bsecondary(?: malignan\w+)?(?: (?:cancer|neoplasms?|tumou?rs?))?\b"
        ),
    ),
    Column("benign", _said(r"\bbenign\b")),
    Column(
        "malignant primary",
        _said(r"\bcancer(?:ous)?\b|\b(?:adeno)?carcinoma\b|\bmalignan(?:t|cy)\b|\bca\b|\bprimary\b"),
    ),
)
_NEOPLASM = _said(r"\b(?:neoplasms?|tumou?rs?|growths?|mass(?:es)?|lesions?|cancer|malignan\w+|carcinoma|disease)\b")


def drug_cells(query: str, table: Table, known: WordIndex, *, prose: bool = False) -> Iterator[Cell]:
    """Cells of the table of drugs for a question that names an intent and a substance. ``known``: the list of codes.

    In ``prose`` the sentence says more than the substance, which must be said whole and be no word of every day.
    """
    yield from _cells(query, INTENTS, lambda rest: _lines(rest, table, known, prose=prose), table)


def neoplasm_cells(query: str, table: Table, known: WordIndex, *, prose: bool = False) -> Iterator[Cell]:
    """Cells of the neoplasm table for a question that names a behaviour and a site."""
    yield from _cells(
        query, BEHAVIOURS, lambda rest: _lines(_NEOPLASM.sub(" ", rest), table, known, prose=prose), table
    )


def _cells(
    query: str, columns: Sequence[Column], lines: Callable[[str], list[tuple[int, float]]], table: Table
) -> Iterator[Cell]:
    said = [column for column in columns if column.said.search(query)]
    if not said:
        return
    rest = query
    for column in said:
        rest = column.said.sub(" ", rest)
    for line, score in lines(rest):
        head, code = _cell(table.cells[line], said[0].head)
        if code:
            yield Cell(code, table.lines.listing.text(_row_of(table, line)), head, score)


def _row_of(table: Table, line: int) -> int:
    return int(np.searchsorted(table.lines.row_codes, line))


def _cell(cells: Mapping[str, str], head: str) -> tuple[str, str]:
    return next(((name, code) for name, code in cells.items() if head in name), ("", ""))


def _lines(rest: str, table: Table, known: WordIndex, *, prose: bool) -> list[tuple[int, float]]:
    """The lines that ``rest`` names, best first."""
    index = table.lines
    best: dict[int, float] = {}
    for reading in readings(rest, index, known):
        terms = [term for term in reading.terms if term.options and not (prose and _is_common(term, known))]
        if not terms:
            continue
        # A word that no line holds speaks against all of them, less so where it may be a slip.
        total = sum(term.weight if term.options else min(term.weight, STRANGE) for term in reading.terms)
        explained, covered = matched(replace(reading, terms=tuple(terms)), index)
        touched = np.flatnonzero(explained > 0)
        beyond = np.maximum(index.row_weights[touched] - covered[touched], 0)
        missing = 0 if prose else MISSING * (total - explained[touched])
        scores = explained[touched] / (explained[touched] + missing + BEYOND * beyond)
        for at in np.argsort(-scores, kind="stable")[: 2 * _LINES]:
            line = int(index.row_codes[touched[at]])
            best[line] = max(best.get(line, 0.0), float(scores[at]) * reading.sure)
    ranked = sorted(best.items(), key=lambda one: (-one[1], one[0]))
    return [one for one in ranked if one[1] >= (WHOLE if prose else _LEAST)][:_LINES]


def _is_common(term: Term, known: WordIndex) -> bool:
    """Whether the list of codes has the word so often that it names a substance by chance alone."""
    posting = known.posting(term.word)
    return posting is not None and len(posting.rows) > COMMON
