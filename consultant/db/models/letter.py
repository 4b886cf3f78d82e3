"""Copies of the shipped letters that administrators made. Versions are kept: a mail names the one that it was made from."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Ref, Word


class LetterCopy(Base):
    """One version of a letter's three templates. The newest active one is used; none: the shipped letter."""

    __tablename__ = "letter_copies"
    __table_args__ = (UniqueConstraint("letter", "number"),)

    id: Mapped[Id]
    letter: Mapped[Word]
    """Its folder in templates/emails."""
    number: Mapped[int]
    """1, 2, ... for each letter."""
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    active: Mapped[bool]
    made_by: Mapped[Ref] = mapped_column(BigInt, ForeignKey("users.id"))
    made_at: Mapped[datetime]
