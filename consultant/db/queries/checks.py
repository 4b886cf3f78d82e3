"""Comparisons of mailboxes on their servers with the rows of the desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from consultant.db.base import fit
from consultant.db.engine import Tx
from consultant.db.models import Mailbox, MailboxCheck

SHOWN = 1000
_NOTHING: dict[str, Any] = {"on_server": 0, "known": 0, "missing": []}


def get(tx: Tx, mailbox_id: int) -> MailboxCheck | None:
    return tx.get(MailboxCheck, mailbox_id)


def every(tx: Tx) -> Sequence[MailboxCheck]:
    return tx.scalars(select(MailboxCheck)).all()


def ask(tx: Tx, mailbox_id: int, *, now: datetime) -> None:
    """Ask the poller for a comparison."""
    dialect = postgresql if tx.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(MailboxCheck).values(mailbox_id=mailbox_id, asked_at=now, **_NOTHING)
    tx.connection().execute(
        statement.on_conflict_do_update(index_elements=[MailboxCheck.mailbox_id], set_={"asked_at": now})
    )


def is_asked(tx: Tx, mailbox_id: int) -> bool:
    """Say whether somebody waits for a comparison."""
    return tx.scalar(select(MailboxCheck.asked_at).where(MailboxCheck.mailbox_id == mailbox_id)) is not None


def due(tx: Tx, *, before: datetime) -> list[int]:
    """Return the mailboxes that are read, were read before, and were not compared since then."""
    query = (
        select(Mailbox.id)
        .outerjoin(MailboxCheck, MailboxCheck.mailbox_id == Mailbox.id)
        .where(
            Mailbox.enabled,
            Mailbox.connected_at < before,
            MailboxCheck.asked_at.is_(None),
            or_(MailboxCheck.done_at.is_(None), MailboxCheck.done_at < before),
        )
    )
    return list(tx.scalars(query.order_by(Mailbox.id)))


def done(
    tx: Tx,
    mailbox_id: int,
    *,
    now: datetime,
    on_server: int = 0,
    known: int = 0,
    missing: Sequence[int] = (),
    trouble: str | None = None,
) -> None:
    """Write what a comparison found."""
    tx.connection().execute(
        update(MailboxCheck)
        .where(MailboxCheck.mailbox_id == mailbox_id)
        .values(
            asked_at=None,
            done_at=now,
            on_server=on_server,
            known=known,
            missing=list(missing[:SHOWN]),
            trouble=fit(trouble),
        )
    )
