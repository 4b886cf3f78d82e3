"""Answers whose codes stand otherwise by now, ticket by ticket, for those who see to them."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from consultant.coding.cards import Status
from consultant.db.engine import Tx
from consultant.db.queries.pages import rechecks as queries
from consultant.db.queries.pages.rows import AnyRow
from consultant.domain.references import format_reference
from consultant.domain.rights import Action, Person, demand
from consultant.domain.tickets import State
from consultant.services.pages.codes import tone

WORDS = {
    Status.BILLABLE: "billable",
    Status.HEADER: "not billable",
    Status.EXPIRED: "expired",
    Status.NOT_YET_EFFECTIVE: "not yet in force",
    Status.UNKNOWN: "in no list",
    Status.NOT_CHECKED: "not checked",
}


@dataclass(frozen=True, slots=True)
class ChangedCode:
    """A code, what it was and is, and what stands in its place."""

    system: str
    code: str
    answered: bool
    on: date
    before: str
    after: str
    status: str
    severity: str
    detail: str
    successors: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Recheck:
    """A ticket with everything that changed in it."""

    ticket_id: int
    reference: str
    subject: str
    state: State
    who: str
    assignee: str | None
    answered_at: datetime | None
    found_at: datetime
    codes: tuple[ChangedCode, ...]

    @property
    def advised(self) -> bool:
        """Whether the answer itself advises one of the codes."""
        return any(one.answered for one in self.codes)


def show(tx: Tx, person: Person) -> tuple[Recheck, ...]:
    """Return the tickets that wait, those first whose answer advises a changed code. Raises Forbidden."""
    demand(person, Action.SETTLE_RECHECKS)
    rows = queries.unseen(tx)
    found = [_recheck(list(group)) for _, group in groupby(rows, key=lambda row: row.ticket_id)]
    return tuple(sorted(found, key=lambda one: not one.advised))


def _recheck(rows: list[AnyRow]) -> Recheck:
    first = rows[0]
    return Recheck(
        first.ticket_id,
        format_reference(first.ticket_id),
        first.subject,
        State(first.state),
        first.who or first.address,
        first.assignee,
        first.answered_at,
        max(row.found_at for row in rows),
        tuple(_code(row) for row in rows),
    )


def _code(row: AnyRow) -> ChangedCode:
    after = Status(row.status_after)
    return ChangedCode(
        row.system,
        row.code,
        row.answered,
        row.on_date,
        WORDS[Status(row.status_before)],
        WORDS[after],
        after,
        tone(after),
        row.detail,
        tuple((one["code"], one["text"]) for one in row.successors),
    )
