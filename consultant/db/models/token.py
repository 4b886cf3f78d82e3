"""Tokens with which programs of people of the desk ask the API."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Line, Ref, Sha256


class ApiToken(Base):
    """A token of one person, kept as a hash. What it may do is what the person may."""

    __tablename__ = "api_tokens"
    __table_args__ = (UniqueConstraint("sha256"),)

    id: Mapped[Id]
    user_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[Line]
    sha256: Mapped[Sha256]
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    """To the hour, so that reading codes writes little."""
    revoked_at: Mapped[datetime | None]
