"""Work that is owed: a job is a row until its worker finishes it in the transaction of its effect."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Word

_OPEN = text("failed_at IS NULL")


class Job(Base):
    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("ix_jobs_due", "due_at", postgresql_where=_OPEN, sqlite_where=_OPEN),
    )

    id: Mapped[Id]
    kind: Mapped[Word]
    payload: Mapped[dict[str, Any]]
    """Ids only, never content."""
    key: Mapped[Word]
    """What makes two requests the same, such as ``deliver_email:17``."""
    ticket_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    woken_at: Mapped[datetime | None]
    """When a worker was last told; the relay tells again what was not claimed."""
    leased_until: Mapped[datetime | None]
    lease: Mapped[Word | None]
    """Token of the worker that holds the lease; an effect is only written by its holder."""
    attempts: Mapped[int]
    last_error: Mapped[str | None]
    """Class and place of the last failure; never what a mail says."""
    failed_at: Mapped[datetime | None]
    """When the desk gave up; a person sees it."""
    again: Mapped[bool]
    """Asked for once more while it ran: it runs once more."""
