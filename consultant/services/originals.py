"""The original of a message, one click away: its bytes, and its HTML made safe."""

import base64

from consultant.db.engine import Tx
from consultant.db.models import InboundMail
from consultant.db.queries import files, inbound, messages
from consultant.errors import NotFound
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.mail.sanitize import safe_html as make_safe
from consultant.ports import BlobStore
from consultant.services.files import RASTER

MOST_PICTURE_BYTES = 8_000_000
"""Pictures beyond that are files beside the mail and not shown in it."""


def raw(tx: Tx, message_id: int, *, blobs: BlobStore) -> bytes:
    """Return the bytes of an asker's mail. Raises NotFound for messages that have none."""
    original = messages.original(tx, message_id)
    if original is None:
        raise NotFound("This message has no original: the desk wrote it.")
    return blobs.get(original.sha256)


def safe_html(tx: Tx, message_id: int, *, blobs: BlobStore, checked: bool = False, remote_images: bool = False) -> str:
    """Return the HTML of an asker's mail, safe to show in a sandboxed frame; empty where it has none.

    Pictures that came with the mail are part of it, ``checked`` those alone that a virus scanner has seen;
    ``remote_images`` lets others through, for a reader who asked.
    """
    return _html(tx, raw(tx, message_id, blobs=blobs), checked=checked, remote_images=remote_images)


def parked(tx: Tx, inbound_id: int, *, blobs: BlobStore) -> tuple[InboundMail, bytes]:
    """Return a stored mail, whatever became of it, with its bytes. Raises NotFound."""
    row = inbound.get(tx, inbound_id)
    if row is None:
        raise NotFound("There is no such mail.")
    if row.state == "deleted":
        raise NotFound("This mail was deleted.")
    return row, blobs.get(row.sha256)


def parked_html(tx: Tx, inbound_id: int, *, blobs: BlobStore, checked: bool = False) -> str:
    """Return the HTML of a stored mail, safe to show; empty where it has none."""
    return _html(tx, parked(tx, inbound_id, blobs=blobs)[1], checked=checked)


def _html(tx: Tx, original: bytes, *, checked: bool, remote_images: bool = False) -> str:
    mail = parse(original)
    if not isinstance(mail, ParsedMail) or not mail.html:
        return ""
    return make_safe(mail.html, images=_pictures(tx, mail, checked=checked), remote_images=remote_images)


def _pictures(tx: Tx, mail: ParsedMail, *, checked: bool) -> dict[str, str]:
    """The pictures that the mail's HTML may name, as data, as many as a page can carry; none that is held back."""
    named = [part for part in mail.attachments if part.content_id and part.content_type in RASTER]
    hashes = {part.sha256 for part in named}
    held = files.infected(tx, hashes) if named else set()
    if checked:
        held |= hashes - files.known(tx, hashes)
    found: dict[str, str] = {}
    room = MOST_PICTURE_BYTES
    for part in named:
        if part.size <= room and part.sha256 not in held:
            room -= part.size
            found[part.content_id] = f"data:{part.content_type};base64,{base64.b64encode(part.content).decode()}"
    return found
