"""Who read what, and when. Rows are only ever added."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Ref, Word


class ReadLog(Base):
    """``what``: ticket, original, headers, html, attachment, search, parked, outbound."""

    __tablename__ = "read_log"
    __table_args__ = (Index("ix_read_log_ticket_id", "ticket_id"), Index("ix_read_log_user_id_at", "user_id", "at"))

    id: Mapped[Id]
    at: Mapped[datetime]
    user_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("users.id"))
    what: Mapped[Word]
    ticket_id: Mapped[int | None] = mapped_column(BigInt)
    object_id: Mapped[int | None] = mapped_column(BigInt)
