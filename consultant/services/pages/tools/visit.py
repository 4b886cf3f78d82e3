"""The level of a visit as a page: decision making and time side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from consultant.coding.calculators.evaluation import (
    MOST_MINUTES,
    SOURCE,
    ByElements,
    ByTime,
    Data,
    Evaluated,
    complexity_note,
    evaluate,
)
from consultant.coding.calculators.evaluation_codes import (
    Family,
    Level,
    Prolonged,
    family_of,
    levels,
    minutes_in_words,
    prolonged,
)
from consultant.coding.calculators.evaluation_remarks import HOURS_OF_DAY, Remark, Stay, one_day, remarks
from consultant.coding.calculators.evaluation_words import PROBLEMS, RISKS, Complexity, Element, option
from consultant.coding.catalogue import Catalogue
from consultant.coding.sets import System
from consultant.domain.rights import Action, Person, demand
from consultant.services.pages.tools.told import Code, Sheet, Told, Typed, day, number, shown

MOST_ITEMS = 99
PAYERS = ("medicare", "cpt")
ENCOUNTERS = {"1": "one", "2": "two or more"}
_MEDICARE = ("Medicare", "Railroad Medicare")
_PLACES = {
    "11": Family.OFFICE,
    "12": Family.HOME,
    "13": Family.HOME,
    "21": Family.HOSPITAL,
    "22": Family.HOSPITAL,
    "23": Family.EMERGENCY,
    "31": Family.NURSING,
    "32": Family.NURSING,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A level of the family in words."""

    level: Level
    minutes: str


@dataclass(frozen=True, slots=True)
class VisitSheet(Sheet):
    """The page. ``found`` is None where nothing was told, or something is wrong. ``payer``: medicare, cpt, or not said.

    ``family`` is the one whose codes are taken: for a stay of one day its hours may leave another than was chosen.
    """

    on: date = date.min
    family: Family = Family.OFFICE
    found: Evaluated | None = None
    codes: tuple[Code, ...] = ()
    rows: tuple[Row, ...] = ()
    prolonged: tuple[Prolonged | None, Prolonged | None] = (None, None)
    complexity: str | None = None
    unsaid: str = ""
    payer: str = ""
    remarks: tuple[Remark, ...] = ()

    def code(self, number: str) -> Code | None:
        """A code of the result with its standing."""
        return next((one for one in self.codes if one.code == number), None)


def filled(told: Told, _catalogue: Catalogue, _today: date) -> Typed:
    """The form as a ticket fills it."""
    visit = next(told.visits, None)
    family = family_of(visit.code) if visit else _PLACES.get(told.place)
    return {
        "on": told.on,
        "family": family.value if family else "",
        "payer": "medicare" if told.payer in _MEDICARE else "",
        "separate": "on" if visit and "25" in visit.modifiers.split() else "",
    }


def show(person: Person, catalogue: Catalogue, typed: Typed, *, today: date) -> VisitSheet:
    """Return the page for what was typed. Raises Forbidden."""
    demand(person, Action.FIND_CODES)
    wrong: dict[str, str] = {}
    on = day(typed, "on", wrong) or today
    family, said = _family(typed, wrong)
    counts = [number(typed, name, wrong, most=MOST_ITEMS) or 0 for name in ("notes", "results", "orders")]
    minutes = number(typed, "minutes", wrong, most=MOST_MINUTES)
    elements, unsaid = _elements(typed, sum(counts))
    payer = typed["payer"] if typed.get("payer") in PAYERS else ""
    found = None
    if not wrong and (elements or minutes is not None or levels(family, on)[0].unasked):
        try:
            found = evaluate(family, on, elements=elements, minutes=minutes)
        except ValueError as error:
            wrong["on"] = str(error)
    return VisitSheet(
        typed,
        wrong,
        _answer(found, on, payer, said) if found else "",
        on,
        family,
        found,
        _codes(found, catalogue, on) if found else (),
        tuple(Row(one, minutes_in_words(family, one, on)) for one in levels(family, on)),
        prolonged(family, on),
        complexity_note(family, on, separate=bool(typed.get("separate"))),
        unsaid,
        payer,
        said,
    )


