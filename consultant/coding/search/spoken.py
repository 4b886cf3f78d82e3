"""What people write and what the classification says, as data: abbreviations, plain words, kin of words.

``abbreviations.tsv``, ``lay.tsv`` and ``brands.tsv``: what is said, what the official lists say for it (several meanings
parted by ``|``), and the source. ``supplies.tsv`` and ``procedures.tsv``: the same in the words of HCPCS and ICD-10-PCS.
``substances.tsv``: substances that the table of drugs does not print, as lines of it. ``eponyms.tsv``: old names and eponyms.
``kin.tsv``: words that stand for each other one by one ("renal" and "kidney"); ``parts.tsv``: parts of the body and what they are
parts of.
``sites.txt``: words that say where. ``english.txt``: abbreviations that are English words, too. ``asking.txt``: words of
asking that say nothing about a case. ``common.txt``: everyday words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from consultant.coding.search.words import words
from consultant.coding.sets import System

_POSSESSIVE = re.compile(r"(?<=[a-z]) s\b")
"""The tables write "baker s cyst", whose mark people leave out or not."""
_FOLDER = Path(__file__).with_name("tables")
SURE = 0.97


class Speech(Enum):
    """In whose words something is said."""

    CM = System.CM
    PCS = System.PCS
    HCPCS = System.HCPCS
    SUBSTANCES = "substances"

    @classmethod
    def of(cls, system: System) -> Speech:
        """The words of a code system; CPT is asked about in those of operations."""
        return cls.PCS if system is System.CPT else cls(system)


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


def table_lines(name: str) -> list[list[str]]:
    """The lines of a table of this package, their columns apart; comments are left out."""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _spoken(*names: str) -> SpokenTable:
    entries: dict[tuple[str, ...], Spoken] = {}
    for said, meant, *_ in (line for name in names for line in table_lines(name)):
        key = _key(said)
        official = tuple(tuple(words(one)) for one in meant.split("|"))
        if key:
            entries.setdefault(key, Spoken(key, official, capital=said in _ENGLISH))
    return SpokenTable(entries, max(len(key) for key in entries))


def _substances() -> SpokenTable:
    """Brands, and substances that the table of drugs does not print: what they are, else a line of their class."""
    brands, classes = _spoken("brands.tsv"), _spoken("substances.tsv")
    entries = dict(classes.entries)
    for key, brand in brands.entries.items():
        further = tuple(
            other for meant in brand.official if meant in classes.entries for other in classes.entries[meant].official
        )
        entries.setdefault(key, Spoken(key, (*brand.official, *further), capital=brand.capital))
    return SpokenTable(entries, max(len(key) for key in entries))


def _key(said: str) -> tuple[str, ...]:
    """What is said as the words that a question keeps."""
    every = tuple(words(_POSSESSIVE.sub("'s", said)))
    return tuple(word for word in every if word not in ASKING) or every


def _kin() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for line in table_lines("kin.tsv"):
        group = [word for said in line[0].split() for word in words(said)]
        for word in group:
            found.setdefault(word, {}).update(dict.fromkeys(other for other in group if other != word))
    return {word: tuple(others) for word, others in found.items()}


def _parts() -> Mapping[str, tuple[str, ...]]:
    lines = table_lines("parts.tsv")
    return {part: tuple(words(line[1])) for line in lines for part in words(line[0])}


SITES = frozenset(word for line in table_lines("sites.txt") for word in words(line[0])) | frozenset(
    word
    for table in ("kin.tsv", "parts.tsv")
    for line in table_lines(table)
    if line[-1] == "anatomy"
    for word in words(" ".join(line[:-1]))
)
"""Words that say where, not what."""
_ENGLISH = frozenset(line[0] for line in table_lines("english.txt"))
ASKING = frozenset(word for line in table_lines("asking.txt") for word in words(line[0]))
COMMON = frozenset(word for line in table_lines("common.txt") for word in words(line[0]))
"""Everyday words, which are no slip of a medical one and name nothing by themselves in a mail."""
KIN = _kin()
PARTS = _parts()
"""What a part of the body is a part of, the nearest first."""
_COMMON = ("abbreviations.tsv", "lay.tsv", "eponyms.tsv", "brands.tsv")
_TABLES: Mapping[Speech, tuple[str, ...]] = {
    Speech.CM: _COMMON,
    Speech.PCS: ("procedures.tsv", *_COMMON),
    Speech.HCPCS: ("supplies.tsv", "brands.tsv", *_COMMON),
}


@cache
def spoken_table(speech: Speech) -> SpokenTable:
    """What is said and means something in these words; read when it is first asked for."""
    return _substances() if speech is Speech.SUBSTANCES else _spoken(*_TABLES[speech])
