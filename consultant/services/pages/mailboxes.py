"""The mailboxes as a page: how each is heard, how it signs in, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from consultant.db.engine import Tx
from consultant.db.queries.pages import mailboxes as queries
from consultant.db.queries.pages.rows import AnyRow
from consultant.domain.authorisations import Login, Standing, end_of, standing
from consultant.domain.rhythm import HISTORY, SHORTEST, is_silent
from consultant.domain.rights import Action, Person, demand

UNHEARD = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Granted:
    """What a provider has granted. The moments are None where nobody has authorised yet.

    ``fixed``: it ends then even though it is used.
    """

    standing: Standing
    granted_at: datetime | None
    refreshed_at: datetime | None
    ends_at: datetime | None
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Authorisable:
    """A mailbox that waits for a person to authorise it, or soon will."""

    id: int
    name: str
    granted: Granted


@dataclass(frozen=True, slots=True)
class Box:
    """A mailbox. ``unheard`` and ``quiet``: its server, its askers have been silent for longer than is usual."""

    id: int
    name: str
    address: str
    username: str
    server: str
    folder: str
    login: Login
    enabled: bool
    heard_at: datetime | None
    trouble: str | None
    mail_at: datetime | None
    unheard: bool
    quiet: bool
    granted: Granted | None


def show(tx: Tx, person: Person, *, now: datetime) -> tuple[Box, ...]:
    """Return every mailbox, by name. Raises Forbidden."""
    demand(person, Action.SETTLE_MAILBOXES)
    return every(tx, now=now)


def every(tx: Tx, *, now: datetime) -> tuple[Box, ...]:
    """Return every mailbox, by name."""
    rows = queries.every(tx)
    # Weeks of arrivals are counted only where a silence is long enough to be one.
    quiet = any((moved := _aware(row.moved_at)) is not None and now - moved > SHORTEST for row in rows)
    arrivals = queries.arrivals(tx, now - HISTORY) if quiet else {}
    return tuple(_box(row, arrivals.get(row.id, ()), now) for row in rows)


def in_need(tx: Tx, *, now: datetime) -> tuple[Authorisable, ...]:
    """Return the mailboxes in use that wait to be authorised, or whose grant ends within days."""
    found = (Authorisable(row.id, row.name, _granted(row, now)) for row in queries.granted(tx))
    return tuple(one for one in found if one.granted.standing is not Standing.GOOD)


def _box(row: AnyRow, arrivals: Sequence[datetime], now: datetime) -> Box:
    login = Login(row.login)
    mail_at = _aware(row.moved_at)
    return Box(
        id=row.id,
        name=row.name,
        address=row.address,
        username=row.username,
        server=f"{row.host}:{row.port}",
        folder=row.folder,
        login=login,
        enabled=row.enabled,
        heard_at=row.heard_at,
        trouble=row.trouble,
        mail_at=mail_at,
        unheard=row.enabled and (row.heard_at is None or now - row.heard_at > UNHEARD),
        quiet=row.enabled
        and mail_at is not None
        and now - mail_at > SHORTEST
        and is_silent(arrivals or (mail_at,), now),
        granted=None if login is Login.PASSWORD else _granted(row, now),
    )


def _granted(row: AnyRow, now: datetime) -> Granted:
    login = Login(row.login)
    how = standing(login, row.refreshed_at, refused=row.refused_at is not None, told=row.ends_at, now=now)
    ends_at = None if row.refreshed_at is None else end_of(login, row.refreshed_at, row.ends_at)
    return Granted(how, row.granted_at, row.refreshed_at, ends_at, fixed=ends_at is not None and ends_at == row.ends_at)


def _aware(moment: datetime | None) -> datetime | None:
    """SQLite's max() gives a moment without its zone."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
