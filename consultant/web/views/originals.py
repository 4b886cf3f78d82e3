"""Originals, headers, HTML and files of messages. Each opening is a line in the read log; files are only ever downloads."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from consultant.domain.references import format_reference
from consultant.domain.rights import Action
from consultant.services import originals as use_cases
from consultant.services import reading
from consultant.services.pages import messages as pages
from consultant.services.pages import queue as queue_pages
from consultant.web.access import needs, person
from consultant.web.desk import now, page, services
from consultant.web.mail_parts import download, framed_mail, header_text

originals = Blueprint("originals", __name__)


@originals.get("/messages/<int:message_id>/html")
@needs(Action.READ_TICKET)
def html(message_id: int) -> Response:
    """The HTML part, made safe, for a sandboxed frame."""
    with services().database.transaction() as tx:
        ticket_id = pages.ticket_of(tx, person(), message_id)
        reading.record(tx, person(), "html", ticket_id=ticket_id, object_id=message_id, clock=services().clock)
        safe = use_cases.safe_html(tx, message_id, blobs=services().blobs)
    return framed_mail(safe)


@originals.get("/messages/<int:message_id>/original")
@needs(Action.READ_TICKET)
def original(message_id: int) -> Response:
    """The mail byte for byte, as a download."""
    with services().database.transaction() as tx:
        ticket_id = pages.ticket_of(tx, person(), message_id)
        reading.record(tx, person(), "original", ticket_id=ticket_id, object_id=message_id, clock=services().clock)
        raw = use_cases.raw(tx, message_id, blobs=services().blobs)
    return download(raw, f"{format_reference(ticket_id)}-{message_id}.eml", "message/rfc822")


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
    with services().database.transaction() as tx:
        ticket_id = pages.ticket_of_attachment(tx, person(), attachment_id)
        reading.record(tx, person(), "attachment", ticket_id=ticket_id, object_id=attachment_id, clock=services().clock)
        _row, file = use_cases.attachment(tx, attachment_id, blobs=services().blobs)
    return download(file.content, file.filename, file.content_type)
