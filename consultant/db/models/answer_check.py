"""What was found in an answer when it was sent."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Ref


class AnswerCheck(Base):
    """The codes of an answer with their standing, the findings, and why the coder sent it against a stop."""

    __tablename__ = "answer_checks"

    message_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"), index=True)
    on_date: Mapped[date]
    date_said: Mapped[bool]
    release_labels: Mapped[list[Any]]
    codes: Mapped[list[Any]]
    """System, code and status of each code that the answer advises."""
    findings: Mapped[list[Any]]
    reason: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime]
