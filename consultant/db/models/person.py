"""Askers: people who write mail to the desk."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Line, Ref


class Person(Base):
    """One mail address, lower case."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("address"),)

    id: Mapped[Id]
    address: Mapped[Line]
    name: Mapped[Line]
    first_seen_at: Mapped[datetime]
    no_machine_mail_at: Mapped[datetime | None]
    """Since when no machine writes to this address: it complained of such mail."""


class Participant(Base):
    """Somebody whom a person at the desk let join a ticket. The requester takes part without a row here."""

    __tablename__ = "participants"

    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("people.id"), primary_key=True, index=True)
    joined_at: Mapped[datetime]
