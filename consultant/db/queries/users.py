"""People of the desk."""

from collections.abc import Sequence

from sqlalchemy import func, select

from consultant.db.engine import Tx
from consultant.db.models import User


def by_email(tx: Tx, email: str) -> User | None:
    """Return the user with this address, whatever its case."""
    return tx.scalar(select(User).where(func.lower(User.email) == email.lower()))


def every(tx: Tx) -> Sequence[User]:
    return tx.scalars(select(User).order_by(User.name)).all()


def name_of(tx: Tx, user_id: int) -> str:
    return tx.scalar(select(User.name).where(User.id == user_id)) or ""
