"""Mail as it came: one row for each UID, written before anything is parsed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Line, Ref, Sha256, Word


class InboundMail(Base):
    """A stored mail. ``state``: stored, taken, parked, duplicate, discarded or deleted."""

    __tablename__ = "inbound_mails"
    __table_args__ = (
        UniqueConstraint("mailbox_id", "uidvalidity", "uid"),
        Index("ix_inbound_mails_stored", "mailbox_id", "id", postgresql_where=text("state = 'stored'"), sqlite_where=text("state = 'stored'")),
        Index("ix_inbound_mails_parked", "id", postgresql_where=text("state = 'parked'"), sqlite_where=text("state = 'parked'")),
        Index("ix_inbound_mails_untouched", "mailbox_id", postgresql_where=text("touched_at IS NULL"), sqlite_where=text("touched_at IS NULL")),
    )  # fmt: skip

    id: Mapped[Id]
    mailbox_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("mailboxes.id"))
    uidvalidity: Mapped[int] = mapped_column(BigInt)
    uid: Mapped[int] = mapped_column(BigInt)
    sha256: Mapped[Sha256] = mapped_column(index=True)
    size: Mapped[int]
    arrived_at: Mapped[datetime | None]
    """INTERNALDATE of the server."""
    stored_at: Mapped[datetime]
    quiet: Mapped[bool]
    """Older than the mailbox's connection, or met in a rescan: never acknowledged."""
    oversize: Mapped[bool]
    """Only the headers were fetched, because the mail is larger than the limit."""
    state: Mapped[Word]
    cause: Mapped[Word | None]
    detail: Mapped[str | None]
    sender: Mapped[Line | None]
    subject: Mapped[Line | None]
    ticket_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("tickets.id"))
    """The ticket that it became part of, or for a parked mail the one that it points at."""
    duplicate_of: Mapped[int | None] = mapped_column(BigInt, ForeignKey("inbound_mails.id"))
    touched_at: Mapped[datetime | None]
    """When the server's copy was flagged or moved; the receipt row says how."""
    settled_by: Mapped[int | None] = mapped_column(BigInt, ForeignKey("users.id"))
    """Who decided on a parked mail."""
    settled_at: Mapped[datetime | None]


class InboundReceipt(Base):
    """That the server's copy was touched, and how. Written after the server said yes; without it the touch is repeated."""

    __tablename__ = "inbound_receipts"

    inbound_id: Mapped[Ref] = mapped_column(
        BigInt, ForeignKey("inbound_mails.id", ondelete="CASCADE"), primary_key=True
    )
    action: Mapped[Word]
    done_at: Mapped[datetime]


class ContentClaim(Base):
    """The first mail with some content (without trace headers). A second copy becomes a linked duplicate."""

    __tablename__ = "content_claims"

    content_hash: Mapped[Sha256] = mapped_column(primary_key=True)
    inbound_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("inbound_mails.id", ondelete="CASCADE"))
