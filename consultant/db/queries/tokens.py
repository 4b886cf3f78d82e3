"""Tokens of the API."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update

from consultant.db.base import add
from consultant.db.engine import Tx
from consultant.db.models import ApiToken, User


def put(tx: Tx, user_id: int, name: str, sha256: str, *, now: datetime) -> int:
    """Keep a token's hash; return its id."""
    return add(tx, ApiToken, user_id=user_id, name=name, sha256=sha256, made_at=now, used_at=None, revoked_at=None)


def holder(tx: Tx, sha256: str) -> tuple[ApiToken, User] | None:
    """Return a token that is good and whose it is, or None."""
    query = (
        select(ApiToken, User)
        .join(User, User.id == ApiToken.user_id)
        .where(ApiToken.sha256 == sha256, ApiToken.revoked_at.is_(None), User.active)
    )
    found = tx.execute(query).first()
    return None if found is None else (found[0], found[1])


def used(tx: Tx, token_id: int, *, now: datetime) -> None:
    tx.execute(update(ApiToken).where(ApiToken.id == token_id).values(used_at=now))


def of_user(tx: Tx, user_id: int) -> Sequence[ApiToken]:
    """Return the person's good tokens, the newest first."""
    query = select(ApiToken).where(ApiToken.user_id == user_id, ApiToken.revoked_at.is_(None))
    return tx.scalars(query.order_by(ApiToken.id.desc())).all()


def revoke(tx: Tx, user_id: int, token_id: int, *, now: datetime) -> bool:
    """End one of the person's tokens; False when it is none of theirs."""
    mine = (ApiToken.id == token_id, ApiToken.user_id == user_id, ApiToken.revoked_at.is_(None))
    return tx.connection().execute(update(ApiToken).where(*mine).values(revoked_at=now)).rowcount == 1
