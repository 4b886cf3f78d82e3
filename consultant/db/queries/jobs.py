"""Job rows: put, claimed with a lease, finished or put off."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, case, delete, false, insert, or_, select, true, union_all, update

from consultant.db import after
from consultant.db.base import per_dialect
from consultant.db.engine import Tx
from consultant.db.models import Job as Row
from consultant.domain.jobs import KINDS, NAMES, Job


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that this worker alone may do until the lease ends."""

    id: int
    job: Job
    lease: str
    attempts: int


def key_of(job: Job) -> str:
    """Return what makes two requests for work the same."""
    return ":".join([NAMES[type(job)], *(str(value) for value in asdict(job).values())])


def _put(dialect: Any) -> Any:
    statement = dialect.insert(Row)
    asked = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=[Row.key],
        set_={
            "due_at": case((Row.due_at < asked.due_at, Row.due_at), else_=asked.due_at),
            # Whoever holds it may still finish after its lease ran out, and would take the new request with it.
            "again": case((Row.lease.is_not(None), true()), else_=false()),
            "attempts": case((Row.failed_at.is_not(None), 0), else_=Row.attempts),
            "failed_at": None,
            "woken_at": asked.woken_at,
        },
    ).returning(Row.id, Row.key)


_PUT = per_dialect(_put)


_COLUMNS = ("kind", "payload", "key", "ticket_id", "created_at", "due_at", "attempts", "again", "woken_at")


@cache
def _put_new(count: int) -> Any:
    """The insert of so many rows as one statement that is compiled once; ``values()`` of many is compiled each time."""
    columns = [Row.__table__.c[name] for name in _COLUMNS]
    rows = [
        select(*(bindparam(f"{column.name}_{place}", type_=column.type) for column in columns))
        for place in range(count)
    ]
    return insert(Row).from_select(_COLUMNS, union_all(*rows)).returning(Row.id, Row.key)


def put(tx: Tx, job: Job, *, now: datetime, due_at: datetime, ticket_id: int | None = None) -> None:
    """Ask for a job. Asked twice, it runs once, at the earlier time; asked while it runs, once more."""
    row = tx.connection().execute(_PUT(tx), _values(job, now=now, due_at=due_at, ticket_id=ticket_id)).one()
    if due_at <= now:
        after.wake(tx, row.id, job)


def put_new(tx: Tx, wanted: Sequence[tuple[Job, datetime]], *, now: datetime, ticket_id: int) -> None:
    """Ask for the first jobs of a new ticket, by one statement."""
    values = {
        f"{name}_{place}": value
        for place, (job, due_at) in enumerate(wanted)
        for name, value in _values(job, now=now, due_at=due_at, ticket_id=ticket_id).items()
    }
    ids = {row.key: row.id for row in tx.connection().execute(_put_new(len(wanted)), values)}
    for job, due_at in wanted:
        if due_at <= now:
            after.wake(tx, ids[key_of(job)], job)


def _values(job: Job, *, now: datetime, due_at: datetime, ticket_id: int | None) -> dict[str, Any]:
    return {
        "kind": NAMES[type(job)],
        "payload": asdict(job),
        "key": key_of(job),
        "ticket_id": ticket_id,
        "created_at": now,
        "due_at": due_at,
        "attempts": 0,
        "again": False,
        "woken_at": now if due_at <= now else None,
    }


def hasten(tx: Tx, job: Job, *, now: datetime) -> None:
    """Let a job that waits for its time run now; where there is none, nothing happens."""
    row = (
        tx.connection()
        .execute(
            update(Row)
            .where(Row.key == key_of(job), Row.failed_at.is_(None), Row.due_at > now)
            .values(due_at=now, woken_at=now)
            .returning(Row.id)
        )
        .one_or_none()
    )
    if row is not None:
        after.wake(tx, row.id, job)


