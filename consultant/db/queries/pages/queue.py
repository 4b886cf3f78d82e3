"""The queue in keyset order (attention, due_at, id), and the counts of its views.

Each view is walked along an index, once for each value of ``attention``: with that column fixed, the index already has
the order that the page wants, so a page costs the same at a hundred tickets and at a million.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, literal_column, select, tuple_, union_all

from consultant.db.engine import Tx
from consultant.db.models import (
    ChangedCode,
    InboundMail,
    Mailbox,
    OutboundMail,
    Person,
    Ticket,
    TicketCode,
    TicketTag,
    User,
)
from consultant.db.queries.pages.rows import AnyRow

ATTENTION = (0, 1)
"""Every value that ``tickets.attention`` takes, most urgent first."""
CAP = 100
"""Counting stops here; the page says "99+"."""

# Word for word the condition of the partial indexes: with bound values neither database would see that they apply.
_ACTIVE: ColumnElement[bool] = literal_column("(tickets.state NOT IN ('answered', 'closed'))")
_OPEN_MAIL: ColumnElement[bool] = literal_column(
    "(outbound_mails.state IN ('queued', 'sending', 'unknown', 'refused'))"
)
_PARKED: ColumnElement[bool] = literal_column("(inbound_mails.state = 'parked')")
_UNSEEN: ColumnElement[bool] = literal_column("(changed_codes.seen_at IS NULL)")

_ROW = (
    Ticket.id,
    Ticket.subject,
    Ticket.state,
    Ticket.priority,
    Ticket.attention,
    Ticket.due_at,
    Ticket.unread,
    Ticket.created_at,
    Ticket.changed_at,
    Ticket.lookup_run_id,
    Person.name.label("who"),
    Person.address.label("address"),
    User.id.label("assignee_id"),
    User.name.label("assignee"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tickets, in the columns' words. None leaves a column free; ``codes`` are readings of one word, any of which will do."""

    view: str
    user_id: int
    soon: datetime
    state: str | None = None
    priority: str | None = None
    assignee_id: int | None = None
    tag: str | None = None
    codes: tuple[str, ...] = ()
    tag_is_common: bool = False
    code_is_common: bool = False


COMMON = 1000
"""Rows from which on a tag or a code is looked for along the queue, and not the queue among its tickets."""


def weighed(tx: Tx, wanted: Wanted) -> Wanted:
    """Return ``wanted`` with what is common in it marked, which decides how the page is found."""
    return replace(
        wanted,
        tag_is_common=wanted.tag is not None and _is_common(tx, TicketTag.tag == wanted.tag),
        code_is_common=bool(wanted.codes) and _is_common(tx, TicketCode.code.in_(wanted.codes)),
    )


def _is_common(tx: Tx, where: ColumnElement[bool]) -> bool:
    some = select(literal_column("1")).where(where).limit(COMMON).subquery()
    return tx.execute(select(func.count()).select_from(some)).scalar_one() >= COMMON


def page(
    tx: Tx, wanted: Wanted, *, after: tuple[int, datetime, int] | None, limit: int, newest_first: bool = False
) -> Sequence[AnyRow]:
    """Return up to ``limit`` rows behind ``after`` in the view's order."""
    wanted = weighed(tx, wanted)
    order = (Ticket.due_at.desc(), Ticket.id.desc()) if newest_first else (Ticket.due_at, Ticket.id)
    parts = []
    for value in reversed(ATTENTION) if newest_first else ATTENTION:
        ids = select(Ticket.id).where(*conditions(wanted), Ticket.attention == literal_column(str(value)))
        if after is not None:
            passed = value > after[0] if newest_first else value < after[0]
            if passed:
                continue
            if value == after[0]:
                here, there = (
                    tuple_(Ticket.due_at, Ticket.id),
                    tuple_(literal(after[1], Ticket.due_at.type), literal(after[2])),
                )
                ids = ids.where(here < there if newest_first else here > there)
        parts.append(select(ids.order_by(*order).limit(limit).subquery().c.id))
    if not parts:
        return ()
    chosen = union_all(*parts).subquery()
    attention = Ticket.attention.desc() if newest_first else Ticket.attention
    return tx.execute(_rows().where(Ticket.id.in_(select(chosen.c.id))).order_by(attention, *order).limit(limit)).all()


