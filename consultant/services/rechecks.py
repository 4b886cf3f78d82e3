"""After a release was switched: open questions are read anew, and answers whose codes stand otherwise by now are listed.

Nobody is mailed: a person looks and decides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from consultant.coding.cards import Status, standing
from consultant.coding.catalogue import Answer, Catalogue, Expired, Header, Listed
from consultant.coding.sets import System
from consultant.db.engine import Tx
from consultant.db.queries import jobs, rechecks, tickets
from consultant.domain.jobs import AttachLookups
from consultant.domain.rights import Action, Person, demand
from consultant.errors import NotFound
from consultant.ports import Clock

LOOK_BACK = timedelta(days=365)
"""Answers older than this are history."""
APART = timedelta(milliseconds=250)
"""Between two questions that are read anew, so that new mail does not wait behind them."""
SUCCESSORS = 4


@dataclass(frozen=True, slots=True)
class Watched:
    """A code of an answered ticket as it stood then. ``on`` None: the case names no day, so today's standing matters."""

    ticket_id: int
    system: System
    code: str
    answered: bool
    on: date | None
    status: Status

    @property
    def key(self) -> tuple[int, str, str]:
        """What makes two of them the same."""
        return self.ticket_id, self.system.value, self.code


@dataclass(frozen=True, slots=True)
class Change:
    """A code that stands otherwise by now, judged on ``on``."""

    watched: Watched
    on: date
    after: Status
    detail: str
    successors: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of watched codes; those that cannot be judged by now are in neither."""

    changed: tuple[Change, ...]
    same: tuple[Watched, ...]
    """Codes that stand as they did."""


def renew_open(tx: Tx, *, after: int, limit: int, now: datetime) -> int | None:
    """Have the next open tickets read anew, one after the other; return the last one's id, None where none is left."""
    found = rechecks.open_tickets(tx, after=after, limit=limit)
    for place, ticket_id in enumerate(found, start=1):
        jobs.put(tx, AttachLookups(ticket_id), now=now, due_at=now + place * APART, ticket_id=ticket_id)
    return found[-1] if found else None


def answered(tx: Tx, *, after: int, limit: int, now: datetime) -> list[int]:
    """Return the next tickets that were answered within the year, by their ids behind ``after``."""
    return rechecks.answered(tx, since=now - LOOK_BACK, after=after, limit=limit)


def watched(tx: Tx, ids: Sequence[int]) -> tuple[Watched, ...]:
    """Return the codes of answered tickets: what the answer advises goes before what stood in the question."""
    found: dict[tuple[int, str, str], Watched] = {}
    for row in rechecks.advised_codes(tx, ids):
        for one in row.codes:
            _add(found, row.ticket_id, one, row.on_date if row.date_said else None, answered=True)
    for row in rechecks.asked_codes(tx, ids):
        code = {"system": row.system, "code": row.code, "status": row.status}
        _add(found, row.ticket_id, code, row.on_date if row.date_said else None, answered=False)
    return tuple(found.values())


def judge(codes: Iterable[Watched], catalogue: Catalogue, *, today: date) -> Judged:
    """Return which codes stand otherwise by now, and which as they did; that one merely can be checked by now is no news."""
    newest = {system: _newest(catalogue, system, today) for system in System}
    asked: dict[tuple[System, str, date], Answer] = {}
    changed, same = [], []
    for one in codes:
        on = one.on or newest[one.system]
        key = (one.system, one.code, on)
        if key not in asked:
            asked[key] = catalogue.ask(*key)
        after, _, detail = standing(one.system, asked[key], on)
        if after is one.status:
            same.append(one)
        elif after is not Status.NOT_CHECKED and (one.status, after) != (Status.NOT_CHECKED, Status.BILLABLE):
            changed.append(Change(one, on, after, detail, _successors(asked[key])))
    return Judged(tuple(changed), tuple(same))


def note(tx: Tx, judged: Judged, *, now: datetime) -> None:
    """Write down what changed, each once; what stands as it did is taken off the list."""
    rows = [
        {
            "ticket_id": one.watched.ticket_id,
            "system": one.watched.system.value,
            "code": one.watched.code,
            "answered": one.watched.answered,
            "on_date": one.on,
            "status_before": one.watched.status.value,
            "status_after": one.after.value,
            "detail": one.detail,
            "successors": [{"code": other.code, "text": other.text} for other in one.successors],
            "found_at": now,
        }
        for one in judged.changed
    ]
    rechecks.note(tx, rows)
    rechecks.forget(tx, (one.key for one in judged.same))


def see(tx: Tx, person: Person, ticket_id: int, *, clock: Clock) -> None:
    """Say that somebody has seen to what changed in a ticket. Raises NotFound where nothing waits, Forbidden."""
    demand(person, Action.SETTLE_RECHECKS)
    tickets.lock(tx, ticket_id)
    now = clock.now()
    count = rechecks.see(tx, ticket_id, user_id=person.user_id, now=now)
    if not count:
        raise NotFound("Nothing waits to be seen to in this ticket.")
    tickets.record(tx, ticket_id, "codes changed", now=now, actor="user", actor_id=person.user_id, codes=count)


def _add(
    found: dict[tuple[int, str, str], Watched],
    ticket_id: int,
    code: Mapping[str, str],
    on: date | None,
    *,
    answered: bool,
) -> None:
    systems, states = {one.value: one for one in System}, {one.value: one for one in Status}
    if code["system"] in systems and code["status"] in states:
        one = Watched(ticket_id, systems[code["system"]], code["code"], answered, on, states[code["status"]])
        found.setdefault(one.key, one)


def _newest(catalogue: Catalogue, system: System, today: date) -> date:
    """Today, or the first day of a list that is installed ahead of its time: advice without a day is for what comes."""
    return max([today, *(one.effective_from for one in catalogue.releases if one.system is system)])


def _successors(answer: Answer) -> tuple[Listed, ...]:
    match answer:
        case Expired(successors=found) | Header(leaves=found):
            return tuple(found[:SUCCESSORS])
        case _:
            return ()
