"""The original of a message, one click away: its bytes, its HTML made safe, and its files."""

from dataclasses import dataclass

from consultant.db.engine import Tx
from consultant.db.models import Attachment, InboundMail
from consultant.db.queries import inbound, messages
from consultant.errors import NotFound
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.mail.sanitize import safe_html as make_safe
from consultant.ports import BlobStore


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came."""

    filename: str
    content_type: str
    content: bytes


def raw(tx: Tx, message_id: int, *, blobs: BlobStore) -> bytes:
    """Return the bytes of an asker's mail. Raises NotFound for messages that have none."""
    original = messages.original(tx, message_id)
    if original is None:
        raise NotFound("This message has no original: the desk wrote it.")
    return blobs.get(original.sha256)


def safe_html(tx: Tx, message_id: int, *, blobs: BlobStore) -> str:
    """Return the HTML of an asker's mail, safe to show in a sandboxed frame; empty where it has none."""
    return _html(raw(tx, message_id, blobs=blobs))


def attachment(tx: Tx, attachment_id: int, *, blobs: BlobStore) -> tuple[Attachment, File]:
    """Return a file of a message with its row. Raises NotFound."""
    row = messages.attachment(tx, attachment_id)
    if row is None:
        raise NotFound("There is no such file.")
    mail = parse(raw(tx, row.message_id, blobs=blobs))
    found = (
        next((part for part in mail.attachments if part.sha256 == row.sha256), None)
        if isinstance(mail, ParsedMail)
        else None
    )
    if found is None:
        raise NotFound("The file could not be found in its mail. The original is kept and can be downloaded whole.")
    return row, File(row.filename, row.content_type, found.content)


def parked(tx: Tx, inbound_id: int, *, blobs: BlobStore) -> tuple[InboundMail, bytes]:
    """Return a stored mail, whatever became of it, with its bytes. Raises NotFound."""
    row = inbound.get(tx, inbound_id)
    if row is None:
        raise NotFound("There is no such mail.")
    if row.state == "deleted":
        raise NotFound("This mail was deleted.")
    return row, blobs.get(row.sha256)


def parked_html(tx: Tx, inbound_id: int, *, blobs: BlobStore) -> str:
    """Return the HTML of a stored mail, safe to show; empty where it has none."""
    return _html(parked(tx, inbound_id, blobs=blobs)[1])


def _html(original: bytes) -> str:
    mail = parse(original)
    return make_safe(mail.html) if isinstance(mail, ParsedMail) and mail.html else ""
