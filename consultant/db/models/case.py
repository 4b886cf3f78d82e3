"""What the desk read out of a ticket's question: facts, codes and findings, one set for each run."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Line, Ref, Sha256, Word


class LookupRun(Base):
    """One reading of the question. The key makes a second run over the same text and releases do nothing."""

    __tablename__ = "lookup_runs"
    __table_args__ = (UniqueConstraint("ticket_id", "text_hash", "releases"),)

    id: Mapped[Id]
    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"))
    text_hash: Mapped[Sha256]
    releases: Mapped[Sha256]
    """Hash over the keys of the releases that were asked."""
    release_labels: Mapped[list[Any]]
    on_date: Mapped[date]
    date_said: Mapped[bool]
    """True when the mail names the date of service, False when the day of the mail stands in."""
    made_at: Mapped[datetime]
    said: Mapped[list[Any] | None]
    """What coders had said of the facts, as name and value, where it is not what the desk read itself."""
    missing: Mapped[list[Any] | None]
    """Facts that this question needs and nobody had said: name, question, and why it matters."""


class TicketCode(Base):
    """A code beside the question. ``card`` holds what is shown; the columns beside it are for lists and filters."""

    __tablename__ = "ticket_codes"
    __table_args__ = (
        Index("ix_ticket_codes_run_id_position", "run_id", "position"),
        Index("ix_ticket_codes_code_ticket_id", "code", "ticket_id"),
    )

    id: Mapped[Id]
    run_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("lookup_runs.id", ondelete="CASCADE"))
    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"))
    position: Mapped[int]
    system: Mapped[Word]
    code: Mapped[Word]
    suffix: Mapped[Word]
    """Modifiers as shown behind the code ("-RT-59"), choices parted ("-50, -RT"), or empty."""
    status: Mapped[Word]
    found_by: Mapped[Word]
    """``mention`` or ``words``."""
    card: Mapped[dict[str, Any]]


class TicketWord(Base):
    """A word that the asker wrote or sent, by which the ticket is found."""

    __tablename__ = "ticket_words"

    word: Mapped[Word] = mapped_column(primary_key=True)
    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True)


class CaseFinding(Base):
    __tablename__ = "case_findings"

    id: Mapped[Id]
    run_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("lookup_runs.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    severity: Mapped[Word]
    rule: Mapped[Word]
    title: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)


class CaseFact(Base):
    __tablename__ = "case_facts"

    id: Mapped[Id]
    run_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("lookup_runs.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[Word]
    value: Mapped[Line]
    words: Mapped[Line]
    confidence: Mapped[Word]


_IN_FORCE = text("taken_back_at IS NULL")


class SaidFact(Base):
    """What a coder says of a fact, apart from what the desk read. A row is never deleted: what was taken back is history."""

    __tablename__ = "said_facts"
    __table_args__ = (
        Index(
            "uq_said_facts_in_force",
            "ticket_id",
            "name",
            unique=True,
            postgresql_where=_IN_FORCE,
            sqlite_where=_IN_FORCE,
        ),
        Index("ix_said_facts_ticket_id_id", "ticket_id", "id"),
    )

    id: Mapped[Id]
    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"))
    name: Mapped[Word]
    value: Mapped[Line | None]
    """In the form of the desk's own facts; None: the case has no such fact, whatever the mail seems to say."""
    accepted: Mapped[bool]
    """Whether the coder took over what the desk had read."""
    user_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("users.id"))
    at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
    """When somebody took it back, or said something else of the same fact."""
    taken_back_by: Mapped[int | None] = mapped_column(BigInt, ForeignKey("users.id"))
