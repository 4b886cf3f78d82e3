"""Tickets for those who change them, their history, and the messages by which mail finds them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from consultant.db.base import add
from consultant.db.engine import Tx
from consultant.db.models import Job, Message, Ticket, TicketEvent, TicketTag, User
from consultant.domain.tickets import OWED, State
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


def any_of(tx: Tx) -> bool:
    """Whether there is any ticket at all."""
    return tx.connection().execute(select(Ticket.id).limit(1)).first() is not None


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
) -> int:
    """Append to the ticket's history; return the line's id."""
    written = tx.connection().execute(
        _RECORD,
        {"ticket_id": ticket_id, "at": now, "actor_id": actor_id, "actor": actor, "what": what, "detail": detail},
    )
    return int(written.inserted_primary_key[0]) if written.inserted_primary_key else 0


def add_message(tx: Tx, **values: Any) -> int:
    return add(tx, Message, **values)


_BY_MESSAGE_IDS = (
    select(Message.message_id, Message.ticket_id)
    .join(Ticket, Ticket.id == Message.ticket_id)
    .where(Message.message_id.in_(bindparam("ids", expanding=True)), Ticket.mailbox_id == bindparam("mailbox"))
    .order_by(Message.id.desc())
)


_OURS_BY_MESSAGE_IDS = _BY_MESSAGE_IDS.where(Message.inbound_id.is_(None))


def tickets_of_message_ids(
    tx: Tx, mailbox_id: int, message_ids: Iterable[str], *, ours_alone: bool = False
) -> dict[str, int]:
    """Return the tickets of this mailbox that hold messages with these Message-IDs, of which the first sixty are looked for.

    ``ours_alone``: only messages that the desk wrote.
    """
    wanted = tuple(dict.fromkeys(message_ids))[:60]
    if not wanted:
        return {}
    statement = _OURS_BY_MESSAGE_IDS if ours_alone else _BY_MESSAGE_IDS
    rows = tx.connection().execute(statement, {"ids": wanted, "mailbox": mailbox_id})
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


@dataclass(frozen=True, slots=True)
class Due:
    """A ticket whose answer somebody owes."""

    id: int
    assignee_id: int
    due_at: datetime


def due_between(tx: Tx, since: datetime, until: datetime, *, limit: int = 500) -> list[Due]:
    """Return the tickets that are assigned, owed and due within a stretch of time."""
    rows = tx.connection().execute(
        select(Ticket.id, Ticket.assignee_id, Ticket.due_at)
        .where(
            # As the index of the queue says it.
            Ticket.state.not_in((State.ANSWERED, State.CLOSED)),
            Ticket.state.in_(OWED),
            Ticket.assignee_id.is_not(None),
            Ticket.attention.in_((0, 1)),
            Ticket.due_at > since,
            Ticket.due_at <= until,
        )
        .order_by(Ticket.due_at)
        .limit(limit)
    )
    return [Due(row.id, row.assignee_id or 0, row.due_at) for row in rows]


def owed(tx: Tx, ticket_ids: Sequence[int]) -> list[int]:
    """Return those of the tickets whose answer the desk owes."""
    query = select(Ticket.id).where(Ticket.id.in_(tuple(ticket_ids)), Ticket.state.in_(OWED))
    return list(tx.scalars(query))


def actor_of(tx: Tx, event_id: int) -> str | None:
    """Return the name of who did what a line of history says."""
    return tx.scalar(
        select(User.name).join(TicketEvent, TicketEvent.actor_id == User.id).where(TicketEvent.id == event_id)
    )


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
