"""What coders say of the facts of a case: in force, or taken back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from consultant.db.base import add as add_row
from consultant.db.engine import Tx
from consultant.db.models import SaidFact


def in_force(tx: Tx, ticket_id: int) -> Sequence[tuple[str, str | None]]:
    """Return name and value of what holds, by the order in which it was said."""
    rows = tx.connection().execute(
        select(SaidFact.name, SaidFact.value)
        .where(SaidFact.ticket_id == ticket_id, SaidFact.taken_back_at.is_(None))
        .order_by(SaidFact.id)
    )
    return [(row.name, row.value) for row in rows]


def say(tx: Tx, ticket_id: int, name: str, value: str | None, *, accepted: bool, user_id: int, now: datetime) -> int:
    """Let this hold in the place of what was said before; return the row's id."""
    take_back(tx, ticket_id, name, user_id=user_id, now=now)
    return add_row(
        tx,
        SaidFact,
        ticket_id=ticket_id,
        name=name,
        value=value,
        accepted=accepted,
        user_id=user_id,
        at=now,
        taken_back_at=None,
        taken_back_by=None,
    )


def take_back(tx: Tx, ticket_id: int, name: str, *, user_id: int, now: datetime) -> bool:
    """Let what was said of this fact hold no longer; False where nothing was."""
    done = tx.connection().execute(
        update(SaidFact)
        .where(SaidFact.ticket_id == ticket_id, SaidFact.name == name, SaidFact.taken_back_at.is_(None))
        .values(taken_back_at=now, taken_back_by=user_id)
    )
    return done.rowcount > 0
