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
    by_web: bool
    """Written in the web view, by somebody whom a code let in."""


WRITTEN_ON_THE_WEB = 0
"""In the place of a UIDVALIDITY, which is never zero (RFC 9051, section 2.3.1.1): such mail lies on no server."""

_COLUMNS = (
    InboundMail.id,
    InboundMail.mailbox_id,
    InboundMail.sha256,
    InboundMail.size,
    InboundMail.quiet,
    InboundMail.oversize,
    InboundMail.arrived_at,
    InboundMail.stored_at,
    (InboundMail.uidvalidity == WRITTEN_ON_THE_WEB).label("by_web"),
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


@dataclass(frozen=True, slots=True)
class Known:
    """A mail that is here already; ``deleted``: a person deleted it."""

    id: int
    deleted: bool


def known_before(tx: Tx, mailbox_id: int, uidvalidity: int, sha256s: Iterable[str]) -> dict[str, Known]:
    """Return the first mail of this mailbox with each hash that was stored under another UIDVALIDITY."""
    rows = tx.connection().execute(
        select(InboundMail.sha256, InboundMail.id, InboundMail.state)
        .where(
            InboundMail.mailbox_id == mailbox_id,
            InboundMail.uidvalidity != uidvalidity,
            InboundMail.sha256.in_(tuple(sha256s)),
        )
        .order_by(InboundMail.id.desc())
    )
    return {row.sha256: Known(row.id, deleted=row.state == "deleted") for row in rows}


def ids_at(tx: Tx, mailbox_id: int, uidvalidity: int, uids: Iterable[int]) -> list[int]:
    """Return the ids of the mails with these UIDs."""
    wanted = InboundMail.uid.in_(tuple(uids))
    at = (InboundMail.mailbox_id == mailbox_id, InboundMail.uidvalidity == uidvalidity)
    return list(tx.scalars(select(InboundMail.id).where(*at, wanted).order_by(InboundMail.id)))


def uids(tx: Tx, mailbox_id: int, uidvalidity: int) -> set[int]:
    """Return every UID of the mailbox that has its row."""
    at = (InboundMail.mailbox_id == mailbox_id, InboundMail.uidvalidity == uidvalidity)
    return set(tx.scalars(select(InboundMail.uid).where(*at)))


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


def mailbox_of(tx: Tx, inbound_id: int) -> int:
    return int(tx.connection().execute(select(InboundMail.mailbox_id).where(InboundMail.id == inbound_id)).scalar_one())


def standing(tx: Tx, inbound_id: int) -> tuple[str, str | None]:
    """Return the state of a mail, locked, and the cause for which it was parked, if it was."""
    query = select(InboundMail.state, InboundMail.cause).where(InboundMail.id == inbound_id).with_for_update()
    row = tx.connection().execute(query).one()
    return row.state, row.cause


def move_claim(tx: Tx, content_hash: str, inbound_id: int) -> None:
    """Let this mail hold the claim on the content, in the place of an earlier copy."""
    tx.connection().execute(
        update(ContentClaim).where(ContentClaim.content_hash == content_hash).values(inbound_id=inbound_id)
    )


def copies(tx: Tx, inbound_id: int) -> list[tuple[int, int]]:
    """Return (id, mailbox) of the mails that are linked as copies of this one."""
    rows = tx.connection().execute(
        select(InboundMail.id, InboundMail.mailbox_id)
        .where(InboundMail.duplicate_of == inbound_id, InboundMail.state == "duplicate")
        .order_by(InboundMail.id)
    )
    return [(row.id, row.mailbox_id) for row in rows]


def relink(tx: Tx, inbound_id: int, *, duplicate_of: int, ticket_id: int | None = None) -> None:
    """Say of which mail a copy is one, and of which ticket that mail is part."""
    tx.connection().execute(
        update(InboundMail)
        .where(InboundMail.id == inbound_id, InboundMail.state == "duplicate")
        .values(duplicate_of=duplicate_of, ticket_id=ticket_id)
    )


def delete_copy(tx: Tx, inbound_id: int, *, settled_by: int, now: datetime) -> None:
    """Say that a copy was deleted, with its sender and subject."""
    tx.connection().execute(
        update(InboundMail)
        .where(InboundMail.id == inbound_id, InboundMail.state == "duplicate")
        .values(state="deleted", sender=None, subject=None, settled_by=settled_by, settled_at=now)
    )


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
