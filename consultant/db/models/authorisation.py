"""What providers have granted: refresh tokens of mailboxes, and authorisations that were begun."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from consultant.db.base import Base, BigInt, Ref, Sha256, Word


class MailboxGrant(Base):
    """A provider's leave to sign in to one mailbox."""

    __tablename__ = "mailbox_grants"

    mailbox_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("mailboxes.id", ondelete="CASCADE"), primary_key=True)
    refresh_token: Mapped[bytes] = mapped_column(LargeBinary)
    """Encrypted with the desk's secret key; no two encryptions are alike, so it also tells which one was used."""
    granted_at: Mapped[datetime]
    """When a person authorised."""
    refreshed_at: Mapped[datetime]
    """When it last fetched an access token."""
    ends_at: Mapped[datetime | None]
    """The end that the provider has named, if it has."""
    refused_at: Mapped[datetime | None]
    """When the provider did not accept it any more."""


class AuthorisationRequest(Base):
    """An authorisation that was begun: whoever comes back from the provider names its state, once and soon."""

    __tablename__ = "authorisation_requests"

    state_sha256: Mapped[Sha256] = mapped_column(primary_key=True)
    mailbox_id: Mapped[Ref] = mapped_column(BigInt, ForeignKey("mailboxes.id", ondelete="CASCADE"))
    login: Mapped[Word]
    user_id: Mapped[Ref | None] = mapped_column(BigInt, ForeignKey("users.id", ondelete="CASCADE"))
    """Who began it in the dashboard; None for the command line."""
    until: Mapped[datetime]
