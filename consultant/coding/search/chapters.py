"""What codes earn by the chapter that they stand in: some chapters repeat the words of others.

A question about how something happened is answered by the chapter of external causes. Pregnancy and birth have chapters
of their own, and ICD-10-PCS sections of imaging and therapy; their codes are meant only where such words are said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from consultant.coding.search.index import WordIndex
from consultant.coding.sets import System

HAPPENED, OUT_OF_PLACE, OTHERWISE = 1.08, 0.9, 0.8

_HAPPENED = re.compile(
    r"\b(?:accident|collision|collided|crash|struck|hit by|bitten|fall|fell|fallen|falling|jump\w*|tripp\w+|slipp\w+|contact with|"
    r"exposure to|assault\w*|suicide|homicide|terroris\w+|war operations?|military operations?|legal intervention|drown\w*|"
    r"explosion|place of occurrence|activity|misadventure|driver|passenger|pedestrian|ignition)\b",
    re.IGNORECASE,
)
_IMAGED = re.compile(
    r"\b(?:x-?rays?|ct|mri|scan\w*|ultraso\w+|imaging|fluoroscop\w*|radiograph\w*|angiogra\w+|nuclear|pet|radiation|brachytherapy|"
    r"beam|therapy|rehab\w*|counsel\w*|psycho\w*|detox\w*|hearing|assessment|training|treatment|test\w*|echo\w*)\b",
    re.IGNORECASE,
)
_PREGNANT = re.compile(
    r"\b(?:pregnan\w*|preg|gravid\w*|obstet\w*|labou?r|delivery|delivered|postpartum|puerper\w*|antepartum|trimester|gestation\w*|"
    r"abortion|miscarr\w*|ectopic|molar|fet\w+|foet\w+|placent\w*|amnio\w*|maternal|cesarean|c-section|uteri?ne? size|"
    r"pre-?eclampsia|eclampsia|wks?|weeks|lactat\w*|breast-?feed\w*|obstetric\w*|childbirth|breech|gdm|iup|hellp)\b",
    re.IGNORECASE,
)
_NEWBORN = re.compile(
    r"\b(?:newborns?|neonat\w*|perinatal|infants?|bab(?:y|ies)|birth\w*|preemie|premat\w*|preterm|fet\w+|foet\w+|maternal|"
    r"meconium|stillb\w+|congenital|days? old|nicu|umbilical)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a question says that certain codes alone answer: by how they begin, or by a word of their title."""

    said: re.Pattern[str]
    codes: tuple[str, ...]
    word: str = ""


def _frame(said: str, codes: str, word: str = "") -> Frame:
    return Frame(re.compile(said, re.IGNORECASE), tuple(codes.split()), word)


_FRAMES = (
    _frame(r"\bfamily (?:history|hx)\b|\bfam(?:ily)? h(?:x|istory)\b|\bfhx?\b", "Z80 Z81 Z82 Z83 Z84"),
    _frame(r"\bscreen(?:ing|ed)?\b", "Z0 Z1 O R Z36"),
    _frame(r"\blong[- ]term (?:\(current\) |current )?(?:use|drug|treatment|therapy)\b", "Z79"),
    _frame(r"\b(?:newborn|fetus|baby|infant) (?:\([a-z ]+\) )?(?:suspected to be )?affected by\b", "P O3"),
    _frame(r"\bmaternal care for\b", "O"),
    _frame(r"\bsprain(?:s|ed)?\b", "S M Z V W X Y"),
    _frame(r"\bcoma scale\b|\bgcs\b", "R40"),
    _frame(r"\bsuicid\w*|\bself[- ](?:harm|inflicted)|\bintentional self", "X7 X80 X81 X82 X83 T R45 Z F"),
    _frame(r"\b(?:assault\w*|homicid\w*)\b", "X9 Y0 T Z S O"),
    _frame(r"\blegal intervention\b", "Y35"),
    _frame(r"\bcongenital\b", "Q P", "congenital"),
    _frame(r"\b(?:newborn|neonatal)\b", "P Q Z", "newborn"),
)


def framed(query: str, index: WordIndex) -> Callable[[str], bool]:
    """Whether a code may answer what ``query`` asks for in so many words ("family history of", "congenital")."""
    frames = [frame for frame in _FRAMES if frame.said.search(query)] if index.system is System.CM else []

    def may(code: str) -> bool:
        return all(code.startswith(frame.codes) or (frame.word and frame.word in index.title(code)) for frame in frames)

    return may


def chapter_shares(query: str, system: System) -> Mapping[str, float]:
    """What codes earn by the chapter or section that they stand in (their first character), where it is not all."""
    if system is System.PCS:
        return {} if _IMAGED.search(query) else dict.fromkeys("BCDFGX", OUT_OF_PLACE)
    if system is not System.CM:
        return {}
    shares = {} if _PREGNANT.search(query) else {"O": OUT_OF_PLACE}
    if not _NEWBORN.search(query):
        shares["P"] = OUT_OF_PLACE
    if _HAPPENED.search(query):
        shares |= dict.fromkeys("VWXY", HAPPENED)
    return shares
