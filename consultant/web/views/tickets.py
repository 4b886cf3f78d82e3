"""A ticket's page, the parts of it that change by themselves, and what people do to a ticket."""

from datetime import datetime

from flask import Blueprint, Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from consultant.db.engine import Tx
from consultant.domain.rights import Action, may
from consultant.domain.tickets import Priority
from consultant.errors import UserError
from consultant.services import answer_checks, parcels, reading
from consultant.services import tickets as use_cases
from consultant.services.answer_checks import AnswerCheck
from consultant.services.pages import earlier as earlier_pages
from consultant.services.pages import queue as queue_pages
from consultant.services.pages import ticket as pages
from consultant.web import forms
from consultant.web.access import needs, person
from consultant.web.desk import now, page, part, services
from consultant.web.views.queue import step

tickets = Blueprint("tickets", __name__)


@tickets.get("/tickets/<int:ticket_id>")
@needs(Action.READ_TICKET)
def show(ticket_id: int) -> ResponseReturnValue:
    """The page; opening it is a line in the read log and takes the unread mark off."""
    with services().database.transaction() as tx:
        looked_at = pages.last_look(tx, person(), ticket_id)
        _note_reading(tx, ticket_id)
    return ticket_page(ticket_id, looked_at=looked_at)


def ticket_page(
    ticket_id: int,
    *,
    looked_at: datetime | None,
    typed: forms.Typed | None = None,
    change: forms.Change | None = None,
    status: int = 200,
) -> Response:
    """Return the page of a ticket; ``typed`` and ``change`` are what a form held that could not be carried out."""
    with services().database.reading() as tx:
        found = pages.show(tx, person(), ticket_id, looked_at=looked_at, cpt_licensed=services().desk.cpt_licensed)
        rail = queue_pages.rail(tx, person(), now=now())
        files = parcels.waiting(tx, person(), ticket_id, desk=services().desk) if may(person(), Action.ANSWER) else ()
        check = _checked(tx, ticket_id, found, typed)
    box = "note" if request.args.get("as") == "note" or (typed is not None and typed.box == "note") else "reply"
    return page(
        "ticket/ticket.html",
        rail=rail,
        status=status,
        here="",
        page=found,
        head=found.head,
        case=found.case,
        check=check,
        old=False,
        change=change or forms.Change(request.args.get("correct", "").replace("-", " ")),
        typed=typed,
        box=box,
        then="waiting" if (typed.then if typed else request.args.get("then")) == "waiting" else "answered",
        keys=forms.fresh_keys(),
        files=files,
        files_at_most=parcels.FILES_AT_MOST,
        file_bytes=parcels.FILE_BYTES,
        sent=forms.sent(),
        priorities=tuple(Priority),
        undo_seconds=services().settings.undo_seconds,
        back=forms.back(),
    )


@tickets.get("/tickets/<int:ticket_id>/parts")
@needs(Action.READ_TICKET)
def parts(ticket_id: int) -> Response:
    """Conversation, case and head as they are now, for a page that is open and seen."""
    since = request.args.get("since", "")
    with services().database.transaction() as tx:
        _note_reading(tx, ticket_id)
    with services().database.reading() as tx:
        found = pages.show(
            tx, person(), ticket_id, looked_at=forms.moment(since), cpt_licensed=services().desk.cpt_licensed
        )
    return part(
        "ticket/_parts.html",
        page=found,
        head=found.head,
        case=found.case,
        priorities=tuple(Priority),
        old=False,
        change=forms.Change(),
    )


