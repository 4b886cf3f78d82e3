"""Find codes: one box for a code or words, and the page of a code on a date."""

import re
from datetime import date

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from consultant.coding.edits import Setting
from consultant.coding.sections import Asked, localities
from consultant.coding.sets import System
from consultant.domain.rights import Action
from consultant.errors import UserError
from consultant.services import reading
from consultant.services.pages import codes as pages
from consultant.services.pages import pcs
from consultant.services.pages import queue as queue_pages
from consultant.web.access import needs, person, wants_part
from consultant.web.desk import now, page, part, services, today

codes = Blueprint("codes", __name__)

FIRST_YEAR, LAST_YEAR = 1980, 2099
"""Dates of service beyond these are slips of the keyboard."""

_DATES = f"Write it as YYYY-MM-DD, from {FIRST_YEAR} to {LAST_YEAR}."
_STATE = re.compile(r"[A-Z]{2}")
SYSTEMS = (System.CM, System.HCPCS, System.PCS, System.CPT)


@codes.get("/codes")
@needs(Action.FIND_CODES)
def find() -> ResponseReturnValue:
    """The search box with what it found; a search is a line in the read log."""
    query = request.args.get("q", "").strip()
    system = next((system for system in System if system.value == request.args.get("sys")), None)
    catalogue = services().library
    found = None
    if query:
        with services().database.transaction() as tx:
            reading.record(tx, person(), "search", clock=services().clock)
        found = pages.find(person(), catalogue, query, on=_date(), today=today(), system=system)
    if wants_part():
        template = "codes/_insert.html" if request.args.get("for") == "answer" else "codes/_found.html"
        return part(template, search=found, system=system, systems=SYSTEMS)
    with services().database.reading() as tx:
        rail = queue_pages.rail(tx, person(), now=now())
    return page(
        "codes/find.html",
        rail=rail,
        here="codes",
        search=found,
        system=system,
        systems=SYSTEMS,
        query=query,
        on=_date(),
        sources=pages.releases(catalogue, today()),
        cpt=any(release.system is System.CPT for release in catalogue.releases),
    )


@codes.get("/codes/pcs/build")
@needs(Action.FIND_CODES)
def build() -> ResponseReturnValue:
    """An ICD-10-PCS code on its way: what its characters mean and what may follow; typed ones are added behind them."""
    code, more = request.args.get("code", ""), request.args.get("more", "").strip()
    # Where seven stand, or are typed, what is typed is a code of its own.
    whole = pcs.is_whole(code) or pcs.is_whole(more)
    found = pcs.build(person(), services().library, more if more and whole else code + more, on=_date())
    with services().database.reading() as tx:
        rail = queue_pages.rail(tx, person(), now=now())
    return page(
        "codes/build.html",
        rail=rail,
        here="codes",
        pcs=found,
        severity=pages.tone(found.card.status) if found.card else "",
    )


@codes.get("/codes/<system>/<code>")
@needs(Action.FIND_CODES)
def show(system: str, code: str) -> ResponseReturnValue:
    """A code on a date: hierarchy, notes, leaves, and where it was read."""
    library, asked = services().library, _asked()
    found = pages.sheet_of(person(), library, pages.system_of(system), code, on=_date(), asked=asked)
    with services().database.reading() as tx:
        rail = queue_pages.rail(tx, person(), now=now())
    return page(
        "codes/code.html",
        rail=rail,
        here="codes",
        sheet=found,
        asked=asked,
        localities=localities(library, _date()) if any(one.key == "fees" for one in found.sections) else (),
        code=found.card,
        severity=pages.tone(found.card.status),
        parents=pages.parents(found.card.ancestors),
    )


def _asked() -> Asked:
    """What the sections depend on; a word that is none of theirs counts as not said."""
    words = request.args
    setting = next((one for one in Setting if one.value == words.get("setting")), Setting.PRACTITIONER)
    state = words.get("state", "").strip().upper()
    first = words.get("first", "")
    return Asked(
        setting,
        state if _STATE.fullmatch(state) else None,
        words.get("locality") or None,
        int(first) if first.isdecimal() and len(first) < 8 else 0,
    )


def _date() -> date:
    """The date of service that was asked for, today where none was. Raises UserError for one that cannot be."""
    word = request.args.get("on", "").strip()
    if not word:
        return today()
    try:
        asked = date.fromisoformat(word)
    except ValueError:
        raise UserError(f"The date of service is no date. {_DATES}") from None
    if not FIRST_YEAR <= asked.year <= LAST_YEAR:
        raise UserError(f"The desk knows nothing of that year. {_DATES}")
    return asked