def _family(typed: Typed, wrong: dict[str, str]) -> tuple[Family, tuple[Remark, ...]]:
    """Whose codes are taken, and what is to be said of that."""
    family = next((one for one in Family if one.value == typed.get("family")), Family.OFFICE)
    hours = number(typed, "hours", wrong, most=HOURS_OF_DAY)
    if family is not Family.HOSPITAL_SAME_DAY:
        return family, remarks(family)
    taken, why = one_day(Stay(hours, int(typed["encounters"]) if typed.get("encounters") in ENCOUNTERS else None))
    return taken, (why,)


def _elements(typed: Typed, items: int) -> tuple[dict[Element, Complexity] | None, str]:
    """The three elements, and what is still to be said for them where some of it is there."""
    problem, risk = option(PROBLEMS, typed.get("problems", "")), option(RISKS, typed.get("risk", ""))
    data = Data(items, *(bool(typed.get(name)) for name in ("historian", "interpretation", "discussion")))
    if problem and risk:
        return {
            Element.PROBLEMS: problem.complexity,
            Element.DATA: data.complexity,
            Element.RISK: risk.complexity,
        }, ""
    if not problem and not risk and data == Data():
        return None, ""
    wanted = " and ".join(word for word, one in (("the problem", problem), ("the risk", risk)) if one is None)
    return None, f"Choose {wanted}: two of the three elements decide."


def _codes(found: Evaluated, catalogue: Catalogue, on: date) -> tuple[Code, ...]:
    told = [one.level.code for one in (found.elements, found.time) if one and one.level]
    extra = [one.of.code for one in (found.time.cpt, found.time.medicare) if one and one.units] if found.time else []
    unasked = [found.unasked.code] if found.unasked else []
    return tuple(
        shown(catalogue, System.CPT if code.isdigit() else System.HCPCS, code, on)
        for code in dict.fromkeys((*told, *extra, *unasked))
    )


def _answer(found: Evaluated, on: date, payer: str, said: tuple[Remark, ...]) -> str:
    if found.level is None:
        return ""
    parts = []
    one, other = found.elements, found.time
    if one and found.better != "time":
        parts += [_of_elements(one), _besides_time(found, other, on)]
    elif other and other.level:
        parts += [_of_time(found, other, on, payer), _besides_elements(one)]
    elif found.unasked:
        parts.append(_of_neither(found.unasked))
    also = [remark for remark in said if remark.answer]
    sources = "; ".join((*(remark.source for remark in also), SOURCE))
    return " ".join(part for part in (*parts, *(remark.answer for remark in also), f"Source: {sources}.") if part)


def _of_elements(one: ByElements) -> str:
    said = ", ".join(f"{element} {complexity.words}" for element, complexity in one.elements.items())
    return f"{one.level.code} is reached by medical decision making: {said}, and two of the three decide."


def _of_neither(level: Level) -> str:
    if level.minutes is None:
        return f"{level.code} fits."
    return f"No minutes are told, so {level.code} is what can be shown."


def _besides_time(found: Evaluated, other: ByTime | None, on: date) -> str:
    if other is None:
        return ""
    if other.level is None:
        return f"The {other.minutes} minutes reach no code by time."
    words = minutes_in_words(found.family, other.level, on)
    return f"By time, {other.minutes} minutes reach {other.level.code} ({words})."


def _of_time(found: Evaluated, other: ByTime, on: date, payer: str) -> str:
    if other.level is None:
        return ""
    words = minutes_in_words(found.family, other.level, on)
    extra = [
        f"{one.units} × {one.of.code} for {whom}"
        for of, one, whom in (
            ("cpt", other.cpt, "payers that follow CPT"),
            ("medicare", other.medicare, "Medicare"),
        )
        if one and one.units and payer in ("", of)
    ]
    beyond = f", with {' or '.join(extra)}" if extra else ""
    return f"{other.level.code} is reached by total time: {other.minutes} minutes ({words}){beyond}."


def _besides_elements(one: ByElements | None) -> str:
    return f"Medical decision making alone would reach {one.level.code} ({one.reached.words})." if one else ""
