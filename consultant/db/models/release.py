"""Releases of code sets: which files are installed, and which of them are active."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Line, Ref, Sha256, Word


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


class ReleaseImport(Base):
    """An official file that was handed in at the dashboard, and what became of it. ``state`` is a services word.

    ``report``: a list of what was installed (label, counts, changes) and of what was refused (name, reason).
    """

    __tablename__ = "release_imports"

    id: Mapped[Id]
    user_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("users.id"))
    filename: Mapped[Line]
    sha256: Mapped[Sha256]
    size: Mapped[int] = mapped_column(BigInt)
    effective: Mapped[date | None]
    state: Mapped[Word]
    progress: Mapped[Line]
    report: Mapped[list[Any]]
    made_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
