"""Where messages and files belong."""

from sqlalchemy import select

from consultant.db.engine import Tx
from consultant.db.models import Attachment, Message


def ticket_of(tx: Tx, message_id: int) -> int | None:
    return tx.scalar(select(Message.ticket_id).where(Message.id == message_id))


def ticket_of_attachment(tx: Tx, attachment_id: int) -> int | None:
    return tx.scalar(
        select(Message.ticket_id)
        .join(Attachment, Attachment.message_id == Message.id)
        .where(Attachment.id == attachment_id)
    )
