"""The one way out: mail with frozen recipients and frozen bytes, and what is known of each recipient."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Line, Ref, Word

_OPEN = text("state IN ('queued', 'sending', 'unknown', 'refused')")


class OutboundMail(Base):
    """A mail that leaves. ``state`` is derived from its recipients (domain.sending.derive) whenever one of them changes."""

    __tablename__ = "outbound_mails"
    __table_args__ = (
        UniqueConstraint("form_key"),
        UniqueConstraint("message_id"),
        Index("ix_outbound_mails_open", "id", postgresql_where=_OPEN, sqlite_where=_OPEN),
        Index("ix_outbound_mails_ticket_id", "ticket_id"),
    )

    id: Mapped[Id]
    ticket_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("tickets.id", ondelete="CASCADE"))
    """None for mail of the desk itself: codes for the web view, notices, self-tests."""
    mailbox_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("mailboxes.id"))
    """As whom the mail leaves."""
    ticket_message_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("messages.id"))
    """What the ticket shows of it; None where the thread shows nothing."""
    kind: Mapped[Word]
    """The letter: ``answer``, ``acknowledged``, ``access_code``, ..."""
    form_key: Mapped[Word]
    """Idempotency key: the form's for an answer, the ticket's for an acknowledgement."""
    author_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("users.id"))
    envelope_from: Mapped[Line]
    """Empty for the null sender of machine mail."""
    message_id: Mapped[Line]
    subject: Mapped[Line]
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    """The very bytes that leave."""
    letter_version: Mapped[Word]
    """``shipped`` with the version of the shipped templates, or ``copy`` with the number of an administrator's."""
    created_at: Mapped[datetime]
    not_before: Mapped[datetime]
    """End of the undo window, or the next attempt."""
    state: Mapped[Word]
    phase: Mapped[Word]
    """How far the SMTP conversation had come when it was last heard of."""
    claim: Mapped[Word | None]
    claimed_until: Mapped[datetime | None]
    attempts: Mapped[int]
    tried_since: Mapped[datetime | None]
    """The first attempt since a person last asked for it; after some days without success the desk gives up."""
    last_answer: Mapped[str | None] = mapped_column(Text)
    finished_at: Mapped[datetime | None]


class OutboundRecipient(Base):
    """What is known of one recipient: once sent or unknown, no machine addresses it again."""

    __tablename__ = "outbound_recipients"

    outbound_id: Mapped[Ref] = mapped_column(
        BigInt, ForeignKey("outbound_mails.id", ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[Line] = mapped_column(primary_key=True)
    position: Mapped[int]
    field: Mapped[Word]
    """``to`` or ``cc``."""
    state: Mapped[Word]
    answer: Mapped[str | None] = mapped_column(Text)
    """What the server said, at most 500 characters."""
    at: Mapped[datetime]