def among(tx: Tx, wanted: Wanted, ids: Iterable[int]) -> Sequence[AnyRow]:
    """Return the rows of ``ids`` that belong to the view, in its order."""
    query = _rows().where(Ticket.id.in_(list(ids)), *conditions(wanted))
    return tx.execute(query.order_by(Ticket.attention, Ticket.due_at, Ticket.id)).all()


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(*_ROW)
        .select_from(Ticket)
        .join(Person, Person.id == Ticket.requester_id)
        .outerjoin(User, User.id == Ticket.assignee_id)
    )


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return what a ticket must satisfy to be in the view and pass the filters."""
    found = _of_view(wanted)
    if wanted.state is not None:
        found.append(Ticket.state == wanted.state)
    if wanted.priority is not None:
        found.append(Ticket.priority == wanted.priority)
    if wanted.assignee_id is not None:
        found.append(Ticket.assignee_id == wanted.assignee_id)
    # A seldom tag or code: from the few tickets that have it. A common one: along the queue, where it is met soon.
    if wanted.tag is not None and wanted.tag_is_common:
        found.append(exists().where(TicketTag.ticket_id == Ticket.id, TicketTag.tag == wanted.tag))
    elif wanted.tag is not None:
        found.append(Ticket.id.in_(select(TicketTag.ticket_id).where(TicketTag.tag == wanted.tag)))
    if wanted.codes and wanted.code_is_common:
        found.append(exists().where(TicketCode.run_id == Ticket.lookup_run_id, TicketCode.code.in_(wanted.codes)))
    elif wanted.codes:
        found.append(Ticket.lookup_run_id.in_(select(TicketCode.run_id).where(TicketCode.code.in_(wanted.codes))))
        found.append(Ticket.id.in_(select(TicketCode.ticket_id).where(TicketCode.code.in_(wanted.codes))))
    return found


def _of_view(wanted: Wanted) -> list[ColumnElement[bool]]:
    match wanted.view:
        case "mine":
            return [_ACTIVE, Ticket.assignee_id == wanted.user_id]
        case "unassigned":
            return [_ACTIVE, Ticket.assignee_id.is_(None)]
        case "due":
            return [_ACTIVE, Ticket.due_at <= wanted.soon, Ticket.state != "waiting"]
        case "waiting" | "review" | "answered":
            return [Ticket.state == wanted.view]
        case "failed":
            return [_ACTIVE, Ticket.attention == literal_column("0")]
        case _:
            return [] if wanted.state is not None else [_ACTIVE]


def codes(tx: Tx, run_ids: Iterable[int], *, each: int) -> Sequence[AnyRow]:
    """Return the first ``each`` codes of each lookup run, in their order."""
    query = (
        select(TicketCode.ticket_id, TicketCode.system, TicketCode.code, TicketCode.suffix, TicketCode.status)
        .where(TicketCode.run_id.in_(list(run_ids)), TicketCode.position < each)
        .order_by(TicketCode.run_id, TicketCode.position)
    )
    return tx.execute(query).all()


def tags(tx: Tx, ids: Iterable[int]) -> Sequence[AnyRow]:
    """Return the tags of tickets, in alphabetical order."""
    query = (
        select(TicketTag.ticket_id, TicketTag.tag)
        .where(TicketTag.ticket_id.in_(list(ids)))
        .order_by(TicketTag.ticket_id, TicketTag.tag)
    )
    return tx.execute(query).all()


VIEWS = ("mine", "unassigned", "due", "review", "waiting", "failed", "all")


def counts(tx: Tx, wanted: Wanted) -> AnyRow:
    """Return the capped counts of all views, of parked and outgoing mail and of answers to look at again, and how the
    mailboxes do, in one statement.
    """
    columns: list[ColumnElement[Any]] = [_capped(replace(wanted, view=view), view) for view in VIEWS]
    parked = select(InboundMail.id).where(_PARKED).limit(CAP).subquery()
    outgoing = select(OutboundMail.id).where(_OPEN_MAIL).limit(CAP).subquery()
    columns.append(select(func.count()).select_from(parked).scalar_subquery().label("parked"))
    columns.append(select(func.count()).select_from(outgoing).scalar_subquery().label("outbox"))
    changed = select(ChangedCode.ticket_id).where(_UNSEEN).distinct().limit(CAP).subquery()
    columns.append(select(func.count()).select_from(changed).scalar_subquery().label("rechecks"))
    columns.append(select(func.min(Mailbox.heard_at)).where(Mailbox.enabled).scalar_subquery().label("heard_at"))
    columns.append(select(func.min(Mailbox.trouble)).where(Mailbox.enabled).scalar_subquery().label("trouble"))
    columns.append(
        select(func.count()).select_from(Mailbox).where(Mailbox.enabled).scalar_subquery().label("mailboxes")
    )
    return tx.execute(select(*columns)).one()


def _capped(wanted: Wanted, name: str) -> ColumnElement[int]:
    if wanted.view == "due":
        # One part for each attention, so that the range of due times is the end of the index walk.
        parts = [
            select(Ticket.id).where(*conditions(wanted), Ticket.attention == literal_column(str(value))).limit(CAP)
            for value in ATTENTION
        ]
        some = union_all(*[select(part.subquery().c.id) for part in parts]).limit(CAP).subquery()
    else:
        some = select(Ticket.id).where(*conditions(wanted)).limit(CAP).subquery()
    return select(func.count()).select_from(some).scalar_subquery().label(name)
