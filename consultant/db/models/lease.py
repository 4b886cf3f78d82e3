"""Leases: who alone may do something now, such as read a mailbox."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, Word


class Lease(Base):
    __tablename__ = "leases"

    name: Mapped[Word] = mapped_column(primary_key=True)
    holder: Mapped[Word]
    until: Mapped[datetime]
