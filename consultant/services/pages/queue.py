"""The queue as a page: rows in their groups, filters, and the key behind which the next page begins."""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from consultant.coding.systems import NORMALISE
from consultant.db.engine import Tx
from consultant.db.queries.pages import queue as queries
from consultant.db.queries.pages.rows import AnyRow
from consultant.domain.references import format_reference
from consultant.domain.rights import Action, Person, demand, may
from consultant.domain.tickets import ACTIVE, State
from consultant.services.pages import mailboxes
from consultant.services.pages.mailboxes import Authorisable

PAGE = 50
SOON = timedelta(hours=2)
FIRST = timedelta(hours=1)
PILLS = 3

TITLES: Mapping[str, str] = {
    "mine": "Mine",
    "unassigned": "Unassigned",
    "due": "Due soon",
    "review": "To review",
    "waiting": "Waiting for asker",
    "failed": "Failed sends",
    "all": "All open",
    "answered": "Answered",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person chose to see. Empty strings and None choose nothing."""

    view: str = "mine"
    state: str | None = None
    priority: str | None = None
    assignee_id: int | None = None
    tag: str | None = None
    code: str | None = None

    @property
    def title(self) -> str:
        """The view's name as people read it."""
        return TITLES[self.view]


@dataclass(frozen=True, slots=True)
class Key:
    """A place in the order of the queue."""

    attention: int
    due_at: datetime
    id: int

    def encode(self) -> str:
        """Return the key as a word for an address."""
        raw = json.dumps([self.attention, self.due_at.astimezone(UTC).timestamp(), self.id])
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, word: str) -> "Key | None":
        """Return the key of a word, or None when it is no key."""
        try:
            attention, due, ticket_id = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
            return cls(int(attention), datetime.fromtimestamp(float(due), UTC), int(ticket_id))
        except (ValueError, TypeError, OverflowError, OSError, binascii.Error):
            return None


@dataclass(frozen=True, slots=True)
class Pill:
    """A code as a row shows it."""

    system: str
    code: str
    suffix: str
    status: str


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One line of the queue."""

    id: int
    reference: str
    subject: str
    state: State
    priority: str
    failed: bool
    unread: bool
    due_at: datetime
    created_at: datetime
    changed_at: datetime
    who: str
    address: str
    assignee_id: int | None
    assignee: str | None
    looked_up: bool
    pills: tuple[Pill, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def practice(self) -> str:
        """The domain of the asker's address: all that is known of where a question comes from."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one head."""

    title: str
    rows: tuple[TicketRow, ...]
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue."""

    filters: Filters
    groups: tuple[Group, ...]
    following: Key | None
    first_page: bool

    @property
    def rows(self) -> tuple[TicketRow, ...]:
        """All rows, in the order of the page."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class Rail:
    """The counts beside every page (capped: 100 means "more than 99"), and how reading mail goes."""

    counts: Mapping[str, int] = field(default_factory=dict)
    heard_at: datetime | None = None
    trouble: str | None = None
    mailboxes: int = 0
    authorise: tuple[Authorisable, ...] = ()
    """Mailboxes that an administrator must authorise, now or soon; empty for others."""


def show(tx: Tx, person: Person, filters: Filters, *, after: Key | None, now: datetime, zone: ZoneInfo) -> Queue:
    """Return one page. Raises Forbidden."""
    demand(person, Action.SEE_QUEUE)
    key = (after.attention, after.due_at, after.id) if after else None
    newest_first = filters.view == "answered"
    found = queries.page(tx, _wanted(person, filters, now), after=key, limit=PAGE + 1, newest_first=newest_first)
    rows = _rows(tx, found[:PAGE])
    last = found[PAGE - 1] if len(found) > PAGE else None
    following = Key(last.attention, last.due_at, last.id) if last is not None else None
    groups = (Group("Newest due first", rows),) if newest_first and rows else grouped(rows, now, zone)
    return Queue(filters, groups, following, first_page=after is None)


