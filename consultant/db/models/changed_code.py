"""Codes of answered tickets whose standing changed since."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Ref, Word

_UNSEEN = text("seen_at IS NULL")


class ChangedCode(Base):
    """A code that stood otherwise when the ticket was answered, until somebody has seen to it."""

    __tablename__ = "changed_codes"
    __table_args__ = (
        UniqueConstraint("ticket_id", "system", "code"),
        Index("ix_changed_codes_unseen", "ticket_id", postgresql_where=_UNSEEN, sqlite_where=_UNSEEN),
    )

    id: Mapped[Id]
    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"))
    system: Mapped[Word]
    code: Mapped[Word]
    answered: Mapped[bool]
    """Whether the answer advises it; otherwise it stood in the question."""
    on_date: Mapped[date]
    """The day on which it was judged anew."""
    status_before: Mapped[Word]
    status_after: Mapped[Word]
    detail: Mapped[str] = mapped_column(Text)
    successors: Mapped[list[Any]]
    found_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[int | None] = mapped_column(BigInt, ForeignKey("users.id"))
