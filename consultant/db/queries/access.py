"""Codes that open a thread on the web, and who may use one."""

from datetime import datetime

from sqlalchemy import delete, select

from consultant.db.base import add as add_row
from consultant.db.engine import Tx
from consultant.db.models import Participant, Person, ThreadCode, Ticket


def taking_part(tx: Tx, ticket_id: int, person_id: int) -> Person | None:
    """Return the person, if they take part in the ticket now: they asked, or somebody at the desk let them in."""
    requests = select(Ticket.requester_id).where(Ticket.id == ticket_id)
    joined = select(Participant.person_id).where(Participant.ticket_id == ticket_id)
    return tx.scalar(
        select(Person).where(Person.id == person_id, Person.id.in_(requests) | Person.id.in_(joined)).limit(1)
    )


def add(tx: Tx, ticket_id: int, person_id: int, code_hash: str, *, now: datetime, ends_at: datetime) -> int:
    """Keep a code's hash; return its row."""
    return add_row(
        tx, ThreadCode, ticket_id=ticket_id, person_id=person_id, code_hash=code_hash, made_at=now, ends_at=ends_at, tries=0
    )  # fmt: skip


def newest_unused(tx: Tx, ticket_id: int, person_id: int) -> ThreadCode | None:
    """Return the newest code that nobody has used, locked until ``tx`` ends."""
    return tx.scalar(
        select(ThreadCode)
        .where(ThreadCode.ticket_id == ticket_id, ThreadCode.person_id == person_id, ThreadCode.used_at.is_(None))
        .order_by(ThreadCode.id.desc())
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def get(tx: Tx, code_id: int) -> ThreadCode | None:
    return tx.get(ThreadCode, code_id)


def forget_unused(tx: Tx, ticket_id: int, person_id: int) -> None:
    """End the codes that were mailed and not used."""
    whose = (ThreadCode.ticket_id == ticket_id, ThreadCode.person_id == person_id)
    tx.connection().execute(delete(ThreadCode).where(*whose, ThreadCode.used_at.is_(None)))


def forget(tx: Tx, code_id: int) -> None:
    """End what a code opened."""
    tx.connection().execute(delete(ThreadCode).where(ThreadCode.id == code_id))


def forget_older(tx: Tx, ticket_id: int, person_id: int, before: datetime) -> None:
    """Forget codes that were made before a moment, used or not."""
    whose = (ThreadCode.ticket_id == ticket_id, ThreadCode.person_id == person_id)
    tx.connection().execute(delete(ThreadCode).where(*whose, ThreadCode.made_at < before))
