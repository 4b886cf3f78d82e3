"""What people must know of while it lasts: one open row for each kind and object."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from consultant.db.base import fit
from consultant.db.engine import Tx
from consultant.db.models import Alert

NOTICES = ("send_failed", "due_soon")
"""Kinds that one person of the desk is told; the others are for administrators."""


def open_of(tx: Tx, kind: str) -> Sequence[Alert]:
    """Return what lasts of one kind, oldest first."""
    return tx.scalars(select(Alert).where(Alert.ended_at.is_(None), Alert.kind == kind).order_by(Alert.id)).all()


def open_for_administrators(tx: Tx) -> Sequence[Alert]:
    """Return what lasts, oldest first."""
    return tx.scalars(
        select(Alert).where(Alert.ended_at.is_(None), Alert.kind.not_in(NOTICES)).order_by(Alert.id)
    ).all()


def raise_(tx: Tx, kind: str, about: str, words: str, *, now: datetime) -> None:
    """Note that something lasts; where it is noted already, that row stays."""
    dialect = postgresql if tx.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Alert).values(kind=kind, about=about[:64], words=fit(words), raised_at=now)
    tx.connection().execute(statement.on_conflict_do_nothing())


def reword(tx: Tx, alert_id: int, words: str) -> None:
    """Say it in the words of now."""
    tx.connection().execute(update(Alert).where(Alert.id == alert_id).values(words=fit(words)))


def end(tx: Tx, alert_ids: Iterable[int], *, now: datetime) -> None:
    """Note that these have ended."""
    tx.connection().execute(update(Alert).where(Alert.id.in_(tuple(alert_ids))).values(ended_at=now))


def told(tx: Tx, alert_ids: Iterable[int], *, now: datetime) -> None:
    """Note that the mail about these was queued."""
    tx.connection().execute(update(Alert).where(Alert.id.in_(tuple(alert_ids))).values(told_at=now))


def lately(tx: Tx, since: datetime, *, limit: int = 20) -> Sequence[Alert]:
    """Return what lasts or ended since then, newest first, for administrators."""
    lasting = Alert.ended_at.is_(None) | (Alert.ended_at >= since)
    query = select(Alert).where(lasting, Alert.kind.not_in(NOTICES)).order_by(Alert.id.desc())
    return tx.scalars(query.limit(limit)).all()
