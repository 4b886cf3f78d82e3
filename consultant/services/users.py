"""People who sign in."""

import secrets

from consultant.db.engine import Tx
from consultant.db.models import User
from consultant.db.queries import users
from consultant.domain.rights import Role
from consultant.errors import UserError
from consultant.ports import Clock


def add(tx: Tx, email: str, name: str, role: Role, password_hash: str, *, clock: Clock) -> int:
    """Add somebody and return the id. Raises UserError when the address is taken or is none, or the role does not sign in."""
    if role is Role.ASKER:
        raise UserError("Askers need no account: they write mail.")
    local, at, domain = email.partition("@")
    if not (local and at and domain) or " " in email:
        raise UserError(f"“{email}” is no mail address.")
    if users.by_email(tx, email) is not None:
        raise UserError(f"There is an account for {email} already.")
    user = User(
        email=email.lower(),
        name=name,
        role=role,
        password=password_hash,
        active=True,
        fs_uniquifier=secrets.token_hex(16),
        created_at=clock.now(),
        single_keys=True,
    )
    tx.add(user)
    tx.flush()
    return user.id


def set_password(tx: Tx, email: str, password_hash: str) -> None:
    """Replace a password; every session of the person ends. Raises UserError."""
    user = _known(tx, email)
    user.password = password_hash
    _end_sessions(user)


def change(tx: Tx, email: str, *, role: Role | None = None, name: str | None = None) -> User:
    """Change a role or a name, from the next page on, and return the row. Raises UserError."""
    user = _known(tx, email)
    if role is Role.ASKER:
        raise UserError("Askers need no account: they write mail.")
    if role is not None and role is not Role.ADMINISTRATOR:
        _keep_an_administrator(tx, user)
    user.role = role or user.role
    user.name = name or user.name
    return user


def leave(tx: Tx, email: str) -> int:
    """Let somebody sign in no longer and end their sessions; what they wrote stays. Return how many open tickets are theirs.

    Raises UserError.
    """
    user = _known(tx, email)
    _keep_an_administrator(tx, user)
    user.active = False
    _end_sessions(user)
    return users.open_tickets(tx, user.id)


def come_back(tx: Tx, email: str) -> None:
    """Let somebody who left sign in again. Raises UserError."""
    _known(tx, email).active = True


def _known(tx: Tx, email: str) -> User:
    user = users.by_email(tx, email)
    if user is None:
        raise UserError(f"There is no account for {email}.")
    return user


def _end_sessions(user: User) -> None:
    user.fs_uniquifier = secrets.token_hex(16)


def _keep_an_administrator(tx: Tx, user: User) -> None:
    others = [one for one in users.every(tx) if one.active and one.role == Role.ADMINISTRATOR and one.id != user.id]
    if user.active and user.role == Role.ADMINISTRATOR and not others:
        raise UserError(f"{user.email} is the only administrator. Add another one first. Nothing was changed.")
