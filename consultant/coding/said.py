"""What a person says of a case's facts, beside what the desk read: checked as it is typed, and put in the place of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from consultant.coding.asking import QuestionType
from consultant.coding.edits import Setting
from consultant.coding.facts import Confidence, Fact, FactName, first
from consultant.coding.stated import OLDEST, STATES

LONGEST = 60
"""Characters of a payer, a line of business, a specialty."""
FIRST_YEAR, LAST_YEAR = 1980, 2100
SETTINGS = (Setting.PRACTITIONER, Setting.OUTPATIENT)
PARTED = ", "
"""Between several denial codes."""

_DENIAL = re.compile(r"(?:(CO|PR|OA|PI|CR)[ -]?([ABDPWY]?\d{1,3}))|(MA\d{2,3}|[MN]\d{1,4})", re.IGNORECASE)
_DAYS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y")


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of one fact; ``value`` None: the case has none. Several denial codes are parted by commas."""

    name: FactName
    value: str | None


def settled(facts: Iterable[Fact], said: Iterable[Said]) -> tuple[Fact, ...]:
    """The facts that hold: what a person said in the place of everything that was read under its name."""
    words = {one.name: one.value for one in said}
    kept = [fact for fact in facts if fact.name not in words]
    told = [
        Fact(name, value, "", 0, 0, Confidence.DEFINITE)
        for name, told in words.items()
        if told is not None
        for value in (told.split(PARTED) if name is FactName.DENIAL_CODE else (told,))
    ]
    return (*kept, *told)


def read_of(facts: Iterable[Fact], name: FactName) -> str | None:
    """What the desk itself reads of a fact, as ``Said`` writes it."""
    found = tuple(facts)
    if name is FactName.DENIAL_CODE:
        return PARTED.join(dict.fromkeys(fact.value for fact in found if fact.name is name)) or None
    fact = first(found, name)
    return fact.value if fact else None


def differing(facts: Iterable[Fact], said: Iterable[Said]) -> tuple[Said, ...]:
    """What a person says otherwise than the desk reads, in the order of the names."""
    found = tuple(facts)
    order = list(FactName)
    apart = [one for one in said if one.value != read_of(found, one.name)]
    return tuple(sorted(apart, key=lambda one: order.index(one.name)))


def written(name: FactName, word: str) -> str:
    """``word`` as facts of this name are written ("ohio" is OH). Raises ValueError with a sentence for the person."""
    return _WRITTEN[name](" ".join(word.split()))


def _day(word: str) -> str:
    for shape in _DAYS:
        try:
            found: date = datetime.strptime(word, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found.isoformat()
    raise ValueError("Write the day as 2026-08-27 or 08/27/2026.")


def _state(word: str) -> str:
    known = {name.upper(): letters for name, letters in STATES.items()}
    letters = known.get(word.upper(), word.upper())
    if letters not in known.values():
        raise ValueError("Write a state by its two letters, such as OH.")
    return letters


def _denials(word: str) -> str:
    found = []
    for part in re.split(r"[\s,;]*[,;\s]\s*(?=[A-Za-z])", word):
        shape = _DENIAL.fullmatch(part)
        if shape is None:
            raise ValueError("Write denial codes as CO-97 or N115, parted by commas.")
        found.append(f"{shape[1]}-{shape[2]}".upper() if shape[1] else shape[3].upper())
    return PARTED.join(dict.fromkeys(found))


def _place(word: str) -> str:
    return _matched(r"\d{2}", word.zfill(2), "A place of service has two digits, such as 11 or 22.")


def _age(word: str) -> str:
    if not (word.isascii() and word.isdecimal() and int(word) <= OLDEST):
        raise ValueError(f"An age is a whole number of years, 0 to {OLDEST}.")
    return str(int(word))


def _sex(word: str) -> str:
    return _matched(r"[FM]", word[:1].upper(), "The sex is F or M.")


def _words(word: str) -> str:
    if not 0 < len(word) <= LONGEST:
        raise ValueError(f"Write 1 to {LONGEST} letters.")
    return word


def _matched(shape: str, word: str, wrong: str) -> str:
    if not re.fullmatch(shape, word, re.ASCII):
        raise ValueError(wrong)
    return word


def _one_of(known: list[str]) -> Callable[[str], str]:
    def choose(word: str) -> str:
        if word not in known:
            raise ValueError(f"Choose one of {', '.join(known)}.")
        return word

    return choose


_WRITTEN: Mapping[FactName, Callable[[str], str]] = {
    FactName.DATE_OF_SERVICE: _day,
    FactName.DENIAL_CODE: _denials,
    FactName.PLACE_OF_SERVICE: _place,
    FactName.PAYER: _words,
    FactName.LINE_OF_BUSINESS: _words,
    FactName.STATE: _state,
    FactName.SPECIALTY: _words,
    FactName.SETTING: _one_of([one.value for one in SETTINGS]),
    FactName.AGE: _age,
    FactName.SEX: _sex,
    FactName.QUESTION_TYPE: _one_of([one.value for one in QuestionType]),
}
