"""The outbox, and a person's word on mail that no machine goes on with."""

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from consultant.domain.rights import Action
from consultant.services import outbox as use_cases
from consultant.services import reading, resending
from consultant.services.pages import outbox as pages
from consultant.services.pages import queue as queue_pages
from consultant.web.access import needs, person
from consultant.web.desk import now, page, services

outbox = Blueprint("outbox", __name__)


@outbox.get("/outbox")
@needs(Action.SEE_OUTBOX)
def show() -> ResponseReturnValue:
    """What has not left, and what left lately."""
    with services().database.transaction() as tx:
        reading.record(tx, person(), "outbound", clock=services().clock)
    with services().database.reading() as tx:
        found = pages.show(tx, person(), desk=services().desk)
        rail = queue_pages.rail(tx, person(), now=now())
    return page("outbox/outbox.html", rail=rail, here="outbox", box=found)


@outbox.post("/outbox/<int:outbound_id>/retry")
@needs(Action.SETTLE_OUTBOX)
def retry(outbound_id: int) -> ResponseReturnValue:
    """Send it again to those who do not have it."""
    with services().database.transaction() as tx:
        use_cases.retry(tx, person(), outbound_id, clock=services().clock)
    flash("Queued again. It leaves within seconds.")
    return redirect(f"/outbox#o{outbound_id}")


@outbox.post("/outbox/<int:outbound_id>/cancel")
@needs(Action.SETTLE_OUTBOX)
def cancel(outbound_id: int) -> ResponseReturnValue:
    """Keep it from leaving."""
    with services().database.transaction() as tx:
        use_cases.cancel(tx, person(), outbound_id, clock=services().clock)
    flash("Cancelled. The text stands in the ticket as it was written.")
    return redirect(f"/outbox#o{outbound_id}")


@outbox.post("/outbox/<int:outbound_id>/edit")
@needs(Action.ANSWER)
def edit(outbound_id: int) -> ResponseReturnValue:
    """Put the text back into the composer, with corrected addresses; nothing is sent."""
    corrected = dict(zip(request.form.getlist("address"), request.form.getlist("instead"), strict=False))
    with services().database.transaction() as tx:
        ticket_id = resending.edit(tx, person(), outbound_id, corrected, clock=services().clock)
    flash(
        "Nothing was sent yet. The text stands in the box below; whom it goes to stands above it. Send it as a new mail."
    )
    return redirect(f"/tickets/{ticket_id}#reply")


@outbox.post("/outbox/<int:outbound_id>/settle")
@needs(Action.SETTLE_OUTBOX)
def settle(outbound_id: int) -> ResponseReturnValue:
    """Say what became of a mail whose fate is unknown."""
    arrived = request.form.get("arrived") == "yes"
    with services().database.transaction() as tx:
        use_cases.settle(
            tx, person(), outbound_id, request.form.get("address", ""), arrived=arrived, clock=services().clock
        )
    flash("Kept: it arrived." if arrived else "Kept: it did not arrive. You can send it again.")
    return redirect(f"/outbox#o{outbound_id}")
