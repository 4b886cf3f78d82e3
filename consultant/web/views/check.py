"""Check codes: a claim typed into a form and judged by every rule, with an address that can be passed on."""

from dataclasses import replace
from types import SimpleNamespace

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from consultant.coding.edits import Setting
from consultant.domain.rights import Action
from consultant.services import reading
from consultant.services.pages import check as pages
from consultant.services.pages import check_paste
from consultant.services.pages import queue as queue_pages
from consultant.services.pages.check import CheckPage, Typed, TypedLine
from consultant.services.pages.check_paste import Pasted
from consultant.web import forms
from consultant.web.access import needs, person, wants_part
from consultant.web.desk import now, page, part, services, today

check = Blueprint("check", __name__)


@check.get("/check")
@needs(Action.FIND_CODES)
def show() -> ResponseReturnValue:
    """The form, judged where its address holds codes; filled from a ticket where it names one."""
    ticket_id = forms.number(request.args.get("ticket"))
    if ticket_id is None:
        return _page(pages.show(person(), services().library, typed(request.args, patient=False), today=today()))
    desk = services()
    with desk.database.transaction() as tx:
        told = pages.of_ticket(tx, person(), ticket_id)
        reading.record(tx, person(), "ticket", ticket_id=ticket_id, clock=desk.clock)
    return _page(pages.beside(pages.show(person(), desk.library, told, today=today()), ticket_id))


@check.post("/check")
@needs(Action.FIND_CODES)
def judge() -> ResponseReturnValue:
    """Judge what was typed, the patient included, and what was pasted; a script gets the result of what is typed alone."""
    given, text = typed(request.form, patient=True), request.form.get("paste", "").strip()
    if wants_part():
        return part("check/_result.html", found=pages.show(person(), services().library, given, today=today()))
    pasted, wrong = None, ""
    if text:
        try:
            pasted = check_paste.split(person(), services().library, given, text, today=today())
        except ValueError as error:
            wrong = str(error)
    found = pages.show(person(), services().library, pasted.typed if pasted else given, today=today())
    if wrong:
        found = replace(found, wrong={**found.wrong, "paste": wrong}, result=None, paste=text)
    ticket_id = forms.number(request.form.get("ticket"))
    if ticket_id is not None:
        found = pages.beside(found, ticket_id)
    return _page(found, pasted)


def typed(words: MultiDict[str, str], *, patient: bool) -> Typed:
    """The form as it was typed, empty lines left out. ``patient``: whether age and sex are taken, which no address carries."""
    columns = [words.getlist(name)[: pages.LINES] for name in ("code", "mod", "units")]
    longest = max(len(column) for column in columns)
    cells = [[word.strip()[:40] for word in column] + [""] * (longest - len(column)) for column in columns]
    lines = (TypedLine(*row) for row in zip(*cells, strict=True))
    return Typed(
        tuple(line for line in lines if not line.blank),
        tuple(word for typed in words.getlist("dx")[: pages.DIAGNOSES] if (word := typed.strip()[:20])),
        words.get("on", "").strip()[:20],
        words.get("setting", "") if words.get("setting") in pages.SETTINGS else Setting.PRACTITIONER.value,
        words.get("age", "").strip()[:5] if patient else "",
        words.get("sex", "").strip()[:6] if patient else "",
        words.get("payer", "") if any(words.get("payer") in names for names in pages.PAYERS.values()) else "",
        words.get("place", "").strip()[:5],
    )


def _page(found: CheckPage, pasted: Pasted | None = None) -> Response:
    with services().database.reading() as tx:
        rail = queue_pages.rail(tx, person(), now=now())
    lists = SimpleNamespace(settings=pages.SETTINGS, payers=pages.PAYERS, sexes=pages.SEXES)
    return page("check/check.html", rail=rail, here="check", found=found, pasted=pasted, lists=lists)
