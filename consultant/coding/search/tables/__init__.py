"""What people write and what the classification says, as data: abbreviations, plain words, kin of words.

``spoken.tsv``: what is said, what the official lists say for it (several meanings parted by ``|``), and the source.
``procedures.tsv``: the same for operations, in the words of ICD-10-PCS.
``kin.tsv``: words that stand for each other one by one ("renal" and "kidney").
``asking.txt``: words of asking that say nothing about a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from consultant.coding.search.words import words

_FOLDER = Path(__file__).parent
SURE = 0.97


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said and its official words, the usual meaning first; ``sure`` where what is said is official too."""

    said: tuple[str, ...]
    official: tuple[tuple[str, ...], ...]
    sure: float = SURE


@dataclass(frozen=True, slots=True)
class SpokenTable:
    """Entries by what is said; ``longest`` is the most words that one has."""

    entries: Mapping[tuple[str, ...], Spoken]
    longest: int


def _lines(name: str) -> list[list[str]]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _spoken(*names: str) -> SpokenTable:
    entries: dict[tuple[str, ...], Spoken] = {}
    for said, meant, *_ in (line for name in names for line in _lines(name)):
        key = tuple(words(said))
        official = tuple(tuple(words(one)) for one in meant.split("|"))
        if key:
            entries.setdefault(key, Spoken(key, official))
    return SpokenTable(entries, max(len(key) for key in entries))


def _kin() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for line in _lines("kin.tsv"):
        group = [word for said in line[0].split() for word in words(said)]
        for word in group:
            found.setdefault(word, {}).update(dict.fromkeys(other for other in group if other != word))
    return {word: tuple(others) for word, others in found.items()}


SPOKEN = _spoken("spoken.tsv")
PROCEDURES = _spoken("procedures.tsv", "spoken.tsv")
KIN = _kin()
ASKING = frozenset(word for line in _lines("asking.txt") for word in words(line[0]))
