"""The conversation of a ticket: messages that were mailed, and notes, which live where the mailer cannot read."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Line, Ref, Sha256, Word


class Message(Base):
    """A mail in a ticket. ``source``: asker, desk or machine."""

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_ticket_id_id", "ticket_id", "id"),
        UniqueConstraint("inbound_id"),
        Index("ix_messages_message_id", "message_id"),
    )

    id: Mapped[Id]
    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"))
    source: Mapped[Word]
    kind: Mapped[Word]
    """Of an asker's mail: human, list, auto-reply, ...; of ours: answer, question_back, acknowledged."""
    person_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("people.id"))
    user_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("users.id"))
    at: Mapped[datetime]
    why_here: Mapped[str]
    """The rule that put it into this ticket, as a sentence."""
    subject: Mapped[Line]
    text: Mapped[str] = mapped_column(Text)
    """The whole text."""
    visible: Mapped[str] = mapped_column(Text)
    """What was newly written, without quoted history and signature."""
    has_html: Mapped[bool]
    loss: Mapped[str | None]
    """What could not be read, in plain words."""
    message_id: Mapped[Line | None]
    references: Mapped[str | None] = mapped_column("thread_references", Text)
    """Message-IDs of the thread, oldest first, parted by blanks, without angle brackets."""
    inbound_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("inbound_mails.id"))
    copied: Mapped[str | None]
    """Addresses in Cc, as text; they never join by themselves."""


class Attachment(Base):
    """A file of a message; its bytes lie in the blob store once, by hash."""

    __tablename__ = "attachments"

    id: Mapped[Id]
    message_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    filename: Mapped[Line]
    content_type: Mapped[Line]
    size: Mapped[int]
    sha256: Mapped[Sha256]
    inline: Mapped[bool]
    content_id: Mapped[Line | None]


class Note(Base):
    """An internal note. No letter and no mailer ever reads this table."""

    __tablename__ = "notes"
    __table_args__ = (UniqueConstraint("form_key"), Index("ix_notes_ticket_id_id", "ticket_id", "id"))

    id: Mapped[Id]
    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"))
    user_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("users.id"))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
    form_key: Mapped[Word]


class DraftFile(Base):
    """A file that waits to leave with a coder's answer; its bytes lie in the blob store."""

    __tablename__ = "draft_files"
    __table_args__ = (Index("ix_draft_files_ticket_id_user_id", "ticket_id", "user_id"),)

    id: Mapped[Id]
    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"))
    user_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("users.id"))
    filename: Mapped[Line]
    content_type: Mapped[Line]
    size: Mapped[int]
    sha256: Mapped[Sha256]
    added_at: Mapped[datetime]


class Draft(Base):
    """What a coder has typed and not sent. ``box``: reply or note; cc and reason beside a reply that was taken
    back, cc beside one that is sent again, and resend, which names the mail whose text it is.
    """

    __tablename__ = "drafts"

    ticket_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("users.id"), primary_key=True)
    box: Mapped[Word] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]
