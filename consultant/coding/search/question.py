"""Read a question as words of the official lists: abbreviations, plain words and misspellings are understood here.

A question has one or more *readings*: as it stands, and with what it says put into the words of the classification. Each
word of a reading is a term with the index words that may stand for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Any

import numpy as np

from consultant.coding.search.analogy import by_analogy
from consultant.coding.search.index import WordIndex
from consultant.coding.search.spoken import ASKING, COMMON, KIN, PARTS, Spoken, SpokenTable, spoken_table
from consultant.coding.search.words import ASSUMED, OF_PARTY, with_parties, words

UNKNOWN_WEIGHT, UNKNOWN_NUMBER, UNHEARD_ABSENCE = 2.5, 1.0, 0.5
REPAIRED, AKIN, FORM, WHOLE = 0.85, 0.85, 0.75, 0.6
MOST_FORMS = 4
MOST_READINGS = 6
MOST_ANALOGIES, ANALOGOUS = 5, 0.88
SHORTEST_REPAIRED, SHORTEST_PART = 4, 4
FORM_ALIKE, FORM_SHARE = 4, 0.6

_WEEKS = re.compile(r"\b(\d{1,2})(?:\s?\d/7)?[ -]?(?:weeks?|wks?|w)\b", re.IGNORECASE)
_PREGNANT = re.compile(r"\b(?:pregnan\w*|preg|gravid\w*|gestation\w*|ob|obstetric\w*|iup|gdm)\b", re.IGNORECASE)
SECOND, THIRD = 14, 28
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
# A capital within a sentence begins a name, and a name is no misspelling.
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_SLASHED = (
    (re.compile(r"\bw\s?/\s?o\b", re.IGNORECASE), "without"),
    (re.compile(r"\bw\s?/(?=\s|[a-z])", re.IGNORECASE), "with "),
    (re.compile(r"\bd/t\b|\b(?:2/2|2°)(?=\s)", re.IGNORECASE), "due to"),
    (re.compile(r"\bs/p\b", re.IGNORECASE), "status post"),
    (re.compile(r"\bh/o\b|\bhx of\b", re.IGNORECASE), "history of"),
    (re.compile(r"\bb/l\b", re.IGNORECASE), "bilateral"),
    (re.compile(r"\bf/u\b", re.IGNORECASE), "follow up"),
    (re.compile(r"\br/o\b|\brule out\b", re.IGNORECASE), " "),
    (re.compile(r"(?<![\w/.-])(?:R|rt\.?|RT|r)(?![\w/.-])"), "right"),
    (re.compile(r"(?<![\w/.-])(?:L|lt\.?|LT|l)(?![\w/.-])"), "left"),
)


@dataclass(frozen=True, slots=True)
class Option:
    """An index word that may stand for what was asked; ``share`` is how much of the weight it earns."""

    word: str
    share: float


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a reading. Without options no official phrase explains it."""

    word: str
    weight: float
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question. ``total`` is the weight of all terms; ``sure`` less than 1 where the reading is guessed."""

    terms: tuple[Term, ...]
    total: float
    sure: float = 1.0

    @property
    def weights(self) -> dict[str, float]:
        """What each index word would explain of the terms."""
        found: dict[str, float] = {}
        for term in self.terms:
            for option in term.options:
                found[option.word] = max(term.weight * option.share, found.get(option.word, 0.0))
        return found


def readings(
    query: str, index: WordIndex, known: WordIndex | None = None, *, prose: bool = False
) -> tuple[Reading, ...]:
    """The readings of ``query``, as it stands first; empty where it says nothing.

    A word that ``known`` holds, another index, is no misspelling of one of ``index``; in ``prose`` neither is a name.
    """
    for written, meant in _SLASHED:
        query = written.sub(meant, query)
    query += _trimester(query)
    said = words(query)
    told = [word for word in said if word not in ASKING]
    said = _compounds(told if told or prose else said, index)
    found: dict[tuple[str, ...], float] = {}
    names = frozenset(word for name in _NAME.findall(query if prose else "") for word in words(name))
    capitals = frozenset(word for found in _CAPITALS.findall(query) for word in words(found))
    for kept, sure in _spoken(said, index, capitals):
        found.setdefault(tuple(dict.fromkeys(with_parties(kept))), sure)
    return tuple(
        Reading(terms, sum(term.weight for term in terms), sure)
        for kept, sure in list(found.items())[:MOST_READINGS]
        if (terms := _one_of_each([_term(word, index, known, repaired=word not in names) for word in kept]))
    )


def _compounds(said: Sequence[str], index: WordIndex) -> list[str]:
    """``said`` with compounds written as the list writes them: "wristdrop" as two words, "osteo arthritis" as one."""
    found: list[str] = []
    for word in said:
        known = _known(word, index)
        if found and not (known and _known(found[-1], index)) and index.posting(found[-1] + word) is not None:
            found[-1] += word
        else:
            found.extend((word,) if known else _parted(word, index))
    return found


def _known(word: str, index: WordIndex) -> bool:
    return index.posting(word) is not None or word in KIN or (word,) in spoken_table(index.speech).entries


def _parted(word: str, index: WordIndex) -> tuple[str, ...]:
    """The two words that an unknown one is made of, the rarest such; itself where there are none, or it is a slip."""
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1) if word.isalpha() else ()
    parts = [(word[:at], word[at:]) for at in places]
    held = [pair for pair in parts if all(index.posting(part) is not None for part in pair)]
    if not held or index.near(word):
        return (word,)
    return max(held, key=lambda pair: min(_weight(part, index) for part in pair))


def _one_of_each(terms: Sequence[Term]) -> tuple[Term, ...]:
    """``terms`` with forms of one word that stand side by side as one: "burn, burned, burning", "sclerosis, sclerotic"."""
    found: list[Term] = []
    for term in terms:
        if found and _is_form(found[-1].word, term.word):
            options = {option.word: option for option in (*term.options, *found[-1].options)}
            weight = max(term.weight, found[-1].weight)
            found[-1] = replace(found[-1], weight=weight, options=tuple(options.values()))
        else:
            found.append(term)
    return tuple(found)


def _is_form(one: str, other: str) -> bool:
    """Whether two words share most of their beginning."""
    alike = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one.isalpha() and other.isalpha() and alike >= max(FORM_ALIKE, FORM_SHARE * min(len(one), len(other)))


def _trimester(query: str) -> str:
    """The trimester of a pregnancy whose weeks are said; empty where none are, or it is said.

    Less than 14 weeks, less than 28, and from 28 on. Source: ICD-10-CM, chapter 15, notes on trimesters.
    """
    weeks = _WEEKS.search(query)
    if weeks is None or "trimester" in query.lower() or not _PREGNANT.search(query):
        return ""
    count = int(weeks[1])
    return f" {'first' if count < SECOND else 'second' if count < THIRD else 'third'} trimester"


def analogous(reading: Reading, index: WordIndex) -> tuple[Reading, ...]:
    """``reading`` in the words that official texts use for the same elsewhere; for a question that found little."""
    said = [term.word for term in reading.terms]
    held = (other for other in by_analogy(said, index.listing.analogies) if _together(other, said, index))
    found: list[Reading] = []
    for other in islice(held, MOST_ANALOGIES):
        terms = tuple(_term(word, index, None, repaired=True) for word in dict.fromkeys(other))
        found.append(Reading(terms, sum(term.weight for term in terms), reading.sure * ANALOGOUS))
    return tuple(found)


def _together(other: Sequence[str], said: Sequence[str], index: WordIndex) -> bool:
    """Whether one official phrase holds the words that ``other`` put in place, and one of those that it kept."""
    kept = [word for word in other if word in said and word not in ASSUMED]
    rows: Any = None
    for word in other:
        if word not in said and word not in ASSUMED:
            posting = index.posting(word)
            if posting is None:
                return False
            rows = posting.rows if rows is None else np.intersect1d(rows, posting.rows)
    if rows is None or not kept:
        return True
    return any(len(np.intersect1d(rows, held.rows)) for word in kept if (held := index.posting(word)) is not None)


def _spoken(said: Sequence[str], index: WordIndex, capitals: frozenset[str]) -> list[tuple[list[str], float]]:
    """``said`` as it stands, and with its abbreviations and plain words in official ones, every choice of them."""
    pieces: list[list[tuple[tuple[str, ...], float]]] = []
    at = 0
    table = spoken_table(index.speech)
    while at < len(said):
        spoken = _longest(said, at, table)
        if spoken is None or (spoken.capital and not capitals.issuperset(spoken.said)):
            pieces.append([((said[at],), 1.0)])
            at += 1
            continue
        as_said = tuple(said[at : at + len(spoken.said)])
        unheard = any(index.posting(word) is None for word in as_said)
        meant = [(official, 1.0 if unheard else spoken.sure) for official in spoken.official]
        pieces.append(meant if unheard else [(as_said, 1.0), *meant])
        at += len(spoken.said)
    choices: list[tuple[list[str], float]] = []
    # What was said comes first; then everything put into official words at once; then mixtures.
    ends = ([choice[0] for choice in pieces], [choice[min(1, len(choice) - 1)] for choice in pieces])
    for chosen in (*ends, *(list(chosen) for chosen in _few(pieces))):
        sure = 1.0
        for _, one in chosen:
            sure = min(sure, one)
        choices.append(([word for piece, _ in chosen for word in piece], sure))
    return choices


def _few(pieces: list[list[tuple[tuple[str, ...], float]]]) -> Sequence[tuple[tuple[tuple[str, ...], float], ...]]:
    several = sum(len(choice) > 1 for choice in pieces)
    return tuple(product(*pieces)) if several <= 2 else ()


def _longest(said: Sequence[str], at: int, table: SpokenTable) -> Spoken | None:
    for length in range(min(table.longest, len(said) - at), 0, -1):
        if (found := table.entries.get(tuple(said[at : at + length]))) is not None:
            return found
    return None


def _term(word: str, index: WordIndex, known: WordIndex | None, *, repaired: bool) -> Term:
    """The index words that may stand for ``word``: itself, its kin, or the word that it is a slip of."""
    bare = word.removeprefix("~")
    absent = word[: len(word) - len(bare)]
    posting = index.posting(word)
    if posting is not None:
        kin = _kin(bare, absent, index)
        return Term(word, posting.weight, (Option(word, 1.0), *kin))
    if near := _slip_of(bare, index, known) if repaired else None:
        meant = absent + near if index.posting(absent + near) else near
        return Term(word, _weight(meant, index) * REPAIRED, (Option(meant, 1.0), *_kin(near, absent, index)))
    if kin := _kin(bare, absent, index):
        heaviest = max(_weight(option.word, index) for option in kin)
        return Term(word, min(UNKNOWN_WEIGHT, max(heaviest, 1.0)), kin)
    if absent and index.posting(bare) is None:
        return Term(word, UNHEARD_ABSENCE, ())
    if OF_PARTY in word:
        return Term(word, 0.0, ())
    return Term(word, UNKNOWN_WEIGHT if bare.isalpha() else UNKNOWN_NUMBER, ())


def _slip_of(bare: str, index: WordIndex, known: WordIndex | None) -> str | None:
    """The word that ``bare`` is a slip of; None where it is an everyday word, or a table or another index knows it."""
    told = bare in KIN or bare in PARTS or bare in COMMON or (known is not None and known.posting(bare) is not None)
    return None if told or len(bare) <= SHORTEST_REPAIRED or not bare.isalpha() else _nearest(bare, index)


def _kin(bare: str, absent: str, index: WordIndex) -> tuple[Option, ...]:
    """What else may be said for a word: kin, what it is a part of, and forms of its root, each at its share."""
    forms = sorted(index.forms(bare), key=lambda form: -_frequency(form, index))[:MOST_FORMS]
    said: dict[str, float] = {}
    for others, share in ((KIN.get(bare, ()), AKIN), (forms, FORM), (PARTS.get(bare, ()), WHOLE)):
        for other in others:
            said.setdefault(absent + other, share)
    return tuple(Option(word, share) for word, share in said.items() if index.posting(word) is not None)


def _frequency(word: str, index: WordIndex) -> int:
    posting = index.posting(word)
    return len(posting.rows) if posting else 0


def _weight(word: str, index: WordIndex) -> float:
    posting = index.posting(word)
    return posting.weight if posting else 0.0


def _nearest(word: str, index: WordIndex) -> str | None:
    """The likeliest right spelling: the same first letter and length come before frequency."""
    near = index.near(word)
    if not near:
        return None
    return min(near, key=lambda other: (other[0] != word[0], abs(len(other) - len(word)) > 1, near.index(other)))
