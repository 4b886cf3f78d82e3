"""One ticket as its asker may see it: mail and what became of it. Notes, drafts and history are asked by nobody here."""

from collections.abc import Sequence

from sqlalchemy import exists, select

from consultant.db.engine import Tx
from consultant.db.models import (
    Attachment,
    Message,
    OutboundMail,
    OutboundRecipient,
    Person,
    StoredFile,
    Ticket,
    User,
)
from consultant.db.queries.pages.rows import AnyRow
from consultant.domain.sending import Delivery

MESSAGES = 200
"""The newest messages that one page shows."""


def head(tx: Tx, ticket_id: int) -> AnyRow:
    return tx.execute(
        select(Ticket.id, Ticket.subject, Ticket.state, Ticket.due_at).where(Ticket.id == ticket_id)
    ).one()


def messages(tx: Tx, ticket_id: int) -> Sequence[AnyRow]:
    """Return what askers wrote and what the desk answered, newest first, with what became of the sending."""
    arrived = exists().where(OutboundRecipient.outbound_id == OutboundMail.id, OutboundRecipient.state == Delivery.SENT)
    return tx.execute(
        select(
            Message.id,
            Message.source,
            Message.kind,
            Message.at,
            Message.visible,
            Message.person_id,
            Person.name.label("who"),
            Person.address,
            User.name.label("coder"),
            OutboundMail.state.label("sending"),
            OutboundMail.not_before,
            OutboundMail.attempts,
            arrived.label("arrived"),
        )
        .outerjoin(Person, Person.id == Message.person_id)
        .outerjoin(User, User.id == Message.user_id)
        .outerjoin(OutboundMail, OutboundMail.ticket_message_id == Message.id)
        .where(Message.ticket_id == ticket_id, Message.source.in_(("asker", "desk")))
        .order_by(Message.id.desc())
        .limit(MESSAGES)
    ).all()


def files(tx: Tx, message_ids: Sequence[int]) -> Sequence[AnyRow]:
    """Return the files of these messages."""
    return tx.execute(
        select(
            Attachment.id,
            Attachment.message_id,
            Attachment.filename,
            Attachment.content_type,
            Attachment.size,
            Attachment.sha256,
            Attachment.inline,
            StoredFile.infection,
        )
        .outerjoin(StoredFile, StoredFile.sha256 == Attachment.sha256)
        .where(Attachment.message_id.in_(message_ids))
        .order_by(Attachment.id)
    ).all()
