"""What coders say of a case's facts: one form for accepting, correcting and taking back."""

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from consultant.coding.facts import FactName
from consultant.domain.rights import Action
from consultant.errors import FactWrong, UserError
from consultant.services import facts as use_cases
from consultant.services import reading
from consultant.services.pages import ticket as pages
from consultant.web import forms
from consultant.web.access import needs, person, wants_part
from consultant.web.desk import part, services
from consultant.web.errors import status_of
from consultant.web.views.tickets import ticket_page

facts = Blueprint("facts", __name__)


@facts.post("/tickets/<int:ticket_id>/facts")
@needs(Action.CHANGE_TICKET)
def change(ticket_id: int) -> ResponseReturnValue:
    """Carry the form out; a script gets the case anew, a browser without one the page."""
    try:
        _carry_out(ticket_id)
    except FactWrong as error:
        return _came_back(ticket_id, error)
    if wants_part():
        return _case(ticket_id, forms.Change())
    return redirect(f"/tickets/{ticket_id}#h-facts")


def _carry_out(ticket_id: int) -> None:
    form, desk = request.form, services()
    act = form.get("act", "")
    with desk.database.transaction() as tx:
        if act == "accept-all":
            use_cases.accept_all(tx, person(), ticket_id, forms.number(form.get("run")) or 0, clock=desk.clock)
            return
        name = _name(form.get("name", ""))
        if act == "accept":
            use_cases.accept(tx, person(), ticket_id, name, form.get("seen", ""), clock=desk.clock)
        elif act == "take-back":
            use_cases.take_back(tx, person(), ticket_id, name, clock=desk.clock)
        else:
            use_cases.correct(tx, person(), ticket_id, name, form.get("value", ""), clock=desk.clock)


def _came_back(ticket_id: int, error: FactWrong) -> Response:
    """The field with what was typed, and what is wrong with it."""
    typed = forms.Change(error.name, error.typed, str(error))
    if wants_part():
        return _case(ticket_id, typed)
    with services().database.transaction() as tx:
        reading.record(tx, person(), "ticket", ticket_id=ticket_id, clock=services().clock)
    return ticket_page(ticket_id, looked_at=None, change=typed, status=status_of(error))


def _case(ticket_id: int, typed: forms.Change) -> Response:
    desk = services()
    with desk.database.transaction() as tx:
        reading.record(tx, person(), "ticket", ticket_id=ticket_id, clock=desk.clock)
    with desk.database.reading() as tx:
        found = pages.show(tx, person(), ticket_id, cpt_licensed=desk.desk.cpt_licensed)
    return part("ticket/_case.html", page=found, head=found.head, case=found.case, old=False, change=typed)


def _name(word: str) -> FactName:
    known = next((name for name in FactName if name.value == word), None)
    if known is None:
        raise UserError("There is no such fact. Nothing was changed.")
    return known