def among(tx: Tx, person: Person, filters: Filters, ids: Iterable[int], *, now: datetime) -> tuple[TicketRow, ...]:
    """Return the rows of ``ids`` that belong to the view. Raises Forbidden."""
    demand(person, Action.SEE_QUEUE)
    return _rows(tx, queries.among(tx, _wanted(person, filters, now), ids))


def rail(tx: Tx, person: Person, *, now: datetime) -> Rail:
    """Return the counts of all views in one statement, and what an administrator must do. Raises Forbidden."""
    demand(person, Action.SEE_QUEUE)
    row = queries.counts(tx, _wanted(person, Filters(), now))
    counts = {name: getattr(row, name) for name in (*queries.VIEWS, "parked", "outbox", "rechecks")}
    heard: datetime | None = row.heard_at
    if heard is not None and heard.tzinfo is None:
        heard = heard.replace(tzinfo=UTC)
    authorise = mailboxes.in_need(tx, now=now) if may(person, Action.SETTLE_MAILBOXES) else ()
    return Rail(counts, heard, row.trouble, row.mailboxes, authorise)


def grouped(rows: Sequence[TicketRow], now: datetime, zone: ZoneInfo) -> tuple[Group, ...]:
    """Return the rows under "Needs you first", "Today" and "Later"; what rests or is done stands under "Later"."""
    end_of_day = (now.astimezone(zone) + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    first, today, later = [], [], []
    for row in rows:
        if row.failed:
            first.append(row)
        elif row.state not in ACTIVE or row.state is State.WAITING:
            later.append(row)
        elif row.due_at <= now + FIRST:
            first.append(row)
        elif row.due_at < end_of_day:
            today.append(row)
        else:
            later.append(row)
    groups = (
        Group("Needs you first", tuple(first), urgent=True),
        Group("Today", tuple(today)),
        Group("Later", tuple(later)),
    )
    return tuple(group for group in groups if group.rows)


def readings(word: str) -> tuple[str, ...]:
    """Return the codes that a word may mean, in normal form: "e119" is E11.9; "M1711" is M17.11 too. Any other word is itself."""
    found = (normalise(word) for normalise in NORMALISE.values())
    return tuple(dict.fromkeys(code for code in found if code)) or (word,)


def _wanted(person: Person, filters: Filters, now: datetime) -> queries.Wanted:
    return queries.Wanted(
        view=filters.view,
        user_id=person.user_id,
        soon=now + SOON,
        state=filters.state,
        priority=filters.priority,
        assignee_id=filters.assignee_id,
        tag=filters.tag,
        codes=readings(filters.code) if filters.code else (),
    )


def _rows(tx: Tx, found: Sequence[AnyRow]) -> tuple[TicketRow, ...]:
    pills: dict[int, list[Pill]] = {}
    for code in queries.codes(tx, [row.lookup_run_id for row in found if row.lookup_run_id is not None], each=PILLS):
        pills.setdefault(code.ticket_id, []).append(Pill(code.system, code.code, code.suffix, code.status))
    tags: dict[int, list[str]] = {}
    for tagged in queries.tags(tx, [row.id for row in found]):
        tags.setdefault(tagged.ticket_id, []).append(tagged.tag)
    return tuple(
        TicketRow(
            id=row.id,
            reference=format_reference(row.id),
            subject=row.subject,
            state=State(row.state),
            priority=row.priority,
            failed=row.attention == 0,
            unread=row.unread,
            due_at=row.due_at,
            created_at=row.created_at,
            changed_at=row.changed_at,
            who=row.who or row.address,
            address=row.address,
            assignee_id=row.assignee_id,
            assignee=row.assignee,
            looked_up=row.lookup_run_id is not None,
            pills=tuple(pills.get(row.id, ())),
            tags=tuple(tags.get(row.id, ())),
        )
        for row in found
    )
