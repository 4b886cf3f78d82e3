"""Messages of a ticket: their files and where their original lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import insert, select

from consultant.db.base import fit
from consultant.db.engine import Tx
from consultant.db.models import Attachment, InboundMail, Message


class File(Protocol):
    """What a row needs of an attachment; the bytes are a part of the stored original."""

    @property
    def filename(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str: ...
    @property
    def inline(self) -> bool: ...
    @property
    def content_id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Original:
    """Where the bytes of a message lie."""

    ticket_id: int
    sha256: str


def add_attachments(tx: Tx, message_id: int, files: Sequence[File]) -> None:
    """Write a row for each file."""
    if not files:
        return
    tx.connection().execute(
        insert(Attachment),
        [
            {
                "message_id": message_id,
                "filename": fit(file.filename),
                "content_type": fit(file.content_type),
                "size": file.size,
                "sha256": file.sha256,
                "inline": file.inline,
                "content_id": fit(file.content_id or None),
            }
            for file in files
        ],
    )


def attachments(tx: Tx, message_id: int) -> list[Attachment]:
    """Return the files of a message."""
    return list(tx.scalars(select(Attachment).where(Attachment.message_id == message_id).order_by(Attachment.id)))


def hashes_of_files(tx: Tx, message_id: int) -> set[str]:
    """Return the hashes of a message's files."""
    return set(tx.scalars(select(Attachment.sha256).where(Attachment.message_id == message_id)))


def original(tx: Tx, message_id: int) -> Original | None:
    """Return where the original of an asker's message lies; None for our own."""
    row = (
        tx.connection()
        .execute(
            select(Message.ticket_id, InboundMail.sha256)
            .join(InboundMail, InboundMail.id == Message.inbound_id)
            .where(Message.id == message_id)
        )
        .one_or_none()
    )
    return None if row is None else Original(row.ticket_id, row.sha256)


def attachment(tx: Tx, attachment_id: int) -> Attachment | None:
    return tx.get(Attachment, attachment_id)


def ticket_of(tx: Tx, message_id: int) -> int | None:
    return tx.scalar(select(Message.ticket_id).where(Message.id == message_id))
