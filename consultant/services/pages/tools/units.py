"""Units of a drug as a page: the dose given, the containers opened, and the lines that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from consultant.coding.calculators import units as calculator
from consultant.coding.calculators.units import Amount, Billed, Dose
from consultant.coding.catalogue import Catalogue
from consultant.coding.edits import Setting, UnitLimit
from consultant.coding.sets import System
from consultant.coding.systems import hcpcs
from consultant.domain.rights import Action, Person, demand
from consultant.services.pages.tools.told import Code, Sheet, Told, Typed, day, shown


@dataclass(frozen=True, slots=True)
class Limit:
    """A medically unlikely edit of the code."""

    value: int
    indicator: int
    release: str
    exceeded: bool


@dataclass(frozen=True, slots=True)
class UnitsSheet(Sheet):
    """The page. ``dose`` is what one unit of ``code`` is, from its text or as it was typed (``by_hand``)."""

    on: date = date.min
    code: Code | None = None
    dose: Dose | None = None
    by_hand: bool = False
    single: bool = True
    billed: Billed | None = None
    limit: Limit | None = None


def filled(told: Told, catalogue: Catalogue, today: date) -> Typed:
    """The form as a ticket fills it: with the first of its codes that has a dose."""
    on = date.fromisoformat(told.on) if told.on else today
    dosed = (
        line.code
        for line in told.lines
        if hcpcs.normalise(line.code) and calculator.dose_of(shown(catalogue, System.HCPCS, line.code, on).text)
    )
    return {"on": told.on, "code": next(dosed, "")}


def show(person: Person, catalogue: Catalogue, typed: Typed, *, today: date) -> UnitsSheet:
    """Return the page for what was typed. Raises Forbidden."""
    demand(person, Action.FIND_CODES)
    wrong: dict[str, str] = {}
    on = day(typed, "on", wrong) or today
    single = typed.get("container") != "multiple"
    code = _code(typed, catalogue, on, wrong)
    dose, by_hand = _dose(typed, code, wrong)
    billed = None if wrong or dose is None else _billed(typed, dose, on, wrong, single=single)
    limit = _limit(catalogue, code, on, billed) if code and billed else None
    answer = _answer(code, billed) if code and billed else ""
    return UnitsSheet(typed, wrong, answer, on, code, dose, by_hand, single, billed, limit)


def _code(typed: Typed, catalogue: Catalogue, on: date, wrong: dict[str, str]) -> Code | None:
    word = typed.get("code", "")
    if not word:
        return None
    code = hcpcs.normalise(word)
    if code is None:
        wrong["code"] = f"{word} has not the shape of a HCPCS code: a letter and four digits."
        return None
    return shown(catalogue, System.HCPCS, code, on)


def _dose(typed: Typed, code: Code | None, wrong: dict[str, str]) -> tuple[Dose | None, bool]:
    """What a unit is: as typed, else as the code's text says."""
    if typed.get("dose"):
        try:
            return Dose(calculator.amount(typed["dose"])), True
        except ValueError as error:
            wrong["dose"] = str(error)
            return None, True
    found = calculator.dose_of(code.text) if code else None
    if code and found is None:
        why = "No release has words for it" if not code.text else "Its text states no one amount"
        wrong["dose"] = f"{why}. Write here what one unit is."
    return found, False


def _billed(typed: Typed, dose: Dose, on: date, wrong: dict[str, str], *, single: bool) -> Billed | None:
    given: Amount | None = None
    opened: tuple[Amount, ...] = ()
    try:
        given = calculator.amount(typed["given"]) if typed.get("given") else None
    except ValueError as error:
        wrong["given"] = str(error)
    try:
        opened = calculator.containers(typed["opened"]) if typed.get("opened") else ()
    except ValueError as error:
        wrong["opened"] = str(error)
    if given is None or wrong:
        return None
    try:
        return calculator.bill(dose, given, opened, single_dose=single, on=on)
    except ValueError as error:
        wrong["given"] = str(error)
        return None


def _limit(catalogue: Catalogue, code: Code, on: date, billed: Billed) -> Limit | None:
    found = catalogue.edits.units(code.code, on, Setting.PRACTITIONER)
    if not isinstance(found, UnitLimit):
        return None
    exceeded = billed.units + billed.wasted > found.value
    return Limit(found.value, found.indicator, found.release.label, exceeded)


def _answer(code: Code, billed: Billed) -> str:
    modifier = f"-{billed.modifier}" if billed.modifier else ""
    rounded = ", rounded up to whole units" if billed.rounded else ""
    words = f"{code.code}{modifier} × {billed.units}: {billed.given} given, and one unit is {billed.dose}{rounded}."
    if billed.wasted:
        words += f" {code.code}-JW × {billed.wasted} on a second line for what was thrown away ({billed.left} left)."
    source = "; ".join(one for one in (code.release, calculator.SOURCE) if one)
    return f"{words} Source: {source}."
