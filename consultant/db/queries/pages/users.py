"""People of the desk, as pages need them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select, update

from consultant.db.engine import Tx
from consultant.db.models import User
from consultant.db.queries.pages.rows import AnyRow

_ACCOUNT = (User.id, User.email, User.name, User.role, User.password, User.active, User.fs_uniquifier, User.single_keys)


def account(
    tx: Tx, *, email: str | None = None, fs_uniquifier: str | None = None, user_id: int | None = None
) -> AnyRow | None:
    """Return the one account that matches, or None."""
    where: ColumnElement[bool]
    if fs_uniquifier is not None:
        where = User.fs_uniquifier == fs_uniquifier
    elif email is not None:
        where = func.lower(User.email) == email.strip().lower()
    else:
        where = User.id == user_id
    return tx.execute(select(*_ACCOUNT).where(where)).first()


def renew(tx: Tx, user_id: int, **values: Any) -> None:
    """Write columns of one user."""
    tx.execute(update(User).where(User.id == user_id).values(**values))


def desk(tx: Tx) -> Sequence[AnyRow]:
    """Return id, name and role of everybody who may be given a ticket, by name."""
    return tx.execute(
        select(User.id, User.name, User.role).where(User.active, User.role != "asker").order_by(User.name)
    ).all()
