"""Releases of code sets: which files are installed, and which of them are active."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from consultant.db.base import Base, Id, Line, Sha256, Word


class Release(Base):
    """One immutable release file in the blob store."""

    __tablename__ = "releases"
    __table_args__ = (
        UniqueConstraint("system", "sha256"),
        Index("ix_releases_active", "system", postgresql_where=text("active"), sqlite_where=text("active")),
    )

    id: Mapped[Id]
    system: Mapped[Word]
    label: Mapped[Line]
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]
    sha256: Mapped[Sha256]
    size: Mapped[int]
    importer: Mapped[Word]
    sources: Mapped[list[Any]]
    counts: Mapped[dict[str, Any]]
    sample: Mapped[bool]
    active: Mapped[bool]
    installed_at: Mapped[datetime]
