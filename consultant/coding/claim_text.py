"""A claim pasted as text, split into lines, diagnoses and facts, with what was not understood beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from consultant.coding.catalogue import Catalogue
from consultant.coding.dates import written_dates
from consultant.coding.facts import FURTHEST, OLDEST, Confidence, Fact, FactName, first, read_facts
from consultant.coding.mentions import Mention, find_mentions
from consultant.coding.mentions.attached import units_around
from consultant.coding.rules.values import Line
from consultant.coding.sets import System

TAKEN = (
    FactName.DATE_OF_SERVICE,
    FactName.PLACE_OF_SERVICE,
    FactName.LINE_OF_BUSINESS,
    FactName.PAYER,
    FactName.SETTING,
    FactName.AGE,
    FactName.SEX,
)
"""The facts that a claim is judged by."""

_PART = re.compile(r"[^\n;]+")
_BARE = re.compile(r"\s*\d{5}(?!\d)")
_CALLED = "CPT "
_WORD = re.compile(r"[A-Za-z]{2}")
# "AB 150.00 1": diagnosis pointers and charge, as rows of a claim have them, and units behind.
_POINTERS = re.compile(r"[ \t]([A-E]{2})$")
_CHARGE = r"[ \t,]+\$?\d{1,6}\.\d\d\b"
_CHARGED = re.compile(_CHARGE)
_COUNTED = re.compile(rf"(?:[ \t]+[A-L](?:,?[A-L]){{0,3}})?{_CHARGE}[ \t]+(\d{{1,4}})[ \t]*(?=[;\n]|$)")
_LAST_NUMBER = re.compile(r"[ \t,]{1,3}(\d{1,4})[ \t]*(?=[;\n]|$)")
# What only names what stands beside it, or numbers a line, is no content of its own.
_LABELS = re.compile(
    r"\b(?:cpts?|hcpcs|codes?|icd-?10(?:-?cm)?|dx|diagnos[ei]s|px|procedures?|claims?|lines?|mods?|modifiers?|units?|qty|"
    r"quantity|d\.?o\.?s|dates?|of|service|from|through|pos|place|payer|age|sex|and|with|x|the)\b|(?<!\d)\d{1,2}[.)](?!\d)|[\W_]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ClaimText:
    """Lines and diagnoses in the order of the text, ``facts`` of the names in ``TAKEN`` (one each), and the stretches of
    the text that none of them holds.
    """

    lines: tuple[Line, ...]
    diagnoses: tuple[str, ...]
    facts: tuple[Fact, ...]
    rest: tuple[str, ...]

    def fact(self, name: FactName) -> str:
        """The value of a fact, empty where the text does not state it."""
        found = first(self.facts, name)
        return found.value if found else ""


def read_claim(text: str, catalogue: Catalogue, *, today: date) -> ClaimText:
    """Split the text of a claim. Nothing is lost: a stretch is part of a line, a diagnosis, a fact, or of ``rest``.

    A number alone at the end of a line is its units, and so is one behind a charge; a whole date beside which no word stands is the date of service. A
    second value of a fact (another day, another place) is left to ``rest``, and so is a modifier without its line.
    """
    found = _mentions(text, catalogue, today)
    mentions = [_unpointed(text, one) for one in found if one.system in (System.CPT, System.HCPCS, System.CM)]
    used = bytearray(len(text))
    lines, diagnoses = [], []
    for one in mentions:
        _use(used, one.start, one.end)
        units, at = _units(text, one)
        _use(used, *at)
        if one.system is System.CM:
            diagnoses.append(one.code)
        else:
            lines.append(Line(one.system, one.code, one.modifiers, units))
    facts = tuple(_facts(text, used, today))
    return ClaimText(tuple(lines), tuple(dict.fromkeys(diagnoses)), facts, tuple(_rest(text, used)))


def _mentions(text: str, catalogue: Catalogue, on: date) -> list[Mention]:
    """What the reader of mails finds; a part that begins with a number alone, where no sentence speaks of coding, is read as
    a line all the same.
    """
    found = list(find_mentions(text, catalogue, on))
    for part in _PART.finditer(text):
        told = any(part.start() <= one.start < part.end() for one in found)
        if not told and _BARE.match(part.group()):
            shift = part.start() - len(_CALLED)
            found += [_moved(one, shift) for one in find_mentions(_CALLED + part.group(), catalogue, on)]
    return sorted(found, key=lambda one: one.start)


def _moved(one: Mention, by: int) -> Mention:
    return replace(one, start=one.start + by, end=one.end + by)


def _unpointed(text: str, one: Mention) -> Mention:
    """The line without two letters before its charge: they point to diagnoses A to E, though one pair is a modifier too."""
    letters = _POINTERS.search(text, one.start, one.end)
    pointing = letters and one.modifiers and letters[1] == one.modifiers[-1] and letters[1][0] < letters[1][1]
    if letters is None or not pointing or not _CHARGED.match(text, one.end):
        return one
    return replace(one, modifiers=one.modifiers[:-1], end=letters.start())


def _units(text: str, one: Mention) -> tuple[int | None, tuple[int, int]]:
    """The units of a line, and the stretch behind it that says them."""
    nowhere = one.end, one.end
    if one.system is System.CM:
        return None, nowhere
    said, end = units_around(text, one.start, one.end)
    if one.units is not None or said is not None:
        worded = _WORD.search(_LABELS.sub(" ", text[one.end : end]))
        return (said if one.units is None else one.units), (nowhere if worded else (one.end, max(end, one.end)))
    last = _COUNTED.match(text, one.end) or _LAST_NUMBER.match(text, one.end)
    return (int(last[1]), last.span(1)) if last else (None, nowhere)


def _facts(text: str, used: bytearray, today: date) -> Iterator[Fact]:
    """One value of each fact; the stretches that say it are used up."""
    read = read_facts(text, received=today)
    if first(read, FactName.DATE_OF_SERVICE) is None:
        read = (*read, *_days_alone(text, used, today))
    for name in TAKEN:
        holds = first(read, name)
        if holds is None:
            continue
        yield holds
        if name is FactName.DATE_OF_SERVICE:
            _use_days(text, used, holds, today)
            continue
        for one in read:
            if one.name is name and one.value == holds.value:
                _use(used, one.start, one.end)


def _days_alone(text: str, used: bytearray, today: date) -> Iterator[Fact]:
    """Whole dates in parts of the text that hold no word beside codes and labels."""
    for written in written_dates(text, today):
        if not (written.whole and today - OLDEST <= written.value <= today + FURTHEST):
            continue
        part = next(one for one in _PART.finditer(text) if one.start() <= written.start < one.end())
        beside = _free(text[part.start() : written.start], used[part.start() : written.start])
        behind = _free(text[written.end : part.end()], used[written.end : part.end()])
        if not _WORD.search(_LABELS.sub(" ", f"{beside}\n{behind}")):
            words, day = text[written.start : written.end], written.value.isoformat()
            yield Fact(FactName.DATE_OF_SERVICE, day, words, written.start, written.end, Confidence.LIKELY)


def _use_days(text: str, used: bytearray, holds: Fact, today: date) -> None:
    """The same day written again, as claims do from and to, says nothing more."""
    for written in written_dates(text, today):
        if written.end == holds.end or (written.whole and written.value.isoformat() == holds.value):
            _use(used, written.start, written.end)


def _use(used: bytearray, start: int, end: int) -> None:
    used[start:end] = b"\1" * (end - start)


def _free(text: str, used: bytearray) -> str:
    """The text with a line's end in place of each character that is used up."""
    return "".join("\n" if flag else letter for flag, letter in zip(used, text, strict=True))


def _rest(text: str, used: bytearray) -> Iterator[str]:
    """The stretches that nothing holds, without those that only label or part what stands beside them."""
    for part in _PART.finditer(_free(text, used)):
        if _LABELS.sub("", part.group()):
            yield part.group().strip(" \t,|/-:")
