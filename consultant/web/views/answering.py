"""Answers, notes and drafts: nothing that was typed is lost, nothing is sent twice, nothing leaves unseen mail behind."""

from dataclasses import replace

from flask import Blueprint, Response, flash, jsonify, make_response, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from consultant.domain.rights import Action
from consultant.domain.sizes import in_words
from consultant.errors import Conflict, NotFound, StaleReply, UserError
from consultant.mail.attachments import safe_name
from consultant.services import answer_checks, drafts, notes, parcels, reading, replies, resending
from consultant.services.files import found_in
from consultant.services.pages import ticket as pages
from consultant.services.web_replies import Upload
from consultant.web import forms, headers, uploads
from consultant.web.access import needs, person
from consultant.web.desk import part, services
from consultant.web.errors import status_of
from consultant.web.views.tickets import ticket_page

answering = Blueprint("answering", __name__)

UPLOAD_BYTES = parcels.FILE_BYTES + 20_000_000
"""Of one request: a file of the largest size beside the text, or several smaller ones."""
LOOK_FIRST = "The files were added, and nothing was sent yet. Look at what leaves, then send."
BOXES = {"reply": Action.ANSWER, "note": Action.WRITE_NOTE}


@answering.post("/tickets/<int:ticket_id>/reply")
@needs(Action.ANSWER)
@uploads.takes_files(lambda: UPLOAD_BYTES, known=lambda: "_user_id" in session)
def reply(ticket_id: int) -> ResponseReturnValue:
    """Queue the answer; the page that follows offers to take it back. Files are added and taken out by the same form."""
    form = request.form
    text, cc, key = _text(form.get("text", "")), form.get("cc", ""), forms.key(form.get("form_key", ""))
    then, new = form.get("then", ""), uploads.uploads("files")
    if new or then == "files" or then.startswith("remove:"):
        return _change_files(ticket_id, forms.Typed("reply", text, cc, key), then, new)
    if then == "preview":
        return _keep(ticket_id, "reply", text)
    desk, reason = services(), form.get("reason", "")
    with desk.database.reading() as tx:
        files = parcels.waiting(tx, person(), ticket_id, desk=desk.desk)
    answer = replies.Answer(
        ticket_id=ticket_id,
        text=text,
        cc=forms.addresses(cc),
        form_key=key,
        seen_message_id=forms.number(form.get("seen_message_id")),
        seen_note_id=forms.number(form.get("seen_note_id")),
        then="waiting" if then == "waiting" else "answered",
        files=files,
        contents=parcels.contents(files, blobs=desk.blobs),
        seen_files=forms.numbers(form.get("seen_files", "")),
        reason=reason,
    )
    catalogue = desk.library
    try:
        with desk.database.transaction() as tx:
            submitted = replies.submit(
                tx,
                person(),
                answer,
                catalogue=catalogue,
                renderer=desk.renderer,
                clock=desk.clock,
                desk=desk.desk,
            )
            resending.replaced(tx, person(), ticket_id, clock=desk.clock)
    except NotFound:
        raise
    except UserError as error:
        kept = "" if isinstance(error, Conflict) else key  # what the form queued before is not what it holds now
        typed = forms.Typed(
            "reply", text, cc, kept, wrong=str(error), stale=isinstance(error, StaleReply), then=then, reason=reason
        )
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


@answering.post("/tickets/<int:ticket_id>/reply/check")
@needs(Action.ANSWER)
def check(ticket_id: int) -> Response:
    """What is found in the words of an answer as they stand now, for a script that asks while they are typed."""
    desk = services()
    with desk.database.transaction() as tx:
        reading.record(tx, person(), "ticket", ticket_id=ticket_id, clock=desk.clock)
    catalogue = desk.library
    with desk.database.reading() as tx:
        found = answer_checks.look(tx, person(), ticket_id, _text(request.form.get("text", "")), catalogue=catalogue)
    return part("ticket/_check.html", check=found)


@answering.post("/tickets/<int:ticket_id>/question-back")
@needs(Action.ANSWER)
def question_back(ticket_id: int) -> ResponseReturnValue:
    """Put the questions that the answer depends on into the composer, which waits for the asker by its first button."""
    with services().database.transaction() as tx:
        drafts.ask_back(tx, person(), ticket_id, clock=services().clock)
    return redirect(f"/tickets/{ticket_id}?then=waiting#reply")


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
            replies.preview(
                tx,
                person(),
                ticket_id,
                text,
                asked_back=request.args.get("then") == "waiting",
                renderer=desk.renderer,
                clock=desk.clock,
                desk=desk.desk,
            )
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


def _change_files(ticket_id: int, typed: forms.Typed, then: str, new: tuple[Upload, ...]) -> ResponseReturnValue:
    """Add files to the answer, or take one out; nothing leaves before its writer has seen what leaves."""
    desk = services()
    try:
        for one in new:
            _add_file(ticket_id, one)
        if then.startswith("remove:"):
            with desk.database.transaction() as tx:
                parcels.remove(tx, person(), ticket_id, forms.number(then.removeprefix("remove:")) or 0)
    except NotFound:
        raise
    except UserError as error:
        return _came_back(ticket_id, replace(typed, wrong=str(error)), status_of(error))
    if then in {"answered", "waiting"}:
        return _came_back(ticket_id, replace(typed, wrong=LOOK_FIRST), 409)
    with desk.database.transaction() as tx:
        for box, words in (("reply", typed.text), ("cc", typed.cc)):
            drafts.save(tx, person(), ticket_id, box, words, clock=desk.clock)
    return redirect(f"/tickets/{ticket_id}#answer-files")


def _add_file(ticket_id: int, one: Upload) -> None:
    """Check a file, keep its bytes, and put it beside the draft. Raises UserError that names it."""
    desk = services()
    name, size = safe_name(one.filename, one.content_type), len(one.content)
    if size > parcels.FILE_BYTES:
        raise UserError(
            f"“{name[:60]}” has {in_words(size)}, and a file may have {in_words(parcels.FILE_BYTES)}. It was not added."
        )
    infection = found_in(one.content, scanner=desk.scanner)
    if infection is not None:
        raise UserError(f"“{name[:60]}” was not added: the virus scanner found {infection} in it.")
    sha256 = desk.blobs.put(one.content)
    with desk.database.transaction() as tx:
        parcels.add(tx, person(), ticket_id, name, one.content_type, size=size, sha256=sha256, clock=desk.clock)


def _keep(ticket_id: int, box: str, text: str) -> ResponseReturnValue:
    with services().database.transaction() as tx:
        drafts.save(tx, person(), ticket_id, box, text, clock=services().clock)
    return redirect(f"/tickets/{ticket_id}?checked=1#reply")


def _came_back(ticket_id: int, typed: forms.Typed, status: int) -> ResponseReturnValue:
    """Show the ticket as it is now, with the words kept: in the page and as a draft."""
    with services().database.transaction() as tx:
        drafts.save(tx, person(), ticket_id, typed.box, typed.text, clock=services().clock)
        looked_at = pages.last_look(tx, person(), ticket_id)
        reading.record(tx, person(), "ticket", ticket_id=ticket_id, clock=services().clock)
    return ticket_page(ticket_id, looked_at=looked_at, typed=typed, status=status)


def _text(word: str) -> str:
    return word.replace("\r\n", "\n").replace("\r", "\n")
