"""Calculators: small pages that fill from a ticket, follow what is typed, and give their result to its answer.

Without a ticket a page is a plain address that can be passed on. With one its form is posted, so that no address, and no
log of addresses, joins a ticket with what its mail says.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from consultant.coding.calculators import evaluation_words as words
from consultant.coding.calculators import global_period as global_days
from consultant.coding.calculators.evaluation_codes import Family
from consultant.coding.calculators.seventh import Encounter, Healing, Wound
from consultant.coding.catalogue import Catalogue
from consultant.coding.fee_words import GLOBAL
from consultant.domain.references import format_reference, parse_reference
from consultant.domain.rights import Action, Person
from consultant.errors import NotFound, UserError
from consultant.services import drafts, reading
from consultant.services.pages import queue as queue_pages
from consultant.services.pages.tools import fee, global_period, seventh, told, units, visit
from consultant.services.pages.tools.told import Sheet, Told, Typed
from consultant.web import forms
from consultant.web.access import needs, person, wants_part
from consultant.web.desk import now, page, part, services, today

tools = Blueprint("tools", __name__)

Show = Callable[..., Sheet]


@dataclass(frozen=True, slots=True)
class Tool:
    """A calculator: what the list of them says, how its form is filled from a ticket, and its page."""

    title: str
    lead: str
    fields: tuple[str, ...]
    filled: Callable[[Told, Catalogue, date], Typed]
    show: Show


TOOLS: Mapping[str, Tool] = {
    "visit": Tool(
        "Level of a visit",
        "By decision making and by time, side by side, with prolonged time and G2211 (rules of 2021 and 2023).",
        (
            *("family", "on", "payer", "hours", "encounters", "separate"),
            *("problems", "notes", "results", "orders", "historian", "interpretation", "discussion", "risk", "minutes"),
        ),
        visit.filled,
        visit.show,
    ),
    "units": Tool(
        "Units of a drug",
        "From the dose given and the containers opened to units, with JW for what was wasted or JZ for none.",
        ("code", "on", "dose", "given", "opened", "container"),
        units.filled,
        units.show,
    ),
    "global": Tool(
        "Global period",
        "First and last day of a procedure's period, whether a second date lies within it, and which modifiers speak.",
        ("code", "on", "days", "second", "kind"),
        global_period.filled,
        global_period.show,
    ),
    "seventh": Tool(
        "Seventh character",
        "The whole ICD-10-CM code from its stem and what the encounter is.",
        ("code", "on", "encounter", "wound", "healing"),
        seventh.filled,
        seventh.show,
    ),
    "fee": Tool(
        "Fee estimate",
        "What Medicare allows in a locality, with modifiers, ranks and endoscopy families, and the formula in full.",
        ("code", "mod", "units", "rank", "others", "locality", "place", "on", "qpp"),
        fee.filled,
        fee.show,
    ),
}


@tools.get("/tools")
@needs(Action.FIND_CODES)
def index() -> ResponseReturnValue:
    """The calculators by name; each keeps the ticket that was named."""
    ticket_id = _ticket_id(request.args.get("ticket"))
    if ticket_id is not None:
        _told(person(), ticket_id)
    return _page("tools/index.html", ticket_id, tools=TOOLS)


@tools.get("/tools/<any(visit, units, global, seventh, fee):name>")
@needs(Action.FIND_CODES)
def show(name: str) -> ResponseReturnValue:
    """A calculator with what its address holds, or filled from the ticket that it names."""
    ticket_id = _ticket_id(request.args.get("ticket"))
    if ticket_id is None:
        return _answer(name, typed(name, request.args), None)
    found = _told(person(), ticket_id)
    return _answer(name, TOOLS[name].filled(found, services().library, today()), ticket_id, found)


@tools.post("/tools/<any(visit, units, global, seventh, fee):name>")
@needs(Action.FIND_CODES)
def calculate(name: str) -> ResponseReturnValue:
    """A calculator that was opened from a ticket, with what was typed since."""
    ticket_id = _ticket_id(request.form.get("ticket"))
    found = _told(person(), ticket_id) if ticket_id is not None and not wants_part() else None
    return _answer(name, typed(name, request.form), ticket_id, found)


@tools.post("/tickets/<int:ticket_id>/reply/add")
@needs(Action.ANSWER)
def insert(ticket_id: int) -> ResponseReturnValue:
    """Put the sentences of a result below what the person has typed; nothing is sent."""
    text = " ".join(request.form.get("text", "").split())
    if not text:
        raise UserError("There is nothing to insert. The answer was not changed.")
    with services().database.transaction() as tx:
        drafts.add_below(tx, person(), ticket_id, text, clock=services().clock)
    flash("The result stands below what you had typed. Nothing is sent yet.")
    return redirect(f"/tickets/{ticket_id}#reply")


def typed(name: str, given: Mapping[str, str]) -> Typed:
    """The form as it was typed: the fields of the calculator, and no others."""
    return {field: given.get(field, "").strip()[: told.TEXT_LIMIT] for field in TOOLS[name].fields}


def _ticket_id(word: str | None) -> int | None:
    """The ticket that is named by its number or its reference; None where none is. Raises NotFound for what is neither."""
    if not word:
        return None
    found = forms.number(word) or parse_reference(word)
    if found is None:
        raise NotFound("There is no such ticket.")
    return found


def _told(who: Person, ticket_id: int) -> Told:
    """What the ticket tells; reading it is a line in the read log."""
    desk = services()
    with desk.database.transaction() as tx:
        found = told.of_ticket(tx, who, ticket_id)
        reading.record(tx, who, "ticket", ticket_id=ticket_id, clock=desk.clock)
    return found


def _answer(name: str, given: Typed, ticket_id: int | None, found: Told | None = None) -> Response:
    sheet = TOOLS[name].show(person(), services().library, given, today=today())
    values: dict[str, Any] = {"sheet": sheet, "lists": LISTS, "tool": name, "told": found}
    if wants_part():
        return part(f"tools/_{name}.html", ticket_id=ticket_id, **values)
    return _page("tools/tool.html", ticket_id, about=TOOLS[name], **values)


def _page(template: str, ticket_id: int | None, **values: Any) -> Response:
    with services().database.reading() as tx:
        rail = queue_pages.rail(tx, person(), now=now())
    reference = format_reference(ticket_id) if ticket_id is not None else ""
    return page(template, rail=rail, here="tools", ticket_id=ticket_id, reference=reference, **values)


def _localities(sheet: fee.FeeSheet) -> list[tuple[str, str]]:
    return [(fee.key(place), f"{place.state} {place.name.title()}") for place in sheet.places]


LISTS = SimpleNamespace(
    encounters_of_day=list(visit.ENCOUNTERS.items()),
    families=[(family.value, family.title) for family in sorted(Family, key=lambda one: one is not Family.OFFICE)],
    complexities=list(words.Complexity),
    problems=words.PROBLEMS,
    risks=words.RISKS,
    grid=words.GRID,
    time_shown=words.TIME_SHOWN,
    days=[(days, f"{days}: {GLOBAL[days]}") for days in global_days.DAYS],
    encounters=[(one.name.lower(), f"{one.value}: {one.words}") for one in Encounter],
    healings=[(one.name.lower(), one.value) for one in Healing],
    wounds=[(one.name.lower(), one.value) for one in Wound],
    ranks=[(str(rank), "the first, or the only" if rank == 1 else f"number {rank}") for rank in range(1, 6)],
    localities=_localities,
)
"""What the forms offer."""