def retry(tx: Tx, job: Job, *, now: datetime) -> bool:
    """Let a job that the desk gave up run anew; False where it was not given up."""
    row = (
        tx.connection()
        .execute(
            update(Row)
            .where(Row.key == key_of(job), Row.failed_at.is_not(None))
            .values(failed_at=None, attempts=0, due_at=now, woken_at=now)
            .returning(Row.id)
        )
        .one_or_none()
    )
    if row is not None:
        after.wake(tx, row.id, job)
    return row is not None


def drop(tx: Tx, job: Job) -> None:
    """Take back a request for work."""
    tx.connection().execute(delete(Row).where(Row.key == key_of(job)))


def claim(tx: Tx, job_id: int, *, now: datetime, until: datetime, lease: str) -> Claimed | None:
    """Take the job if it is due and nobody holds it."""
    row = (
        tx.connection()
        .execute(
            update(Row)
            .where(
                Row.id == job_id,
                Row.kind.in_(KINDS),
                Row.failed_at.is_(None),
                Row.due_at <= now,
                or_(Row.leased_until.is_(None), Row.leased_until <= now),
            )
            .values(leased_until=until, lease=lease, attempts=Row.attempts + 1, again=False)
            .returning(Row.id, Row.kind, Row.payload, Row.attempts)
        )
        .one_or_none()
    )
    return None if row is None else Claimed(row.id, KINDS[row.kind](**row.payload), lease, row.attempts)


def extend(tx: Tx, claimed: Claimed, *, until: datetime) -> bool:
    """Hold the job longer; False when the lease was lost."""
    done = tx.connection().execute(
        update(Row).where(Row.id == claimed.id, Row.lease == claimed.lease).values(leased_until=until)
    )
    return done.rowcount == 1


_MINE = (Row.id == bindparam("job"), Row.lease == bindparam("holder"))
_DONE = delete(Row).where(*_MINE, ~Row.again)
_AGAIN = update(Row).where(*_MINE).values(leased_until=None, lease=None, again=False, attempts=0)


def finish(tx: Tx, claimed: Claimed) -> bool:
    """End the job in the transaction of its effect; False when the lease was lost and the effect must not be written."""
    connection = tx.connection()
    mine = {"job": claimed.id, "holder": claimed.lease}
    if connection.execute(_DONE, mine).rowcount:
        return True
    if connection.execute(_AGAIN, mine).rowcount:
        after.wake(tx, claimed.id, claimed.job)
        return True
    return False


def put_off(tx: Tx, claimed: Claimed, *, until: datetime, error: str | None) -> None:
    """Give the job back, to be tried at ``until``."""
    tx.connection().execute(
        update(Row)
        .where(Row.id == claimed.id, Row.lease == claimed.lease)
        .values(leased_until=None, lease=None, due_at=until, woken_at=None, last_error=error)
    )


def give_up(tx: Tx, claimed: Claimed, *, now: datetime, error: str) -> None:
    """Keep the job as failed, for a person to see."""
    tx.connection().execute(
        update(Row)
        .where(Row.id == claimed.id, Row.lease == claimed.lease)
        .values(leased_until=None, lease=None, failed_at=now, last_error=error)
    )


def wake_due(tx: Tx, *, now: datetime, told_before: datetime, limit: int = 500) -> int:
    """Wake workers for jobs that are due, held by nobody, and not told since ``told_before``; return how many."""
    connection = tx.connection()
    rows = connection.execute(
        select(Row.id, Row.kind, Row.payload)
        .where(
            Row.kind.in_(KINDS),  # a newer release's jobs wait for its workers
            Row.failed_at.is_(None),
            Row.due_at <= now,
            or_(Row.leased_until.is_(None), Row.leased_until <= now),
            # Told at a moment that has not come: the clock was set back since.
            or_(Row.woken_at.is_(None), Row.woken_at <= told_before, Row.woken_at > now),
        )
        .order_by(Row.due_at)
        .limit(limit)
    ).all()
    if rows:
        connection.execute(update(Row).where(Row.id.in_([row.id for row in rows])).values(woken_at=now))
    for row in rows:
        after.wake(tx, row.id, KINDS[row.kind](**row.payload))
    return len(rows)
