"""Tickets for those who change them, their history, and the messages by which mail finds them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from consultant.db.base import add
from consultant.db.engine import Tx
from consultant.db.models import Job, Message, Ticket, TicketEvent, TicketTag, User
from consultant.errors import NotFound


def lock(tx: Tx, ticket_id: int) -> Ticket:
    """Return the ticket, locked until ``tx`` ends. Raises NotFound."""
    ticket = tx.get(Ticket, ticket_id, with_for_update=True, populate_existing=True)
    if ticket is None:
        raise NotFound("There is no such ticket.")
    return ticket


def get(tx: Tx, ticket_id: int) -> Ticket:
    """Return the ticket. Raises NotFound."""
    ticket = tx.get(Ticket, ticket_id)
    if ticket is None:
        raise NotFound("There is no such ticket.")
    return ticket


def exists(tx: Tx, ticket_id: int) -> bool:
    return tx.connection().execute(select(Ticket.id).where(Ticket.id == ticket_id)).first() is not None


def newest_message_id(tx: Tx, ticket_id: int) -> int:
    """Return the id of the newest message, or 0."""
    return int(
        tx.connection().execute(select(func.max(Message.id)).where(Message.ticket_id == ticket_id)).scalar() or 0
    )


def create(tx: Tx, **values: Any) -> int:
    return add(tx, Ticket, **values)


def change(tx: Tx, ticket_id: int, **values: Any) -> None:
    tx.connection().execute(update(Ticket).where(Ticket.id == ticket_id).values(**values))


def state_of(tx: Tx, ticket_id: int) -> tuple[str, datetime] | None:
    """Return state and time of the last change."""
    row = tx.connection().execute(select(Ticket.state, Ticket.changed_at).where(Ticket.id == ticket_id)).one_or_none()
    return None if row is None else (row.state, row.changed_at)


_RECORD = insert(TicketEvent)


def record(
    tx: Tx, ticket_id: int, what: str, *, now: datetime, actor: str = "desk", actor_id: int | None = None, **detail: Any
) -> None:
    """Append to the ticket's history."""
    tx.connection().execute(
        _RECORD,
        {"ticket_id": ticket_id, "at": now, "actor_id": actor_id, "actor": actor, "what": what, "detail": detail},
    )


def add_message(tx: Tx, **values: Any) -> int:
    return add(tx, Message, **values)


_BY_MESSAGE_IDS = (
    select(Message.message_id, Message.ticket_id)
    .join(Ticket, Ticket.id == Message.ticket_id)
    .where(Message.message_id.in_(bindparam("ids", expanding=True)), Ticket.mailbox_id == bindparam("mailbox"))
    .order_by(Message.id.desc())
)


def tickets_of_message_ids(tx: Tx, mailbox_id: int, message_ids: Iterable[str]) -> dict[str, int]:
    """Return the tickets of this mailbox that hold messages with these Message-IDs."""
    wanted = tuple(dict.fromkeys(message_ids))[:60]
    if not wanted:
        return {}
    rows = tx.connection().execute(_BY_MESSAGE_IDS, {"ids": wanted, "mailbox": mailbox_id})
    return {row.message_id: row.ticket_id for row in rows if row.message_id}


def messages_since(tx: Tx, ticket_id: int, since: datetime, *, at_most: int) -> int:
    """Return how many messages the ticket got since then; counting stops at ``at_most``."""
    some = select(Message.id).where(Message.ticket_id == ticket_id, Message.at > since).limit(at_most).subquery()
    return int(tx.connection().execute(select(func.count()).select_from(some)).scalar_one())


def messages(tx: Tx, ticket_id: int) -> Sequence[Message]:
    """Return the ticket's messages, oldest first."""
    return tx.scalars(select(Message).where(Message.ticket_id == ticket_id).order_by(Message.id)).all()


def replace_tags(tx: Tx, ticket_id: int, tags: Sequence[str]) -> list[str]:
    """Set the tags; return the ones before."""
    connection = tx.connection()
    before = list(
        connection.execute(
            select(TicketTag.tag).where(TicketTag.ticket_id == ticket_id).order_by(TicketTag.tag)
        ).scalars()
    )
    connection.execute(delete(TicketTag).where(TicketTag.ticket_id == ticket_id))
    if tags:
        connection.execute(insert(TicketTag), [{"ticket_id": ticket_id, "tag": tag} for tag in tags])
    return before


def user(tx: Tx, user_id: int) -> User | None:
    return tx.get(User, user_id)


def with_lookups(tx: Tx, message_ids: Iterable[str]) -> dict[str, int]:
    """Return the tickets of these Message-IDs whose lookups are there and not being renewed."""
    pending = select(Job.id).where(Job.ticket_id == Ticket.id, Job.kind == "attach_lookups").exists()
    rows = tx.connection().execute(
        select(Message.message_id, Message.ticket_id)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(
            Message.message_id.in_(tuple(message_ids)),
            Message.source == "asker",
            Ticket.lookup_run_id.is_not(None),
            ~pending,
        )
    )
    return {row.message_id: row.ticket_id for row in rows}
