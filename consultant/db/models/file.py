"""Files that came with mail, each once by its hash: whether it was checked, and what it says."""

from datetime import datetime
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, Line, Sha256


class StoredFile(Base):
    """A file whose bytes lie in the blob store. No row yet: nobody has looked at it."""

    __tablename__ = "files"

    sha256: Mapped[Sha256] = mapped_column(primary_key=True)
    read_at: Mapped[datetime]
    infection: Mapped[Line | None]
    """What the virus scanner called it; such a file is held back."""
    text: Mapped[str | None] = mapped_column(Text)
    """What it says, where that could be read."""
    remark: Mapped[Line | None]
    """Why there is no text, or not all of it, in plain words."""
    pages: Mapped[list[Any]]
    """SHA-256 of pictures of its first pages, which are blobs too."""
