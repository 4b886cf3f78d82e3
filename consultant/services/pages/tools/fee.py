"""What Medicare allows for a line as a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from consultant.coding.calculators import fee_estimate as calculator
from consultant.coding.calculators.fee_estimate import Asked, Estimate
from consultant.coding.calculators.fee_session import Procedure
from consultant.coding.catalogue import Catalogue
from consultant.coding.edits import NotHeld
from consultant.coding.fees import Fee, Locality
from consultant.coding.sections import localities
from consultant.domain.rights import Action, Person, demand
from consultant.services.pages.tools.fee_lines import Session, others_of, priced, read_others
from consultant.services.pages.tools.told import Code, Sheet, Told, Typed, day, number, procedure, shown


@dataclass(frozen=True, slots=True)
class FeeSheet(Sheet):
    """The page. ``unchecked`` says what is not installed; ``wanted``, what is still to be told; ``session`` holds every
    line where other procedures are told.
    """

    on: date = date.min
    code: Code | None = None
    places: tuple[Locality, ...] = ()
    locality: Locality | None = None
    facility: bool = False
    fee: Fee | None = None
    estimate: Estimate | None = None
    unchecked: str | None = None
    wanted: str = ""
    session: Session | None = None


def key(place: Locality) -> str:
    """How a form names a locality: contractor and number."""
    return f"{place.contractor}-{place.number}"


def filled(told: Told, catalogue: Catalogue, today: date) -> Typed:
    """The form as a ticket fills it; the locality only where the state has but one."""
    on = date.fromisoformat(told.on) if told.on else today
    procedures = list(told.procedures)
    line = next(iter((*procedures, *told.lines)), None)
    inside = [place for place in localities(catalogue, on) if place.state == told.state]
    return {
        "on": told.on,
        "code": line.code if line else "",
        "mod": line.modifiers if line else "",
        "units": line.units if line else "",
        "others": others_of(procedures[1:]),
        "place": told.place,
        "locality": key(inside[0]) if len(inside) == 1 else "",
    }


def show(person: Person, catalogue: Catalogue, typed: Typed, *, today: date) -> FeeSheet:
    """Return the page for what was typed. Raises Forbidden."""
    demand(person, Action.FIND_CODES)
    wrong: dict[str, str] = {}
    on = day(typed, "on", wrong) or today
    asked = procedure(typed, "code", wrong)
    line = _line(typed, wrong)
    others = read_others(typed.get("others", ""), catalogue, wrong, today=today)
    places = localities(catalogue, on)
    chosen = next((place for place in places if key(place) == typed.get("locality")), None)
    code = shown(catalogue, *asked, on) if asked else None
    quality = bool(typed.get("qpp"))
    fee, unchecked = _fee(catalogue, code, line.component, on, quality=quality) if code else (None, None)
    if unchecked is None and code and not places:
        held = catalogue.fees.localities(on)
        unchecked = f"Not checked: {held.reason}." if isinstance(held, NotHeld) else None
    found, together, answer = None, None, ""
    if code and fee and chosen and not wrong:
        if others:
            together = priced(Procedure(fee, replace(line, rank=1)), others, chosen, catalogue, on, quality=quality)
        found = together.lines[0].found if together else calculator.estimate(fee, chosen, line)
        answer = _of_session(together, chosen, fee) if together else _answer(code, line, chosen, fee, found)
    wanted = "Choose the locality: its cost indices are part of the amount." if fee and places and not chosen else ""
    return FeeSheet(
        typed, wrong, answer, on, code, places, chosen, line.facility, fee, found, unchecked, wanted, together
    )


def _line(typed: Typed, wrong: dict[str, str]) -> Asked:
    told = tuple(dict.fromkeys(typed.get("mod", "").upper().replace(",", " ").replace("-", " ").split()))
    strange = next((one for one in told if not (len(one) == 2 and one.isascii() and one.isalnum())), None)
    if strange:
        wrong["mod"] = f"{strange} is no modifier: each has two characters."
    place = typed.get("place", "")
    if place and not (len(place) == 2 and place.isascii() and place.isdecimal()):
        wrong["place"] = "A place of service has two digits, such as 11 or 22."
    return Asked(
        told,
        place in calculator.FACILITIES,
        number(typed, "units", wrong, most=calculator.MOST_UNITS, least=1) or 1,
        number(typed, "rank", wrong, most=calculator.LAST_RANK, least=1) or 1,
    )


def _fee(catalogue: Catalogue, code: Code, component: str, on: date, *, quality: bool) -> tuple[Fee | None, str | None]:
    """The row of a code, or why there is none."""
    match catalogue.fees.fee(code.code, component, on, quality=quality):
        case Fee() as fee:
            return fee, None
        case NotHeld(reason):
            return None, f"Not checked: {reason}."
        case _:
            of = f" with {component}" if component else ""
            return None, f"The fee schedule does not list {code.code}{of}."


def _answer(code: Code, line: Asked, place: Locality, fee: Fee, found: Estimate) -> str:
    if found.amount is None:
        return f"{code.code}: {found.notes[0]} Source: {fee.release.label}."
    modifiers = "".join(f"-{one}" for one in line.modifiers)
    where = "in a facility" if line.facility else "outside a facility"
    quality = ", for participants in the quality programme" if "qpp" in fee.release.system.value else ""
    formula = "; ".join(f"{step.words} = ${step.amount:,}" for step in found.steps)
    return (
        f"{code.code}{modifiers}: Medicare allows about ${found.amount:,} {where} in {place.name.title()}, {place.state}{quality} "
        f"({formula}). Source: {fee.release.label}, {place.release.label}; {calculator.SOURCE}."
    )


def _of_session(told: Session, place: Locality, fee: Fee) -> str:
    lines = "; ".join(
        f"{one.name} ${one.found.amount:,} ({', then '.join(step.words for step in one.found.steps[1:]) or 'in full'})"
        if one.found.amount is not None
        else f"{one.name} nothing ({one.found.notes[0]})"
        for one in told.lines
    )
    unlisted = f" Not listed by the schedule: {', '.join(told.unlisted)}." if told.unlisted else ""
    return (
        f"Together Medicare allows about ${told.total:,} in {place.name.title()}, {place.state}: {lines}.{unlisted} "
        f"Source: {fee.release.label}, {place.release.label}; {calculator.ENDOSCOPIES}; {calculator.SOURCE}."
    )
