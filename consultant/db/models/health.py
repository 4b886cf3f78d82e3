"""How the desk is: heartbeats of its processes, what administrators were warned of, and comparisons with mail servers."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Line, Ref, Word

_OPEN = text("ended_at IS NULL")


class Heartbeat(Base):
    """A process that said that it lives. ``kind``: poller, worker, beat or relay."""

    __tablename__ = "heartbeats"

    name: Mapped[Line] = mapped_column(primary_key=True)
    """Kind, host and process number."""
    kind: Mapped[Word]
    host: Mapped[Line]
    began_at: Mapped[datetime]
    at: Mapped[datetime]


class Alert(Base):
    """Something that an administrator must know. While it lasts there is one row for each kind and object."""

    __tablename__ = "alerts"
    __table_args__ = (
        Index("uq_alerts_open", "kind", "about", unique=True, postgresql_where=_OPEN, sqlite_where=_OPEN),
    )

    id: Mapped[Id]
    kind: Mapped[Word]
    about: Mapped[Word]
    """The object, such as a mailbox's id; never what a mail says."""
    words: Mapped[Line]
    raised_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    """When the mail about it was queued."""
    ended_at: Mapped[datetime | None]


class MailboxCheck(Base):
    """The last comparison of a mailbox on its server with the rows of the desk."""

    __tablename__ = "mailbox_checks"

    mailbox_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("mailboxes.id", ondelete="CASCADE"), primary_key=True)
    asked_at: Mapped[datetime | None]
    """When a person asked for one; None once it is done."""
    done_at: Mapped[datetime | None]
    on_server: Mapped[int]
    """Mails on the server that the desk should know."""
    known: Mapped[int]
    missing: Mapped[list[Any]]
    """UIDs that had no row and were fetched then, at most 1,000."""
    trouble: Mapped[Line | None]
