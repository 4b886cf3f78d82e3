"""Facts of the case that a mail states: date and place of service, payer, state, specialty, who bills, denial codes, the
patient's age and sex, and the kind of question.

Each fact keeps the words it was read from. Nothing is concluded that was not said: a date without a word that makes it
the date of service is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from consultant.coding.asking import asked
from consultant.coding.dates import WrittenDate, written_dates
from consultant.coding.mentions.zones import Zones, zones
from consultant.coding.stated import Stated, ages, payers, sexes, states
from consultant.coding.stated_place import places
from consultant.coding.stated_practice import bills, lines_of_business, specialties


class FactName(StrEnum):
    DATE_OF_SERVICE = "date of service"
    DENIAL_CODE = "denial code"
    PLACE_OF_SERVICE = "place of service"
    PAYER = "payer"
    LINE_OF_BUSINESS = "line of business"
    STATE = "state"
    SPECIALTY = "specialty"
    SETTING = "billed by"
    AGE = "patient age"
    SEX = "patient sex"
    QUESTION_TYPE = "question type"


class Confidence(StrEnum):
    """``definite``: the mail names the fact. ``likely``: its words mean it."""

    DEFINITE = "definite"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. ``value`` is a date as YYYY-MM-DD, a denial code as ``CO-97`` or ``N115``, a place as two digits, a state
    as two letters, an age in whole years, a sex as F or M, and one of the words of ``Setting`` and ``QuestionType``.

    ``words`` is the stretch of the mail that says it, from ``start`` to ``end`` in characters.
    """

    name: FactName
    value: str
    words: str
    start: int
    end: int
    confidence: Confidence


_SAID = re.compile(
    r"\b(?:d[./]?o[./]?s\.?|dates? of (?:service|procedure|surgery|visit)|service dates?|svc dates?|from dates?)\b[^.\n]{0,12}$",
    re.IGNORECASE,
)
_SAID_BEHIND = re.compile(
    r" ?(?:\(d\.?o\.?s\.?\)| ?DOS\b| (?:visit|encounter|date of service|surgery)\b)", re.IGNORECASE
)
_DISCHARGED = re.compile(r"\b(?:discharged?|dc'?d|d/c)\b[^.\n]{0,16}$", re.IGNORECASE)
_LIKELY = re.compile(
    r"\b(?:seen|saw|visit(?:ed)?|performed|done|surgery|procedure|inject(?:ed|ion)|treated|encounter|appointment|came in|"
    r"presented|office|consult(?:ed|ation)?|operated|operation|delivered|admitted|admission|evaluated|scheduled|exam(?:ined)?|"
    r"service|took place|removed|tele(?:health|medicine)|emergency|(?-i:ED|ER|ASC|SNF)|colonoscopy|mri|ct|x-?rays?|ultrasound|had an?)\b[^.;\n]{0,45}$",
    re.IGNORECASE,
)
# "seen in our office 8/20": a day without its year, right behind what was done.
_SEEN = re.compile(
    r"\b(?:seen|saw|visit|performed|done)(?:\s(?:in|at|by|the|our|us|him|her|office|clinic|ED|ER|ASC|hospital|here)){0,5}\s$"
)
_OTHER = re.compile(
    r"\b(?:d\.?o\.?b\.?|born|birth(?:day|date)?|date of birth|dated|letter|notice|denied|denial|denies|paid|processed|"
    r"received|submitted|filed|billed|sent|appeal\w*|eob|era|remit\w*|effective|expires?|expired|since|due|until|through|"
    r"called|spoke|emailed|wrote|will|shall|send|mail|call|meet(?:ing)?|reply|respond|return|follow-?up|posted|printed|deadline|by|policy|release[ds]?|version|quarter|updated?|statement|"
    r"invoice|retired?|terminat\w+|deleted|injury|accident|onset|started|quit|signed|before|after|prior|last|next)\b"
    r"[^.;\n]{0,22}$",
    re.IGNORECASE,
)
# A claim older than this is a birth date or history; a service is rarely planned further ahead.
OLDEST = timedelta(days=366 * 12)
FURTHEST = timedelta(days=366)

_CARC = re.compile(r"\b(CO|PR|OA|PI|CR)([\ -]?)((?:[1-9]\d{0,2})|(?:[ABDPWY]\d{1,2}))(?![\w%/-]|\.\w)")
_RARC = re.compile(r"\b(?:MA\d{2,3}|[MN][1-9]\d{0,3})\b(?!\.\w)")
_DENYING = re.compile(
    r"\b(?:den(?:y|ied|ial|ials|ies)|carcs?|rarcs?|remarks?|reason codes?|adjust\w*|reject\w*|remit\w*|eob|era|came back|"
    r"bundl\w+|not paid|paid|appeal\w*|claims?)\b",
    re.IGNORECASE,
)
_BEFORE_CARC = re.compile(r"[\s,/&+]+(?:(?:MA|M|N)\d{1,3}[\s,/&+]+)*(?:CO|PR|OA|PI)-\d{1,3}\b")
_REMARKS = re.compile(
    r"(?:\brarcs?|\bremarks?(?: codes?)?|(?:CO|PR|OA|PI|CR)[ -]?\w{1,3})[\s:,;/&+()]*(?:(?:and|with|code)\s)*$",
    re.IGNORECASE,
)


