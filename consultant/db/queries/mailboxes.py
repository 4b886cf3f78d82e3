"""Mailboxes and their cursors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update

from consultant.db.base import fit
from consultant.db.engine import Tx
from consultant.db.models import Mailbox, MailboxCursor


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a mailbox was read under one UIDVALIDITY."""

    mailbox_id: int
    uidvalidity: int
    last_uid: int
    quiet_below: int


def enabled(tx: Tx) -> Sequence[Mailbox]:
    """Return the mailboxes that are read."""
    return tx.scalars(select(Mailbox).where(Mailbox.enabled).order_by(Mailbox.id)).all()


def every(tx: Tx) -> Sequence[Mailbox]:
    """Return all mailboxes."""
    return tx.scalars(select(Mailbox).order_by(Mailbox.id)).all()


def get(tx: Tx, mailbox_id: int) -> Mailbox:
    return tx.get_one(Mailbox, mailbox_id)


def find(tx: Tx, mailbox_id: int) -> Mailbox | None:
    return tx.get(Mailbox, mailbox_id)


def by_name(tx: Tx, name: str) -> Mailbox | None:
    return tx.scalar(select(Mailbox).where(Mailbox.name == name))


def addresses(tx: Tx) -> frozenset[str]:
    """Return the desk's own addresses, lower case."""
    return frozenset(tx.scalars(select(Mailbox.address)))


def cursor(tx: Tx, mailbox_id: int, uidvalidity: int) -> Cursor | None:
    row = (
        tx.connection()
        .execute(
            select(MailboxCursor.last_uid, MailboxCursor.quiet_below).where(
                MailboxCursor.mailbox_id == mailbox_id, MailboxCursor.uidvalidity == uidvalidity
            )
        )
        .one_or_none()
    )
    return None if row is None else Cursor(mailbox_id, uidvalidity, row.last_uid, row.quiet_below)


def has_cursor(tx: Tx, mailbox_id: int, *, but: int = 0) -> bool:
    """Say whether the mailbox was ever read, under another UIDVALIDITY than ``but``."""
    at = (MailboxCursor.mailbox_id == mailbox_id, MailboxCursor.uidvalidity != but)
    return bool(tx.scalar(select(func.count()).select_from(MailboxCursor).where(*at)))


def begin_cursor(tx: Tx, cursor: Cursor, *, now: datetime) -> None:
    tx.connection().execute(
        insert(MailboxCursor).values(
            mailbox_id=cursor.mailbox_id,
            uidvalidity=cursor.uidvalidity,
            last_uid=cursor.last_uid,
            quiet_below=cursor.quiet_below,
            seen_at=now,
        )
    )


def move_cursor(tx: Tx, mailbox_id: int, uidvalidity: int, last_uid: int, *, now: datetime) -> None:
    """Move the cursor up; it never moves down."""
    tx.connection().execute(
        update(MailboxCursor)
        .where(
            MailboxCursor.mailbox_id == mailbox_id,
            MailboxCursor.uidvalidity == uidvalidity,
            MailboxCursor.last_uid < last_uid,
        )
        .values(last_uid=last_uid, seen_at=now)
    )


def heard(tx: Tx, mailbox_id: int, *, answered_at: datetime | None, trouble: str | None) -> bool:
    """Note when the server answered, if it did, and what is wrong, if something is; say whether that is news."""
    before = tx.scalar(select(Mailbox.trouble).where(Mailbox.id == mailbox_id))
    values: dict[str, object] = {"trouble": fit(trouble)}
    if answered_at is not None:
        values["heard_at"] = answered_at
    tx.connection().execute(update(Mailbox).where(Mailbox.id == mailbox_id).values(**values))
    return before != values["trouble"]


def note_smtp_limit(tx: Tx, mailbox_id: int, octets: int | None) -> None:
    """Note the largest mail that the mailbox's SMTP server takes, where that is news; None where it names no limit."""
    here = (Mailbox.id == mailbox_id, Mailbox.smtp_max_bytes.is_distinct_from(octets))
    tx.connection().execute(update(Mailbox).where(*here).values(smtp_max_bytes=octets))


def connected(tx: Tx, mailbox_id: int, *, now: datetime) -> None:
    """Note the first connection."""
    tx.connection().execute(
        update(Mailbox).where(Mailbox.id == mailbox_id, Mailbox.connected_at.is_(None)).values(connected_at=now)
    )
