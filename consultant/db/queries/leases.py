"""Leases by name: one holder at a time, taken over when it falls silent."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from consultant.db.engine import Tx
from consultant.db.models import Lease


def take(tx: Tx, name: str, *, holder: str, now: datetime, until: datetime) -> bool:
    """Take or renew the lease; False while another holder's has not run out."""
    dialect = postgresql if tx.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Lease).values(name=name, holder=holder, until=until)
    statement = statement.on_conflict_do_update(
        index_elements=[Lease.name],
        set_={"holder": holder, "until": until},
        where=or_(Lease.holder == holder, Lease.until <= now),
    ).returning(Lease.name)
    return tx.connection().execute(statement).one_or_none() is not None


def slot(tx: Tx, name: str, *, now: datetime, every: timedelta) -> datetime | None:
    """Take the next turn of something that may happen once in ``every``; None when it is now, else when to ask again."""
    dialect = postgresql if tx.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Lease).values(name=name, holder="", until=now + every)
    statement = statement.on_conflict_do_update(
        index_elements=[Lease.name], set_={"until": now + every}, where=Lease.until <= now
    ).returning(Lease.name)
    if tx.connection().execute(statement).one_or_none() is not None:
        return None
    return tx.scalar(select(Lease.until).where(Lease.name == name))


def release(tx: Tx, name: str, *, holder: str) -> None:
    """Let go, if it is held by ``holder``."""
    tx.connection().execute(delete(Lease).where(Lease.name == name, Lease.holder == holder))
