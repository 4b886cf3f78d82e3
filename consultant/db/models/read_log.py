"""Who read what, and when. Rows are only ever added."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Word


class ReadLog(Base):
    """``what``: ticket, original, headers, html, attachment, search, parked, outbound; thread and thread_file for askers.

    Either a person of the desk read it, or an asker did, in the thread's web view.
    """

    __tablename__ = "read_log"
    __table_args__ = (Index("ix_read_log_ticket_id", "ticket_id"), Index("ix_read_log_user_id_at", "user_id", "at"))

    id: Mapped[Id]
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("users.id"))
    person_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("people.id"))
    what: Mapped[Word]
    ticket_id: Mapped[int | None] = mapped_column(BigInt)
    object_id: Mapped[int | None] = mapped_column(BigInt)
