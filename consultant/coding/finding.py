"""Find the codes that a text in words points to: a few words are one question, a mail is many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from consultant.coding.catalogue import Catalogue
from consultant.coding.denials import denied, is_not_now
from consultant.coding.mentions.zones import Zones, zones
from consultant.coding.search.chapters import chapter_shares
from consultant.coding.search.contained import contained
from consultant.coding.search.index import WordIndex
from consultant.coding.search.question import readings
from consultant.coding.search.rank import LIMIT, Hit, cell_rows, celled, hit_of, search
from consultant.coding.search.refine import Found, refined
from consultant.coding.search.spoken import Speech, spoken_table
from consultant.coding.search.words import words
from consultant.coding.sets import System

QUESTION, SENTENCE = 14, 45
"""A text of so many words or fewer, without the end of a sentence, is one question; one of more may be one."""
SENTENCES = 40
ITSELF = "the code itself"
"""Why a code was found that the words spell out."""
CLEAR = 0.62
"""A question of few words whose best hit is worth less is read for the phrases that it holds, too."""
_ENDS = re.compile(r"(?<=[a-z0-9)])[.!?;](?:\s+|$)|\n\s*\n|\f\n|\n(?=[ \t]*[-*\u2022\d])|\n(?=[A-Z])")
CELL_WEIGHT = 8.0
"""What a cell of an official table weighs beside phrases: a substance with its intent says more than most."""
_TOKEN = re.compile(r"[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*")
_WORD = re.compile(r"[A-Za-z]+")
_OPERATION = re.compile(
    r"\b(?:pcs|inpatient|procedure code|icd-?10-?pcs|or procedure|hospital procedure)\b", re.IGNORECASE
)
# Quality measures of Medicare repeat every condition in their words; they are meant only where measures are spoken of.
_MEASURE = re.compile(r"G(?:8[3-9]|9[0-9])\d\d|M(?:0|1)\d{3}")
_MEASURING = re.compile(r"\b(?:measures?|mips|pqrs|quality (?:code|reporting)|registry)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A code that a stretch of the text names: ``value`` compares codes of one text."""

    hit: Hit
    start: int
    end: int
    value: float


def find_codes(
    text: str, catalogue: Catalogue, *, on: date, limit: int = LIMIT, systems: frozenset[System] | None = None
) -> tuple[Hit, ...]:
    """The best ``limit`` codes for ``text``, best first: of one question, or of the sentences of a note or a mail."""
    length, one = len(_WORD.findall(text)), not _ENDS.search(text.strip().rstrip(".!?;"))
    asked = one and length <= SENTENCE
    hits = search(text, catalogue, on=on, limit=limit, systems=systems) if asked else ()
    clear = bool(hits) and hits[0].score >= CLEAR
    if clear and length <= QUESTION:
        return hits
    named = [hit.hit for hit in named_codes(text, bytearray(len(text)), zones(text), catalogue, on, systems)]
    ordered = (*hits, *named) if clear else (*named, *(hits if length <= QUESTION else ()))
    best: dict[tuple[System, str], Hit] = {}
    for hit in ordered:
        best.setdefault((hit.system, hit.code), hit)
    return tuple(best.values())[:limit]


def named_codes(
    text: str,
    mask: bytearray,
    where: Zones,
    catalogue: Catalogue,
    on: date,
    systems: frozenset[System] | None = None,
) -> list[Named]:
    """The codes that the sentences of ``text`` name, best first, each once.

    Quoted history, signatures, what is denied and what ``mask`` marks (codes, numbers, addresses) are not read. Operations
    are looked for where the text speaks of an inpatient's or of ICD-10-PCS.
    """
    if systems is None and not _OPERATION.search(text):
        systems = frozenset(system for system in System if system is not System.PCS)
    letters = [" " if masked else letter for letter, masked in zip(text, mask, strict=True)]
    for start, end in denied("".join(letters)):
        letters[start:end] = " " * (end - start)
    readable = where.written("".join(letters))
    best: dict[tuple[System, str], Named] = {}
    indexes = [pair for pair in catalogue.word_indexes(on) if systems is None or pair[0].system in systems]
    shares = {
        index.system: {chapter: share for chapter, share in chapter_shares(readable, index.system).items() if share < 1}
        for _, index in indexes
    }
    for start, end in _sentences(readable):
        for release, index in indexes:
            for found, said, sure in _of_sentence(readable[start:end], index, shares[index.system]):
                if _MEASURE.fullmatch(found.code) and not _MEASURING.search(text):
                    continue
                hit = hit_of(found, release, index)
                value = hit.weight * hit.score**2 * sure * shares[index.system].get(hit.code[0], 1.0)
                key = (hit.system, hit.code)
                if key not in best or value > best[key].value:
                    best[key] = Named(hit, *_narrowed(readable, start, end, said), value)
    return sorted(best.values(), key=lambda named: (-named.value, named.start, named.hit.code))


def _of_sentence(
    sentence: str, index: WordIndex, shares: Mapping[str, float]
) -> Iterator[tuple[Found, frozenset[str], float]]:
    """What a sentence names: cells of the official tables, and phrases that it holds, with the words that name it."""
    asked = readings(sentence, index, prose=True)[:2]
    cells = celled(sentence, index, prose=True)[:1]
    if asked and cells:
        for found in refined(cell_rows(cells, CELL_WEIGHT), asked[0], index, missing=0.0, initial=True):
            yield found, frozenset(words(cells[0][1].line)), 1.0
    for reading in asked:
        for one in contained(reading, index, shares):
            yield one.found, one.said, reading.sure


def _narrowed(text: str, start: int, end: int, said: frozenset[str]) -> tuple[int, int]:
    """From the first to the last word of the sentence that names the code; the sentence, where it says it otherwise."""
    found = [word.span() for word in _TOKEN.finditer(text, start, end) if not said.isdisjoint(_meant(word.group()))]
    return (found[0][0], found[-1][1]) if found else (start, end)


def _meant(word: str) -> frozenset[str]:
    """A word as the lists have it: itself, and what it is short for."""
    stems = tuple(words(word))
    spoken = spoken_table(Speech.CM).entries.get(stems)
    return frozenset((*stems, *(meant for official in (spoken.official if spoken else ()) for meant in official)))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    begun = count = 0
    for stop in (*_ENDS.finditer(text), None):
        end = stop.start() if stop else len(text)
        if text[begun:end].strip() and not is_not_now(text, begun):
            yield begun, end
            count += 1
        if stop is None or count >= SENTENCES:
            return
        begun = stop.end()
