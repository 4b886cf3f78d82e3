"""People of the desk, who sign in."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from consultant.db.base import Base, Id, Line, Word


class User(Base):
    """``role`` is a domain.rights.Role. The web's identity layer wraps this row (web/identity.py)."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email"), UniqueConstraint("fs_uniquifier"))

    id: Mapped[Id]
    email: Mapped[Line]
    name: Mapped[Line]
    role: Mapped[Word]
    password: Mapped[Line | None]
    active: Mapped[bool]
    fs_uniquifier: Mapped[Word]
    """Renewed to end all sessions of the person."""
    created_at: Mapped[datetime]
    single_keys: Mapped[bool]
    """Single-key shortcuts are on (WCAG 2.1.4 lets a person switch them off)."""
