"""Answers, notes and drafts: nothing that was typed is lost, nothing is sent twice, nothing leaves unseen mail behind."""

from flask import Blueprint, Response, flash, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from consultant.domain.rights import Action
from consultant.errors import NotFound, StaleReply, UserError
from consultant.services import drafts, notes, reading, replies
from consultant.services.pages import ticket as pages
from consultant.web import forms, headers
from consultant.web.access import needs, person
from consultant.web.desk import services
from consultant.web.errors import status_of
from consultant.web.views.tickets import ticket_page

answering = Blueprint("answering", __name__)

BOXES = {"reply": Action.ANSWER, "note": Action.WRITE_NOTE}


@answering.post("/tickets/<int:ticket_id>/reply")
@needs(Action.ANSWER)
def reply(ticket_id: int) -> ResponseReturnValue:
    """Queue the answer; the page that follows offers to take it back."""
    form = request.form
    text, cc, key = _text(form.get("text", "")), form.get("cc", ""), forms.key(form.get("form_key", ""))
    if form.get("then") == "preview":
        return _keep(ticket_id, "reply", text)
    answer = replies.Answer(
        ticket_id=ticket_id,
        text=text,
        cc=forms.addresses(cc),
        form_key=key,
        seen_message_id=forms.number(form.get("seen_message_id")),
        seen_note_id=forms.number(form.get("seen_note_id")),
        then="waiting" if form.get("then") == "waiting" else "answered",
    )
    desk = services()
    try:
        with desk.database.transaction() as tx:
            submitted = replies.submit(tx, person(), answer, renderer=desk.renderer, clock=desk.clock, desk=desk.desk)
    except NotFound:
        raise
    except UserError as error:
        typed = forms.Typed("reply", text, cc, key, wrong=str(error), stale=isinstance(error, StaleReply))
        return _came_back(ticket_id, typed, status_of(error))
    return redirect(f"/tickets/{ticket_id}?sent={submitted.outbound_id}#newest")


@answering.post("/tickets/<int:ticket_id>/notes")
@needs(Action.WRITE_NOTE)
def note(ticket_id: int) -> ResponseReturnValue:
    """Write an internal note."""
    text, key = _text(request.form.get("text", "")), forms.key(request.form.get("form_key", ""))
    try:
        with services().database.transaction() as tx:
            notes.add(tx, person(), ticket_id, text, form_key=key, clock=services().clock)
    except NotFound:
        raise
    except UserError as error:
        return _came_back(ticket_id, forms.Typed("note", text, key=key, wrong=str(error)), status_of(error))
    flash("Note saved for the desk. It is never mailed.")
    return redirect(f"/tickets/{ticket_id}#newest")


@answering.post("/tickets/<int:ticket_id>/drafts/<any(reply, note):box>")
@needs(Action.READ_TICKET)
def draft(ticket_id: int, box: str) -> ResponseReturnValue:
    """Keep what was typed so far; answers with the moment at which it was kept."""
    with services().database.transaction() as tx:
        saved_at = drafts.save(
            tx, person(), ticket_id, box, _text(request.form.get("text", "")), clock=services().clock
        )
    return jsonify(saved_at=saved_at.isoformat())


@answering.get("/tickets/<int:ticket_id>/preview")
@needs(Action.ANSWER)
def preview(ticket_id: int) -> Response:
    """The very email that would leave, from the draft that is kept; shown in a frame."""
    desk = services()
    with desk.database.transaction() as tx:
        reading.record(tx, person(), "ticket", ticket_id=ticket_id, clock=desk.clock)
    with desk.database.reading() as tx:
        text = drafts.load(tx, person(), ticket_id, "reply")
        letter = (
            replies.preview(tx, person(), ticket_id, text, renderer=desk.renderer, desk=desk.desk)
            if text.strip()
            else None
        )
    if letter is None:
        return headers.framed(make_response(render_template("ticket/_empty_preview.html")))
    if request.args.get("part") == "text":
        return headers.framed(Response(f"Subject: {letter.subject}\n\n{letter.text}", mimetype="text/plain"))
    return headers.framed(Response(letter.html, mimetype="text/html"))


@answering.post("/outbox/<int:outbound_id>/withdraw")
@needs(Action.ANSWER)
def withdraw(outbound_id: int) -> ResponseReturnValue:
    """Take an answer back before it leaves; its text is a draft again."""
    with services().database.transaction() as tx:
        ticket_id = replies.withdraw(tx, person(), outbound_id, clock=services().clock)
    flash("Taken back. Nothing was sent; your text stands in the box below.")
    return redirect(f"/tickets/{ticket_id}#reply")


def _keep(ticket_id: int, box: str, text: str) -> ResponseReturnValue:
    with services().database.transaction() as tx:
        drafts.save(tx, person(), ticket_id, box, text, clock=services().clock)
    return redirect(f"/tickets/{ticket_id}#reply")


def _came_back(ticket_id: int, typed: forms.Typed, status: int) -> ResponseReturnValue:
    """Show the ticket as it is now, with the words kept: in the page and as a draft."""
    with services().database.transaction() as tx:
        drafts.save(tx, person(), ticket_id, typed.box, typed.text, clock=services().clock)
        looked_at = pages.last_look(tx, person(), ticket_id)
        reading.record(tx, person(), "ticket", ticket_id=ticket_id, clock=services().clock)
    return ticket_page(ticket_id, looked_at=looked_at, typed=typed, status=status)


def _text(word: str) -> str:
    return word.replace("\r\n", "\n").replace("\r", "\n")
