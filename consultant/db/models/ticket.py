"""Tickets, their history and their tags."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Line, Ref, Word

_ACTIVE = text("state NOT IN ('answered', 'closed')")


class Ticket(Base):
    """One question and what follows from it. Its reference is computed from ``id`` (domain.references)."""

    __tablename__ = "tickets"
    __table_args__ = (
        # The queue walks one of these in order, whatever the number of tickets (bench/pages.py).
        Index("ix_tickets_queue", "attention", "due_at", "id", postgresql_where=_ACTIVE, sqlite_where=_ACTIVE),
        Index("ix_tickets_queue_assignee", "assignee_id", "attention", "due_at", "id", postgresql_where=_ACTIVE, sqlite_where=_ACTIVE),
        Index("ix_tickets_queue_priority", "priority", "attention", "due_at", "id", postgresql_where=_ACTIVE, sqlite_where=_ACTIVE),
        Index("ix_tickets_state", "state", "attention", "due_at", "id"),
        Index("ix_tickets_requester_id", "requester_id", "created_at"),
        Index("ix_tickets_failed", "id", postgresql_where=text("attention < 1"), sqlite_where=text("attention < 1")),
    )  # fmt: skip

    id: Mapped[Id]
    mailbox_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("mailboxes.id"))
    requester_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("people.id"))
    subject: Mapped[Line]
    state: Mapped[Word]
    priority: Mapped[Word]
    assignee_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("users.id"))
    due_at: Mapped[datetime]
    attention: Mapped[int]
    """0: a send failed, a person must look first. 1: in its turn."""
    unread: Mapped[bool]
    """The asker wrote something that nobody at the desk has opened yet."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    newest_note_id: Mapped[int | None] = mapped_column(BigInt)
    linked_ticket_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("tickets.id"))
    lookup_run_id: Mapped[int | None] = mapped_column(BigInt)
    """The run whose codes and findings are shown; None while lookups are on their way."""
    acknowledged: Mapped[bool]
    """An acknowledgement was written, or decided against, once and for all."""


class TicketEvent(Base):
    """History: every change with who and when. ``actor``: a user's id, or None for the desk itself or the asker."""

    __tablename__ = "ticket_events"
    __table_args__ = (Index("ix_ticket_events_ticket_id_id", "ticket_id", "id"),)

    id: Mapped[Id]
    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("users.id"))
    actor: Mapped[Word]
    """``user``, ``asker`` or ``desk``."""
    what: Mapped[Word]
    detail: Mapped[dict[str, Any]]


class TicketTag(Base):
    __tablename__ = "ticket_tags"

    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[Word] = mapped_column(primary_key=True, index=True)
