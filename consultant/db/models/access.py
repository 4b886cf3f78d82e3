"""The asker's way into the thread on the web: one-time codes that were mailed to the same address."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Ref, Sha256


class ThreadCode(Base):
    """A code for one person and one thread, kept as a hash. It serves once, for a short while, and few tries."""

    __tablename__ = "thread_codes"
    __table_args__ = (Index("ix_thread_codes_ticket_id_person_id", "ticket_id", "person_id", "made_at"),)

    id: Mapped[Id]
    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"))
    person_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("people.id"))
    code_hash: Mapped[Sha256]
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    tries: Mapped[int]
    used_at: Mapped[datetime | None]