@tickets.get("/tickets/<int:ticket_id>/lookups/<int:run_id>")
@needs(Action.READ_TICKET)
def earlier(ticket_id: int, run_id: int) -> Response:
    """What the desk had said on another day; looking at it is a line in the read log."""
    desk = services()
    with desk.database.reading() as tx:
        found = earlier_pages.show(tx, person(), ticket_id, run_id, cpt_licensed=desk.desk.cpt_licensed)
        rail = queue_pages.rail(tx, person(), now=now())
    with desk.database.transaction() as tx:
        reading.record(tx, person(), "lookups", ticket_id=ticket_id, object_id=run_id, clock=desk.clock)
    return page(
        "ticket/earlier.html", rail=rail, here="", found=found, case=found.case, old=True, change=forms.Change()
    )


@tickets.post("/tickets/<int:ticket_id>/assign")
@needs(Action.CHANGE_TICKET)
def assign(ticket_id: int) -> ResponseReturnValue:
    """Give the ticket to somebody or to nobody."""
    word = request.form.get("assignee", "")
    if word and not (word.isdecimal() and len(word) < 19):
        raise UserError("That names nobody at the desk. Nothing was changed.")
    with services().database.transaction() as tx:
        use_cases.assign(tx, person(), ticket_id, int(word) if word else None, clock=services().clock)
    return _back(ticket_id)


@tickets.post("/tickets/<int:ticket_id>/state")
@needs(Action.CHANGE_TICKET)
def state(ticket_id: int) -> ResponseReturnValue:
    """Take a step by hand."""
    with services().database.transaction() as tx:
        use_cases.change_state(tx, person(), ticket_id, step(request.form.get("step", "")), clock=services().clock)
    return _back(ticket_id)


@tickets.post("/tickets/<int:ticket_id>/priority")
@needs(Action.CHANGE_TICKET)
def priority(ticket_id: int) -> ResponseReturnValue:
    """Set the priority."""
    word = request.form.get("priority", "")
    if word not in set(Priority):
        raise UserError("There is no such priority. Nothing was changed.")
    with services().database.transaction() as tx:
        use_cases.change_priority(tx, person(), ticket_id, Priority(word), clock=services().clock)
    return _back(ticket_id)


@tickets.post("/tickets/<int:ticket_id>/tags")
@needs(Action.CHANGE_TICKET)
def tags(ticket_id: int) -> ResponseReturnValue:
    """Set the tags: words parted by commas."""
    with services().database.transaction() as tx:
        use_cases.change_tags(tx, person(), ticket_id, request.form.get("tags", "").split(","), clock=services().clock)
    return _back(ticket_id)


@tickets.post("/tickets/<int:ticket_id>/machine-mail")
@needs(Action.CHANGE_TICKET)
def machine_mail(ticket_id: int) -> ResponseReturnValue:
    """Let machines write to the asker again."""
    with services().database.transaction() as tx:
        use_cases.allow_machine_mail(tx, person(), ticket_id, clock=services().clock)
    return _back(ticket_id)


@tickets.post("/tickets/<int:ticket_id>/lookups")
@needs(Action.CHANGE_TICKET)
def lookups(ticket_id: int) -> ResponseReturnValue:
    """Have lookups that failed tried again."""
    with services().database.transaction() as tx:
        use_cases.look_up_again(tx, person(), ticket_id, clock=services().clock)
    return _back(ticket_id)


def _checked(tx: Tx, ticket_id: int, found: pages.TicketPage, typed: forms.Typed | None) -> AnswerCheck | None:
    """What is found in an answer that came back, or in a draft where its check was asked for; a script asks by itself."""
    draft = found.composer.reply
    text = typed.text if typed and typed.box == "reply" else draft.text if draft and "checked" in request.args else ""
    if not text.strip():
        return None
    return answer_checks.look(tx, person(), ticket_id, text, catalogue=services().library)


def _note_reading(tx: Tx, ticket_id: int) -> None:
    use_cases.mark_read(tx, person(), ticket_id)
    reading.record(tx, person(), "ticket", ticket_id=ticket_id, clock=services().clock)


def _back(ticket_id: int) -> ResponseReturnValue:
    flash("Kept.")
    return redirect(f"/tickets/{ticket_id}")
