"""Heartbeats of the desk's processes: a row each."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from consultant.db.engine import Tx
from consultant.db.models import Heartbeat


def note(tx: Tx, name: str, *, kind: str, host: str, began_at: datetime, now: datetime) -> None:
    """Say that a process lives."""
    dialect = postgresql if tx.get_bind().dialect.name == "postgresql" else sqlite
    row = {"kind": kind, "host": host, "began_at": began_at, "at": now}
    statement = dialect.insert(Heartbeat).values(name=name, **row)
    tx.connection().execute(statement.on_conflict_do_update(index_elements=[Heartbeat.name], set_=row))


def remove(tx: Tx, name: str) -> None:
    """Say that a process has ended as it was told to."""
    tx.connection().execute(delete(Heartbeat).where(Heartbeat.name == name))


def prune(tx: Tx, *, before: datetime) -> None:
    """Forget processes that were not heard since then."""
    tx.connection().execute(delete(Heartbeat).where(Heartbeat.at < before))


def every(tx: Tx) -> Sequence[Heartbeat]:
    """Return all heartbeats, by kind, the newest first."""
    return tx.scalars(select(Heartbeat).order_by(Heartbeat.kind, Heartbeat.at.desc())).all()
