"""The asker's web view: a link, a code by mail, and then one thread with a reply box. Nothing else is reachable from it."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from consultant import logs
from consultant.domain.references import format_reference
from consultant.errors import NotFound, UserError
from consultant.services import files, reading, thread_access, web_replies
from consultant.services.intake import Outcome, Taken
from consultant.services.pages import asker as pages
from consultant.services.thread_access import Asker
from consultant.services.web_replies import Reply
from consultant.web import forms, thread_session, uploads
from consultant.web.access import Open, needs
from consultant.web.desk import services
from consultant.web.mail_parts import download
from consultant.web.thread_door import door, kept

thread = Blueprint("thread", __name__, url_prefix="/t/<token>")
log = logs.get("web")

BESIDE_FILES = 2_000_000
WRONG = "That code does not open the thread. It may be mistyped, used, or older than 15 minutes. Try again, or have another one mailed."


def room() -> int:
    """Return how large a reply's request may be. Files somewhat too large come in, so that the page can say so and keep the text."""
    return 3 * web_replies.room_for_files(services().desk) + BESIDE_FILES


@thread.get("")
@needs(Open.PUBLIC)
def entry(token: str) -> ResponseReturnValue:
    """The thread, or the page that says that a code will be mailed."""
    asker = thread_session.enter(token)
    if asker is None:
        return door("thread/enter.html", token)
    return _page(token, asker)


@thread.post("/code")
@needs(Open.PUBLIC)
def mail_code(token: str) -> ResponseReturnValue:
    """Mail a code; the page that follows is the same whether one left or not."""
    asker, desk = thread_session.link(token), services()
    with desk.database.transaction() as tx:
        thread_access.mail_code(tx, asker, renderer=desk.renderer, clock=desk.clock, desk=desk.desk)
    return door("thread/code.html", token) if kept() else redirect(f"/t/{token}/code", 303)


@thread.get("/code")
@needs(Open.PUBLIC)
def code_form(token: str) -> ResponseReturnValue:
    """The page that takes the code."""
    return door("thread/code.html", token)


@thread.post("/open")
@needs(Open.PUBLIC)
def open_thread(token: str) -> ResponseReturnValue:
    """Try a code."""
    asker, desk = thread_session.link(token), services()
    with desk.database.transaction() as tx:
        opened = thread_access.open_with(tx, asker, request.form.get("code", "")[:40], clock=desk.clock, desk=desk.desk)
    if opened is None:
        return door("thread/code.html", token, status=400, wrong=WRONG)
    if kept():
        answer = _page(token, asker, typed=forms.Typed("reply", kept()))
    else:
        answer = make_response(redirect(f"/t/{token}", 303))
    thread_session.begin(answer, asker, opened, https=urlsplit(desk.settings.base_url).scheme == "https")
    return answer


@thread.post("/leave")
@needs(Open.ASKER)
def leave(token: str) -> ResponseReturnValue:
    """Sign out."""
    asker, desk = thread_session.asker(), services()
    with desk.database.transaction() as tx:
        thread_access.close(tx, asker, thread_session.opened_by(asker) or 0, clock=desk.clock)
    answer = make_response(redirect(f"/t/{token}", 303))
    thread_session.end(answer, asker)
    return answer


@thread.get("/files/<name>")
@needs(Open.ASKER)
def file(token: str, name: str) -> Response:
    """A file of the thread, as a download."""
    _ = token
    asker, desk = thread_session.asker(), services()
    with desk.database.transaction() as tx:
        attachment_id = pages.file_id(tx, asker, name, clock=desk.clock)
        reading.record_asker(tx, asker, "thread_file", object_id=attachment_id, clock=desk.clock)
        found = files.attachment(tx, attachment_id, blobs=desk.blobs)
    infection = files.found_in(found.content, scanner=desk.scanner)
    if infection is not None:
        with desk.database.transaction() as tx:
            files.hold_back(tx, attachment_id, infection, clock=desk.clock)
        raise UserError(files.held_back(infection))
    return download(found.content, found.filename, found.content_type)


@thread.post("/reply")
@needs(Open.ASKER)
@uploads.takes_files(room, known=thread_session.somebody)
def reply(token: str) -> ResponseReturnValue:
    """Take a reply in as a mail of the asker: stored first, then read."""
    asker, desk = thread_session.asker(), services()
    text = request.form.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    given = Reply(text, uploads.uploads("files"), forms.key(request.form.get("form_key", "")))
    try:
        with desk.database.reading() as tx:
            raw = web_replies.compose_reply(tx, asker, given, desk=desk.desk, clock=desk.clock)
    except NotFound:
        raise
    except UserError as error:
        return _page(token, asker, typed=forms.Typed("reply", text, key=given.form_key, wrong=str(error)), status=400)
    sha256 = desk.blobs.put(raw)
    with desk.database.transaction() as tx:
        inbound_id = web_replies.store(tx, asker, given, sha256=sha256, size=len(raw), clock=desk.clock)
    flash(_take_in(asker, inbound_id, raw))
    return redirect(f"/t/{token}#newest", 303)


def _take_in(asker: Asker, inbound_id: int, raw: bytes) -> str:
    """Take the stored reply in; return what to tell its writer. Whatever fails here, the poller does it at its next look."""
    desk = services()
    outcome: Outcome | None = None
    try:
        with desk.database.transaction() as tx:
            outcome = web_replies.take_in(tx, inbound_id, raw, desk=desk.desk, clock=desk.clock)
    except Exception as error:
        log.error("a reply waits for the poller", inbound_id=inbound_id, exc_info=error)
        return "Your reply is here and kept. It shows in the thread in a few minutes."
    if isinstance(outcome, Taken) and outcome.ticket_id != asker.ticket_id:
        return f"Your reply opened a new question that continues this one: {format_reference(outcome.ticket_id)}. Mail about it follows."
    if outcome is None or isinstance(outcome, Taken):
        return "Your reply is here. A coder reads it next."
    return "Your reply is here. A person at the desk looks at it before it joins the thread."


def _page(token: str, asker: Asker, *, typed: forms.Typed | None = None, status: int = 200) -> Response:
    desk = services()
    with desk.database.transaction() as tx:
        reading.record_asker(tx, asker, "thread", clock=desk.clock)
    with desk.database.reading() as tx:
        page = pages.show(tx, asker, clock=desk.clock)
    return make_response(
        render_template(
            "thread/thread.html",
            token=token,
            asker=asker,
            page=page,
            typed=typed,
            form_key=forms.fresh_keys().reply,
            room=web_replies.room_for_files(desk.desk),
            files_at_most=web_replies.FILES_AT_MOST,
        ),
        status,
    )
