"""Stored mail: rows for UIDs, what became of them, and receipts of what was done on the server."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite

from consultant.db.base import fit, per_dialect
from consultant.db.engine import Tx
from consultant.db.models import ContentClaim, InboundMail, InboundReceipt


@dataclass(frozen=True, slots=True)
class Stored:
    """A mail that was stored and waits to be taken in."""

    id: int
    mailbox_id: int
    sha256: str
    size: int
    quiet: bool
    oversize: bool
    arrived_at: datetime | None
    stored_at: datetime


_COLUMNS = (
    InboundMail.id,
    InboundMail.mailbox_id,
    InboundMail.sha256,
    InboundMail.size,
    InboundMail.quiet,
    InboundMail.oversize,
    InboundMail.arrived_at,
    InboundMail.stored_at,
)


def add_stored(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    """Write one row for each UID, by one statement; a UID that has its row keeps it."""
    dialect = postgresql if tx.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(InboundMail).on_conflict_do_nothing(
        index_elements=[InboundMail.mailbox_id, InboundMail.uidvalidity, InboundMail.uid]
    )
    tx.connection().execute(statement, list(rows))


def waiting(tx: Tx, mailbox_id: int, *, limit: int = 500) -> list[Stored]:
    """Return the mails that were stored and not taken in yet, in UID order within each UIDVALIDITY."""
    rows = tx.connection().execute(
        select(*_COLUMNS)
        .where(InboundMail.state == "stored", InboundMail.mailbox_id == mailbox_id)
        .order_by(InboundMail.id)
        .limit(limit)
    )
    return [Stored(*row) for row in rows]


def lock(tx: Tx, inbound_id: int, *, states: Iterable[str] = ("stored",)) -> Stored | None:
    """Return the mail, locked, if it is still in one of ``states``."""
    row = (
        tx.connection()
        .execute(
            select(*_COLUMNS)
            .where(InboundMail.id == inbound_id, InboundMail.state.in_(tuple(states)))
            .with_for_update()
        )
        .one_or_none()
    )
    return None if row is None else Stored(*row)


def get(tx: Tx, inbound_id: int) -> InboundMail | None:
    return tx.get(InboundMail, inbound_id)


def known_before(tx: Tx, mailbox_id: int, uidvalidity: int, sha256s: Iterable[str]) -> dict[str, int]:
    """Return the first mail of this mailbox with each hash that was stored under another UIDVALIDITY."""
    rows = tx.connection().execute(
        select(InboundMail.sha256, InboundMail.id)
        .where(
            InboundMail.mailbox_id == mailbox_id,
            InboundMail.uidvalidity != uidvalidity,
            InboundMail.sha256.in_(tuple(sha256s)),
        )
        .order_by(InboundMail.id.desc())
    )
    return {row.sha256: row.id for row in rows}


_CLAIM = per_dialect(
    lambda dialect: (
        dialect.insert(ContentClaim)
        .on_conflict_do_nothing(index_elements=[ContentClaim.content_hash])
        .returning(ContentClaim.inbound_id)
    )
)
_HOLDER = select(ContentClaim.inbound_id).where(ContentClaim.content_hash == bindparam("content_hash"))


def claim_content(tx: Tx, content_hash: str, inbound_id: int) -> int:
    """Claim the content for this mail; return the id of the mail that holds the claim (another one for a copy)."""
    connection = tx.connection()
    if (
        connection.execute(_CLAIM(tx), {"content_hash": content_hash, "inbound_id": inbound_id}).one_or_none()
        is not None
    ):
        return inbound_id
    return int(connection.execute(_HOLDER, {"content_hash": content_hash}).scalar_one())


_TAKE = (
    update(InboundMail)
    .where(InboundMail.id == bindparam("inbound"), InboundMail.state.in_(("stored", "parked", "discarded")))
    .values(state="taken", ticket_id=bindparam("ticket"), sender=bindparam("from_"), subject=bindparam("about"))
)


def take(tx: Tx, inbound_id: int, *, ticket_id: int, sender: str | None, subject: str | None) -> bool:
    """Say that a mail became a message; False when somebody else has settled it, and nothing of it may be written."""
    values = {"inbound": inbound_id, "ticket": ticket_id, "from_": fit(sender), "about": fit(subject)}
    return tx.connection().execute(_TAKE, values).rowcount == 1


def settle(tx: Tx, inbound_id: int, state: str, **values: Any) -> bool:
    """Say what became of a mail; False when it is part of a ticket already, and stays so."""
    for name in ("sender", "subject", "detail"):
        if name in values:
            values[name] = fit(values[name])
    open_ = InboundMail.state.in_(("stored", "parked", "discarded"))
    statement = update(InboundMail).where(InboundMail.id == inbound_id, open_).values(state=state, **values)
    return tx.connection().execute(statement).rowcount == 1


def kept_elsewhere(tx: Tx, sha256: str) -> bool:
    """Whether a mail that was not deleted has these bytes."""
    return tx.scalar(select(exists().where(InboundMail.sha256 == sha256, InboundMail.state != "deleted"))) is True


def ticket_of(tx: Tx, inbound_id: int) -> int | None:
    return tx.scalar(select(InboundMail.ticket_id).where(InboundMail.id == inbound_id))


def untouched(tx: Tx, mailbox_id: int, uidvalidity: int, *, limit: int = 500) -> Sequence[tuple[int, int]]:
    """Return (id, uid) of settled mails whose copy on the server was not touched yet."""
    rows = tx.connection().execute(
        select(InboundMail.id, InboundMail.uid)
        .where(
            InboundMail.mailbox_id == mailbox_id,
            InboundMail.uidvalidity == uidvalidity,
            InboundMail.touched_at.is_(None),
            InboundMail.state != "stored",
        )
        .order_by(InboundMail.uid)
        .limit(limit)
    )
    return [(row.id, row.uid) for row in rows]


def add_receipts(tx: Tx, inbound_ids: Sequence[int], action: str, *, now: datetime) -> None:
    """Note that the server's copies were touched."""
    dialect = postgresql if tx.get_bind().dialect.name == "postgresql" else sqlite
    connection = tx.connection()
    connection.execute(
        dialect.insert(InboundReceipt).on_conflict_do_nothing(index_elements=[InboundReceipt.inbound_id]),
        [{"inbound_id": inbound_id, "action": action, "done_at": now} for inbound_id in inbound_ids],
    )
    connection.execute(update(InboundMail).where(InboundMail.id.in_(inbound_ids)).values(touched_at=now))
