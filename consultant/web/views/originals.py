"""Originals, headers, HTML and files of messages. Each opening is a line in the read log; files are only ever downloads,
and pass the virus scanner, where there is one, on their way out.
"""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from consultant.db.engine import Tx
from consultant.domain.references import format_reference
from consultant.domain.rights import Action
from consultant.errors import UserError
from consultant.services import files, reading
from consultant.services import originals as use_cases
from consultant.services.pages import messages as pages
from consultant.services.pages import queue as queue_pages
from consultant.web.access import needs, person
from consultant.web.desk import now, page, services
from consultant.web.mail_parts import (
    download,
    framed_mail,
    header_text,
    original_mail,
    shown_picture,
    wants_remote_images,
)

originals = Blueprint("originals", __name__)


@originals.get("/messages/<int:message_id>/html")
@needs(Action.READ_TICKET)
def html(message_id: int) -> Response:
    """The HTML part, made safe, for a sandboxed frame."""
    with services().database.transaction() as tx:
        ticket_id = pages.ticket_of(tx, person(), message_id)
        reading.record(tx, person(), "html", ticket_id=ticket_id, object_id=message_id, clock=services().clock)
        remote = wants_remote_images()
        safe = use_cases.safe_html(
            tx, message_id, blobs=services().blobs, checked=services().scanner is not None, remote_images=remote
        )
    return framed_mail(safe, remote_images=remote)


@originals.get("/messages/<int:message_id>/original")
@needs(Action.READ_TICKET)
def original(message_id: int) -> Response:
    """The mail byte for byte, as a download."""
    with services().database.transaction() as tx:
        ticket_id = pages.ticket_of(tx, person(), message_id)
        reading.record(tx, person(), "original", ticket_id=ticket_id, object_id=message_id, clock=services().clock)
        raw = use_cases.raw(tx, message_id, blobs=services().blobs)
    return original_mail(raw, f"{format_reference(ticket_id)}-{message_id}.eml")


@originals.get("/messages/<int:message_id>/headers")
@needs(Action.READ_TICKET)
def header_lines(message_id: int) -> ResponseReturnValue:
    """The header lines as they came."""
    with services().database.transaction() as tx:
        ticket_id = pages.ticket_of(tx, person(), message_id)
        reading.record(tx, person(), "headers", ticket_id=ticket_id, object_id=message_id, clock=services().clock)
        raw = use_cases.raw(tx, message_id, blobs=services().blobs)
        rail = queue_pages.rail(tx, person(), now=now())
    return page(
        "ticket/headers.html",
        rail=rail,
        here="",
        reference=format_reference(ticket_id),
        ticket_id=ticket_id,
        lines=header_text(raw),
    )


@originals.get("/attachments/<int:attachment_id>")
@needs(Action.READ_TICKET)
def attachment(attachment_id: int) -> Response:
    """A file, as a download under a safe name."""
    desk = services()
    with desk.database.transaction() as tx:
        _note_file(tx, attachment_id, "attachment")
        file = files.attachment(tx, attachment_id, blobs=desk.blobs)
    infection = files.found_in(file.content, scanner=desk.scanner)
    if infection is not None:
        with desk.database.transaction() as tx:
            files.hold_back(tx, attachment_id, infection, clock=desk.clock)
        raise UserError(files.held_back(infection))
    return download(file.content, file.filename, file.content_type)


@originals.get("/attachments/<int:attachment_id>/preview")
@needs(Action.READ_TICKET)
def preview(attachment_id: int) -> ResponseReturnValue:
    """What a file says, as pictures and text: nothing of it is opened by the browser."""
    with services().database.transaction() as tx:
        ticket_id = _note_file(tx, attachment_id, "preview")
        shown = files.preview(tx, attachment_id)
        rail = queue_pages.rail(tx, person(), now=now())
    reference = format_reference(ticket_id)
    return page(
        "ticket/preview.html",
        rail=rail,
        here="",
        reference=reference,
        ticket_id=ticket_id,
        file=shown,
        file_id=attachment_id,
    )


@originals.get("/attachments/<int:attachment_id>/preview/<int:number>")
@needs(Action.READ_TICKET)
def picture(attachment_id: int, number: int) -> Response:
    """One picture of a preview."""
    with services().database.transaction() as tx:
        _note_file(tx, attachment_id, "preview")
        content, kind = files.picture(tx, attachment_id, number, blobs=services().blobs)
    return shown_picture(content, kind)


def _note_file(tx: Tx, attachment_id: int, what: str) -> int:
    ticket_id = pages.ticket_of_attachment(tx, person(), attachment_id)
    reading.record(tx, person(), what, ticket_id=ticket_id, object_id=attachment_id, clock=services().clock)
    return ticket_id
