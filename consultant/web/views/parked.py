"""Parked mail: looked at safely, taken in, set aside, brought back."""

from flask import Blueprint, Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from consultant.db.engine import Tx
from consultant.domain.references import format_reference, parse_reference
from consultant.domain.rights import Action
from consultant.errors import ConsultantError, UserError
from consultant.services import originals as originals_of
from consultant.services import parked as use_cases
from consultant.services import reading
from consultant.services.intake import Copied, Filed, Parked, Proved, Taken
from consultant.services.pages import parked as pages
from consultant.services.pages import queue as queue_pages
from consultant.web import forms
from consultant.web.access import needs, person
from consultant.web.desk import now, page, services
from consultant.web.mail_parts import framed_mail, header_text, original_mail

parked = Blueprint("parked", __name__)


@parked.get("/parked")
@parked.get("/parked/<int:inbound_id>")
@needs(Action.SEE_PARKED)
def show(inbound_id: int | None = None) -> ResponseReturnValue:
    """The list with one mail beside it; showing a mail is a line in the read log."""
    with services().database.transaction() as tx:
        found = pages.show(tx, person(), inbound_id, before=forms.number(request.args.get("before")))
        if found.chosen is not None:
            reading.record(
                tx,
                person(),
                "parked",
                ticket_id=found.chosen.ticket_id,
                object_id=found.chosen.id,
                clock=services().clock,
            )
        rail = queue_pages.rail(tx, person(), now=now())
    return page("parked/parked.html", rail=rail, here="parked", parked=found)


@parked.get("/parked/<int:inbound_id>/view")
@needs(Action.SEE_PARKED)
def view(inbound_id: int) -> Response:
    """The mail's words, made safe, for a sandboxed frame."""
    with services().database.transaction() as tx:
        _note(tx, inbound_id, "parked")
        checked = services().scanner is not None
        safe = pages.safe_view(tx, person(), inbound_id, blobs=services().blobs, checked=checked)
    return framed_mail(safe)


@parked.get("/parked/<int:inbound_id>/original")
@needs(Action.SEE_PARKED)
def original(inbound_id: int) -> Response:
    """The mail byte for byte, as a download."""
    with services().database.transaction() as tx:
        _note(tx, inbound_id, "original")
        _row, raw = originals_of.parked(tx, inbound_id, blobs=services().blobs)
    return original_mail(raw, f"parked-{inbound_id}.eml")


@parked.get("/parked/<int:inbound_id>/headers")
@needs(Action.SEE_PARKED)
def headers(inbound_id: int) -> ResponseReturnValue:
    """The header lines as they came."""
    with services().database.transaction() as tx:
        _note(tx, inbound_id, "headers")
        _row, raw = originals_of.parked(tx, inbound_id, blobs=services().blobs)
        rail = queue_pages.rail(tx, person(), now=now())
    return page("parked/headers.html", rail=rail, here="parked", inbound_id=inbound_id, lines=header_text(raw))


@parked.post("/parked/<int:inbound_id>/take")
@needs(Action.SETTLE_PARKED)
def take(inbound_id: int) -> ResponseReturnValue:
    """Make it a message of a ticket whose reference was given, or a ticket of its own."""
    word = request.form.get("reference", "").strip()
    ticket_id = parse_reference(word) if word else None
    if word and ticket_id is None:
        raise UserError("That is no reference. One looks like CQ-120418. Nothing was changed.")
    desk = services()
    with desk.database.transaction() as tx:
        taken = use_cases.take_in(
            tx, person(), inbound_id, ticket_id=ticket_id, blobs=desk.blobs, desk=desk.desk, clock=desk.clock
        )
    flash(f"Taken in as {format_reference(taken)}.")
    return redirect(f"/tickets/{taken}")


@parked.post("/parked/<int:inbound_id>/discard")
@needs(Action.SETTLE_PARKED)
def discard(inbound_id: int) -> ResponseReturnValue:
    """Set it aside; it is kept and can be brought back."""
    with services().database.transaction() as tx:
        use_cases.discard(tx, person(), inbound_id, clock=services().clock)
    flash("Set aside. It is kept, and can be brought back here.")
    return redirect(f"/parked/{inbound_id}")


