"""What the desk had said of a question on another day: every run of its lookups is kept as it was."""

from dataclasses import dataclass
from datetime import date, datetime

from consultant.db.engine import Tx
from consultant.db.queries.pages import ticket as queries
from consultant.db.queries.pages.rows import AnyRow
from consultant.domain.references import format_reference
from consultant.domain.rights import Action, Person, demand
from consultant.errors import NotFound
from consultant.services.pages import case as case_page


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the lookups; ``said`` counts the facts that a coder had corrected by then."""

    id: int
    made_at: datetime
    on: date
    date_said: bool
    codes: int
    findings: int
    said: int
    shown: bool
    """Whether the ticket shows this one now."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A run as it was, among all runs of the ticket."""

    ticket_id: int
    reference: str
    subject: str
    run: Run
    runs: tuple[Run, ...]
    case: case_page.Case


def show(tx: Tx, person: Person, ticket_id: int, run_id: int, *, cpt_licensed: bool = False) -> Earlier:
    """Return what a run found. Raises NotFound, Forbidden."""
    demand(person, Action.READ_TICKET)
    head = queries.head(tx, ticket_id)
    rows = queries.runs(tx, ticket_id) if head is not None else ()
    row = next((one for one in rows if one.lookup_run_id == run_id), None)
    if head is None or row is None:
        raise NotFound("There are no such lookups.")
    runs = tuple(_run(one, head.lookup_run_id) for one in rows)
    return Earlier(
        ticket_id,
        format_reference(ticket_id),
        head.subject,
        next(one for one in runs if one.id == run_id),
        runs,
        case_page.of_run(tx, row, cpt_licensed=cpt_licensed),
    )


def _run(row: AnyRow, shown: int | None) -> Run:
    return Run(
        row.lookup_run_id,
        row.made_at,
        row.on_date,
        row.date_said,
        row.codes,
        row.findings,
        len(row.said or ()),
        row.lookup_run_id == shown,
    )