def read_facts(text: str, *, received: date) -> tuple[Fact, ...]:
    """Facts by place in ``text``; quoted history and signatures say nothing. ``received`` is the day of the mail."""
    parts = zones(text)
    facts = [*_dates_of_service(text, parts, received), *_denials(text)]
    facts += [*_stated(text), *_kind(text)]
    heard = [
        fact
        for fact in facts
        if not parts.is_quoted(fact.start)
        # A practice tells its state in its address.
        and (fact.name is FactName.STATE or not parts.in_signature(fact.start))
    ]
    return tuple(sorted(heard, key=lambda fact: fact.start))


def date_of_service(facts: tuple[Fact, ...]) -> Fact | None:
    """The fact that sets the date of judgement: a named date before a likely one, the first before later ones."""
    return first(facts, FactName.DATE_OF_SERVICE)


def first(facts: tuple[Fact, ...], name: FactName) -> Fact | None:
    """The fact of a name that counts: one that is named before a likely one, the first before later ones."""
    found = [fact for fact in facts if fact.name is name]
    named = [fact for fact in found if fact.confidence is Confidence.DEFINITE]
    return next(iter(named or found), None)


def _stated(text: str) -> Iterator[Fact]:
    """What is read by its words, each value once; a patient of two sexes or three ages is none that can be told."""
    readers = (
        (FactName.PLACE_OF_SERVICE, places),
        (FactName.PAYER, payers),
        (FactName.LINE_OF_BUSINESS, lines_of_business),
        (FactName.STATE, states),
        (FactName.SPECIALTY, specialties),
        (FactName.SETTING, bills),
        (FactName.AGE, ages),
        (FactName.SEX, sexes),
    )
    for name, reader in readers:
        known: dict[str, Stated] = {}
        for one in reader(text):
            if one.value not in known or (one.named and not known[one.value].named):
                known[one.value] = one
        for value, one in known.items():
            confidence = Confidence.DEFINITE if one.named else Confidence.LIKELY
            yield Fact(name, value, text[one.start : one.end], one.start, one.end, confidence)


def _kind(text: str) -> Iterator[Fact]:
    if found := asked(text):
        words = text[found.start : found.end]
        yield Fact(FactName.QUESTION_TYPE, found.kind.value, words, found.start, found.end, Confidence.LIKELY)


def _dates_of_service(text: str, parts: Zones, received: date) -> Iterator[Fact]:
    admitted: Fact | None = None
    for written in written_dates(text, received):
        if not received - OLDEST <= written.value <= received + FURTHEST:
            continue
        before = text[max(0, written.start - 60) : written.start]
        confidence = _confidence(before, text[written.end : written.end + 40], written)
        if confidence is None:
            continue
        fact = _fact(text, parts, written, confidence)
        # Inpatient codes are judged by the day of discharge (Official Guidelines, section II).
        if _DISCHARGED.search(before) and admitted is not None:
            admitted = None
            yield fact
        elif re.search(r"\badmi(?:tted|ssion)\b[^.;\n]{0,20}$", before, re.IGNORECASE):
            admitted = fact
        else:
            yield fact
    if admitted is not None:
        yield admitted


def _confidence(before: str, behind: str, written: WrittenDate) -> Confidence | None:
    if _SAID.search(before) or _SAID_BEHIND.match(behind):
        return Confidence.DEFINITE
    if _DISCHARGED.search(before):
        return Confidence.LIKELY
    on = re.search(r"\bon\s$", before) is not None
    other, likely = _OTHER.search(before), _LIKELY.search(before)
    if likely is None:
        # "40 mg into the left knee on 11/03/2026": what was done on a whole date, unless it was told, sent or paid.
        plain = on and written.whole and other is None and not _OTHER.search(_upto(behind)) and before.strip() != "On"
        return Confidence.LIKELY if plain and before.rstrip()[:-2].strip() else None
    if other is not None and other.start() >= likely.start():
        return None
    return Confidence.LIKELY if written.whole or on or _SEEN.search(before) else None


def _upto(text: str) -> str:
    """The rest of the clause."""
    return re.split(r"[.;?!\n]", text, maxsplit=1)[0]


def _fact(text: str, parts: Zones, written: WrittenDate, confidence: Confidence) -> Fact:
    begin, _ = parts.sentence(written.start, len(text))
    line = text.rfind("\n", 0, written.start) + 1
    start = max(begin, line, written.start - 40)
    while start > max(begin, line) and text[start - 1].isalnum():
        start -= 1
    words = text[start : written.end]
    start += len(words) - len(words.lstrip())
    return Fact(FactName.DATE_OF_SERVICE, written.value.isoformat(), words.strip(), start, written.end, confidence)


def _denials(text: str) -> Iterator[Fact]:
    for found in _CARC.finditer(text):
        near = text[max(0, found.start() - 80) : found.end() + 60]
        if found[2] == "-" or _DENYING.search(near):
            value = f"{found[1]}-{found[3]}"
            yield Fact(FactName.DENIAL_CODE, value, found.group(), found.start(), found.end(), Confidence.DEFINITE)
    last = -1
    for found in _RARC.finditer(text):
        chained = last >= 0 and re.fullmatch(r"[\s,/&+]*(?:and\s)?", text[last : found.start()])
        if (
            chained
            or _BEFORE_CARC.match(text, found.end())
            or found.group().startswith("MA")
            or _REMARKS.search(text[max(0, found.start() - 40) : found.start()])
        ):
            last = found.end()
            yield Fact(
                FactName.DENIAL_CODE, found.group(), found.group(), found.start(), found.end(), Confidence.DEFINITE
            )
