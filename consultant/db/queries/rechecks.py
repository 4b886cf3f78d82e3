"""Answered tickets looked through for codes that stand otherwise by now, and open ones that are read anew."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update

from consultant.db.base import per_dialect
from consultant.db.engine import Tx
from consultant.db.models import AnswerCheck, ChangedCode, LookupRun, Message, Ticket, TicketCode
from consultant.domain.tickets import ACTIVE


def open_tickets(tx: Tx, *, after: int, limit: int) -> list[int]:
    """Return open tickets that have lookups, by their ids behind ``after``."""
    query = select(Ticket.id).where(Ticket.id > after, Ticket.state.in_(ACTIVE), Ticket.lookup_run_id.is_not(None))
    return list(tx.scalars(query.order_by(Ticket.id).limit(limit)))


def answered(tx: Tx, *, since: datetime, after: int, limit: int) -> list[int]:
    """Return tickets that the desk answered since then, by their ids behind ``after``."""
    told = (
        select(Message.id)
        .where(Message.ticket_id == Ticket.id, Message.source == "desk", Message.kind == "answer", Message.at > since)
        .exists()
    )
    return list(tx.scalars(select(Ticket.id).where(Ticket.id > after, told).order_by(Ticket.id).limit(limit)))


def asked_codes(tx: Tx, ticket_ids: Iterable[int]) -> Sequence[Any]:
    """Return the codes that stood in the questions, with their standing and the day by which they were judged."""
    role = TicketCode.card["role"].as_string()
    return (
        tx.connection()
        .execute(
            select(
                TicketCode.ticket_id,
                TicketCode.system,
                TicketCode.code,
                TicketCode.status,
                LookupRun.on_date,
                LookupRun.date_said,
            )
            .join(Ticket, Ticket.lookup_run_id == TicketCode.run_id)
            .join(LookupRun, LookupRun.id == TicketCode.run_id)
            .where(Ticket.id.in_(tuple(ticket_ids)), TicketCode.found_by == "mention")
            .where(or_(role.is_(None), role != "quoted"))
            .order_by(TicketCode.ticket_id, TicketCode.position)
        )
        .all()
    )


def advised_codes(tx: Tx, ticket_ids: Iterable[int]) -> Sequence[Any]:
    """Return what the newest answer of each ticket advised, as it was found when it left."""
    newest = (
        select(func.max(AnswerCheck.message_id))
        .where(AnswerCheck.ticket_id.in_(tuple(ticket_ids)))
        .group_by(AnswerCheck.ticket_id)
    )
    columns = (AnswerCheck.ticket_id, AnswerCheck.codes, AnswerCheck.on_date, AnswerCheck.date_said)
    return tx.connection().execute(select(*columns).where(AnswerCheck.message_id.in_(newest))).all()


def _note(dialect: Any) -> Any:
    statement = dialect.insert(ChangedCode)
    new = statement.excluded
    values = ("answered", "on_date", "status_before", "status_after", "detail", "successors", "found_at")
    return statement.on_conflict_do_update(
        index_elements=[ChangedCode.ticket_id, ChangedCode.system, ChangedCode.code],
        # What somebody has seen to is shown again only when it stands otherwise once more.
        set_={**{name: getattr(new, name) for name in values}, "seen_at": None, "seen_by": None},
        where=ChangedCode.status_after != new.status_after,
    )


_NOTE = per_dialect(_note)


def note(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    """Write changes down; one that is known stays as it is."""
    if rows:
        tx.connection().execute(_NOTE(tx), [row | {"seen_at": None, "seen_by": None} for row in rows])


def forget(tx: Tx, keys: Iterable[tuple[int, str, str]]) -> None:
    """Take changes of (ticket, system, code) back: the code stands as it did."""
    wanted = set(keys)
    known = tx.connection().execute(
        select(ChangedCode.id, ChangedCode.ticket_id, ChangedCode.system, ChangedCode.code).where(
            ChangedCode.ticket_id.in_({ticket_id for ticket_id, _, _ in wanted})
        )
    )
    gone = [row.id for row in known if (row.ticket_id, row.system, row.code) in wanted]
    if gone:
        tx.connection().execute(delete(ChangedCode).where(ChangedCode.id.in_(gone)))


def see(tx: Tx, ticket_id: int, *, user_id: int, now: datetime) -> int:
    """Mark the changes of a ticket as seen to; return how many there were."""
    done = tx.connection().execute(
        update(ChangedCode)
        .where(ChangedCode.ticket_id == ticket_id, ChangedCode.seen_at.is_(None))
        .values(seen_at=now, seen_by=user_id)
    )
    return int(done.rowcount)
