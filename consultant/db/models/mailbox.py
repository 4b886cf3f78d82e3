"""Mailboxes that the desk reads, and how far each has been read."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Id, Line, Ref, Word


class Mailbox(Base):
    """One address at which questions arrive, with the IMAP folder that holds them."""

    __tablename__ = "mailboxes"
    __table_args__ = (UniqueConstraint("name"), UniqueConstraint("address"))

    id: Mapped[Id]
    name: Mapped[Word]
    address: Mapped[Line]
    display_name: Mapped[Line]
    host: Mapped[Line]
    port: Mapped[int]
    tls: Mapped[Word]
    """``tls`` from the first byte, ``starttls``, or ``none``."""
    username: Mapped[Line]
    login: Mapped[Word]
    """``password``, or whose word signs in: ``google`` or ``microsoft``."""
    secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The password, encrypted with the desk's secret key; None where a provider's word signs in."""
    folder: Mapped[Line]
    after_intake: Mapped[Word]
    """What is done to the server's copy: ``leave``, ``flag`` or ``move``."""
    move_to: Mapped[Line | None]
    who_may_ask: Mapped[Word]
    """``anyone``, ``domains`` (others are parked) or ``invited``."""
    allowed: Mapped[list[Any]]
    """Domains or addresses that may ask, lower case."""
    blocked: Mapped[list[Any]]
    """Domains or addresses whose mail is parked, lower case."""
    enabled: Mapped[bool]
    read_from: Mapped[datetime | None]
    """Mail that arrived from this moment on is read at the first connection; None starts at UIDNEXT."""
    connected_at: Mapped[datetime | None]
    """First successful connection: older mail is never acknowledged."""
    plus_proved_at: Mapped[datetime | None]
    """When a mail to the address with a plus part arrived here; only then do answers name such an address."""
    smtp_host: Mapped[Line | None]
    """The server that takes this mailbox's mail; None for the desk's own (``CONSULTANT_SMTP__``)."""
    smtp_port: Mapped[int | None]
    smtp_tls: Mapped[Word | None]
    smtp_username: Mapped[Line | None]
    smtp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Encrypted; None signs in with the mailbox's own password or its provider's word."""
    smtp_max_bytes: Mapped[int | None] = mapped_column(BigInt)
    """The largest mail that its server takes, as the server last told (RFC 1870)."""
    dkim_selector: Mapped[Word | None]
    dkim_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The private key (PEM), encrypted, by which mail of this mailbox is signed; None signs nothing."""
    heard_at: Mapped[datetime | None]
    """Last time the server answered the poller."""
    trouble: Mapped[Line | None]
    """What is wrong now, in plain words; None while all is well."""


class MailboxCursor(Base):
    """How far a mailbox was read under one UIDVALIDITY: every UID up to ``last_uid`` has its row."""

    __tablename__ = "mailbox_cursors"

    mailbox_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("mailboxes.id", ondelete="CASCADE"), primary_key=True)
    uidvalidity: Mapped[int] = mapped_column(BigInt, primary_key=True)
    last_uid: Mapped[int] = mapped_column(BigInt)
    quiet_below: Mapped[int] = mapped_column(BigInt)
    """Mail with a smaller UID was there before this cursor began: it is never acknowledged."""
    seen_at: Mapped[datetime]
