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
    user = users.by_email(tx, email)
    if user is None:
        raise UserError(f"There is no account for {email}.")
    user.password = password_hash
    user.fs_uniquifier = secrets.token_hex(16)
