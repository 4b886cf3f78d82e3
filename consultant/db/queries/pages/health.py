"""Figures of a desk that runs. Each is one statement over an index."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, literal_column, or_, select

from consultant.db.engine import Tx
from consultant.db.models import InboundMail, Job, OutboundMail
from consultant.db.queries.pages.rows import AnyRow

# Word for word the conditions of the partial indexes.
_WAITING: ColumnElement[bool] = literal_column("(outbound_mails.state IN ('queued', 'sending', 'unknown', 'refused'))")
_STORED: ColumnElement[bool] = literal_column("(inbound_mails.state = 'stored')")
_PARKED: ColumnElement[bool] = literal_column("(inbound_mails.state = 'parked')")


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait, and since when the oldest does."""

    count: int
    since: datetime | None


def due_jobs(tx: Tx, now: datetime) -> Waiting:
    """Return the jobs that are due and that no worker holds."""
    query = select(func.count(), func.min(Job.due_at)).where(
        Job.failed_at.is_(None), Job.due_at <= now, or_(Job.leased_until.is_(None), Job.leased_until <= now)
    )
    return _waiting(tx.execute(query).one())


def failed_jobs(tx: Tx) -> dict[str, int]:
    """Return how many jobs of each kind the desk gave up."""
    rows = tx.execute(select(Job.kind, func.count()).where(Job.failed_at.is_not(None)).group_by(Job.kind))
    return {row[0]: row[1] for row in rows}


def outbox(tx: Tx) -> dict[str, Waiting]:
    """Return the mails of each state that is not the last one."""
    query = select(OutboundMail.state, func.count(), func.min(OutboundMail.created_at)).where(_WAITING)
    return {row[0]: _waiting(row[1:]) for row in tx.execute(query.group_by(OutboundMail.state))}


def untaken(tx: Tx) -> Waiting:
    """Return the mails that were stored and not taken in."""
    return _waiting(tx.execute(select(func.count(), func.min(InboundMail.stored_at)).where(_STORED)).one())


def parked(tx: Tx) -> int:
    return int(tx.execute(select(func.count()).select_from(InboundMail).where(_PARKED)).scalar_one())


def _waiting(row: AnyRow | Sequence[object]) -> Waiting:
    count, since = row
    assert isinstance(count, int)  # noqa: S101 - of count()
    return Waiting(count, since if isinstance(since, datetime) else None)