@parked.post("/parked/<int:inbound_id>/restore")
@needs(Action.SETTLE_PARKED)
def restore(inbound_id: int) -> ResponseReturnValue:
    """Bring a mail back that was set aside."""
    with services().database.transaction() as tx:
        use_cases.restore(tx, person(), inbound_id, clock=services().clock)
    flash("Brought back.")
    return redirect(f"/parked/{inbound_id}")


@parked.post("/parked/<int:inbound_id>/reread")
@needs(Action.SETTLE_PARKED)
def reread(inbound_id: int) -> ResponseReturnValue:
    """Read it anew, by the rules and settings of today."""
    desk = services()
    with desk.database.transaction() as tx:
        outcome = use_cases.reread(tx, person(), inbound_id, blobs=desk.blobs, desk=desk.desk, clock=desk.clock)
    if isinstance(outcome, Taken):
        flash(f"Read again, and taken in as {format_reference(outcome.ticket_id)}.")
        return redirect(f"/tickets/{outcome.ticket_id}")
    flash(_words(outcome))
    return redirect(f"/parked/{inbound_id}")


@parked.post("/parked/act")
@needs(Action.SETTLE_PARKED)
def act() -> ResponseReturnValue:
    """Do one thing with every ticked mail, each by itself; what it cannot be done with is left and named."""
    ids = [number for word in request.form.getlist("p")[: pages.AT_ONCE] if (number := forms.number(word)) is not None]
    what = request.form.get("do", "")
    if what == "delete" and ids and not request.form.get("sure"):
        return _ask(ids)
    done, left = 0, ""
    for inbound_id in sorted(ids):  # as they came: an answer must not be read before what it answers
        try:
            with services().database.transaction() as tx:
                _act(tx, inbound_id, what)
        except ConsultantError as error:
            left = f" {error!s}"
        else:
            done += 1
    words = f"{ACTS.get(what, 'Settled')} {done} of {len(ids)}.{left}"
    flash(words if ids else "No mail is ticked. Nothing was changed.")
    return redirect("/parked")


ACTS = {"take": "Taken in", "reread": "Read again", "discard": "Set aside", "delete": "Deleted"}


def _act(tx: Tx, inbound_id: int, what: str) -> None:
    desk = services()
    match what:
        case "take":
            ticket_id = pages.one(tx, person(), inbound_id).ticket_id
            use_cases.take_in(
                tx, person(), inbound_id, ticket_id=ticket_id, blobs=desk.blobs, desk=desk.desk, clock=desk.clock
            )
        case "reread":
            use_cases.reread(tx, person(), inbound_id, blobs=desk.blobs, desk=desk.desk, clock=desk.clock)
        case "discard":
            use_cases.discard(tx, person(), inbound_id, clock=desk.clock)
        case "delete":
            use_cases.delete(tx, person(), inbound_id, clock=desk.clock)
        case _:
            raise UserError("There is no such thing to do with parked mail.")


def _ask(ids: list[int]) -> ResponseReturnValue:
    """Ask before anything is deleted for good."""
    with services().database.reading() as tx:
        mails = [pages.one(tx, person(), inbound_id) for inbound_id in ids]
        rail = queue_pages.rail(tx, person(), now=now())
    return page("parked/delete.html", rail=rail, here="parked", mails=mails)


def _words(outcome: Parked | Copied | Proved | Filed) -> str:
    match outcome:
        case Parked():
            return "Read again. It stays parked."
        case Copied():
            return "Read again: it is a copy of another mail."
        case Filed():
            return "Read again: it is a report on a mail of ours, which the outbox now tells."
        case Proved():
            return "Read again: it is the desk’s own test of its plus address."


def _note(tx: Tx, inbound_id: int, what: str) -> None:
    mail = pages.one(tx, person(), inbound_id)
    reading.record(tx, person(), what, ticket_id=mail.ticket_id, object_id=inbound_id, clock=services().clock)
