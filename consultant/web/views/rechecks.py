"""Answers whose codes stand otherwise by now: listed for leads, and seen to one ticket at a time."""

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue

from consultant.domain.rights import Action
from consultant.services import reading
from consultant.services import rechecks as use_cases
from consultant.services.pages import queue as queue_pages
from consultant.services.pages import rechecks as pages
from consultant.web.access import needs, person
from consultant.web.desk import now, page, services

rechecks = Blueprint("rechecks", __name__)


@rechecks.get("/rechecks")
@needs(Action.SETTLE_RECHECKS)
def show() -> ResponseReturnValue:
    """The list; it names askers and subjects, so looking at it is a line in the read log."""
    with services().database.transaction() as tx:
        reading.record(tx, person(), "rechecks", clock=services().clock)
    with services().database.reading() as tx:
        found = pages.show(tx, person())
        rail = queue_pages.rail(tx, person(), now=now())
    return page("rechecks/rechecks.html", rail=rail, here="rechecks", found=found)


@rechecks.post("/rechecks/<int:ticket_id>/seen")
@needs(Action.SETTLE_RECHECKS)
def see(ticket_id: int) -> ResponseReturnValue:
    """Take a ticket off the list."""
    with services().database.transaction() as tx:
        use_cases.see(tx, person(), ticket_id, clock=services().clock)
    flash("Seen to. It comes back only when a code stands otherwise once more.")
    return redirect("/rechecks")
