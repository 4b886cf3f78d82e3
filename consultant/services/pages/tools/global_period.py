"""The global period of a procedure as a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from consultant.coding.calculators import global_period as calculator
from consultant.coding.calculators.global_period import Period, Place, Second, Speaking
from consultant.coding.catalogue import Catalogue
from consultant.coding.catalogue import day as in_words
from consultant.coding.edits import NotHeld
from consultant.coding.fees import Fee
from consultant.domain.rights import Action, Person, demand
from consultant.services.pages.tools.told import Code, Sheet, Told, Typed, day, procedure, shown


@dataclass(frozen=True, slots=True)
class GlobalSheet(Sheet):
    """The page. ``days`` are the code's, from ``release`` or as chosen; ``unchecked`` says why no schedule told them."""

    on: date = date.min
    code: Code | None = None
    days: str = ""
    release: str | None = None
    stale: str | None = None
    unchecked: str | None = None
    period: Period | None = None
    without: str | None = None
    second: date | None = None
    place: Place | None = None
    speaking: tuple[Speaking, ...] = ()


def filled(told: Told, _catalogue: Catalogue, _today: date) -> Typed:
    """The form as a ticket fills it: with the first of its codes that is no visit."""
    line = next(told.procedures, None)
    return {"on": told.on, "code": line.code if line else ""}


def show(person: Person, catalogue: Catalogue, typed: Typed, *, today: date) -> GlobalSheet:
    """Return the page for what was typed. Raises Forbidden."""
    demand(person, Action.FIND_CODES)
    wrong: dict[str, str] = {}
    on = day(typed, "on", wrong) or today
    second = day(typed, "second", wrong)
    asked = procedure(typed, "code", wrong)
    code = shown(catalogue, *asked, on) if asked else None
    by_hand = typed.get("days", "")
    days, release, stale, unchecked = (
        (by_hand, None, None, None) if by_hand in calculator.DAYS else _held(catalogue, code, on)
    )
    found = calculator.period(days, on) if days in calculator.DAYS and not wrong else None
    kind = next((one for one in Second if one.value == typed.get("kind")), None)
    said = calculator.speaking(found, second) if found and second else ()
    sheet = GlobalSheet(
        typed,
        wrong,
        "",
        on,
        code,
        days,
        release,
        stale,
        unchecked,
        found,
        calculator.WITHOUT.get(days),
        second,
        found.place(second) if found and second else None,
        tuple(one for one in said if kind is None or one.second is kind),
    )
    return _answered(sheet) if found else sheet


def _held(catalogue: Catalogue, code: Code | None, on: date) -> tuple[str, str | None, str | None, str | None]:
    """Global days with their release and its age, or why there are none."""
    if code is None:
        return "", None, None, None
    match catalogue.fees.fee(code.code, "", on):
        case Fee(row=row, release=release):
            return row.global_days, release.label, release.staleness(on), None
        case NotHeld(reason):
            return "", None, None, f"Not checked: {reason}. Choose the days by hand."
        case _:
            return "", None, None, f"The fee schedule does not list {code.code}. Choose the days by hand."


def _answered(sheet: GlobalSheet) -> GlobalSheet:
    found = sheet.period
    if found is None:
        return sheet
    name = sheet.code.code if sheet.code else "The procedure"
    words = f"{name} of {in_words(found.procedure)} has {found.days} global days: {in_words(found.first)} to {in_words(found.last)}."
    if sheet.second and sheet.place is Place.OUTSIDE:
        words += f" {in_words(sheet.second)} lies outside them, so no modifier for the global period is needed."
    elif sheet.second and sheet.speaking:
        said = ", ".join(f"{one.modifier} for {one.brief}" for one in sheet.speaking)
        words += f" {in_words(sheet.second)} lies within them: {said}."
    source = "; ".join(one for one in (sheet.release or "global days as chosen by the coder", calculator.SOURCE) if one)
    return replace(sheet, answer=f"{words} Source: {source}.")
