"""What people write and what the classification says, as data: abbreviations, plain words, kin of words.

``abbreviations.tsv``, ``lay.tsv`` and ``brands.tsv``: what is said, what the official lists say for it (several meanings
parted by ``|``), and the source. ``supplies.tsv`` and ``procedures.tsv``: the same in the words of HCPCS and ICD-10-PCS.
``kin.tsv``: words that stand for each other one by one ("renal" and "kidney").
``asking.txt``: words of asking that say nothing about a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from consultant.coding.search.words import words
from consultant.coding.sets import System

_FOLDER = Path(__file__).with_name("tables")
SURE = 0.97
# Abbreviations that are English words, too, mean what they mean in capitals alone.
_ENGLISH = frozenset(
    [
        "all",
        "add",
        "ad",
        "as",
        "post",
        "med",
        "mod",
        "cap",
        "prom",
        "ped",
        "dis",
        "pad",
        "pac",
        "ant",
        "seq",
        "neo",
        "ha",
        "si",
        "os",
        "au",
        "om",
        "mm",
        "ed",
        "inf",
        "dist",
        "lat",
        "sev",
        "pe",
        "loc",
        "ms",
        "pot",
        "soma",
        "od",
        "init",
    ]
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said and its official words, the usual meaning first.

    ``sure`` is for readings of words that are official too. ``capital``: an English word otherwise ("ALL", "all").
    """

    said: tuple[str, ...]
    official: tuple[tuple[str, ...], ...]
    sure: float = SURE
    capital: bool = False


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
            entries.setdefault(key, Spoken(key, official, capital=said in _ENGLISH))
    return SpokenTable(entries, max(len(key) for key in entries))


def _kin() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for line in _lines("kin.tsv"):
        group = [word for said in line[0].split() for word in words(said)]
        for word in group:
            found.setdefault(word, {}).update(dict.fromkeys(other for other in group if other != word))
    return {word: tuple(others) for word, others in found.items()}


_COMMON = ("abbreviations.tsv", "lay.tsv", "brands.tsv")
SPOKEN: Mapping[System, SpokenTable] = {
    System.CM: _spoken(*_COMMON),
    System.PCS: _spoken("procedures.tsv", *_COMMON),
    System.HCPCS: _spoken("supplies.tsv", "brands.tsv", *_COMMON),
    System.CPT: _spoken("procedures.tsv", *_COMMON),
}
KIN = _kin()
ASKING = frozenset(word for line in _lines("asking.txt") for word in words(line[0]))
