"""People of the desk."""

from collections.abc import Sequence

from sqlalchemy import func, select

from consultant.db.engine import Tx
from consultant.db.models import Ticket, User
from consultant.domain.tickets import ACTIVE


def by_email(tx: Tx, email: str) -> User | None:
    """Return the user with this address, whatever its case."""
    return tx.scalar(select(User).where(func.lower(User.email) == email.lower()))


def every(tx: Tx) -> Sequence[User]:
    return tx.scalars(select(User).order_by(User.name)).all()


def name_of(tx: Tx, user_id: int) -> str:
    return tx.scalar(select(User.name).where(User.id == user_id)) or ""


def open_tickets(tx: Tx, user_id: int) -> int:
    """Return how many tickets that want work are assigned to somebody."""
    query = select(func.count()).where(Ticket.assignee_id == user_id, Ticket.state.in_(ACTIVE))
    return tx.execute(query).scalar_one()
