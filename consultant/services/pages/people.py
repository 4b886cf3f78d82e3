"""Accounts and colleagues, as pages see them."""

from dataclasses import dataclass
from typing import Any

from consultant.db.engine import Tx
from consultant.db.queries.pages import users
from consultant.domain.rights import Person


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A person of the desk with what signing in needs."""

    id: int
    email: str
    name: str
    role: str
    password: str | None
    active: bool
    fs_uniquifier: str
    single_keys: bool


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may be given a ticket."""

    id: int
    name: str


def account(tx: Tx, **by: Any) -> AccountRow | None:
    """Return the account with this ``email``, ``fs_uniquifier`` or ``id``, or None."""
    if "id" in by:
        by["user_id"] = by.pop("id")
    row = users.account(tx, **by)
    if row is None:
        return None
    return AccountRow(
        row.id, row.email, row.name, row.role, row.password, row.active, row.fs_uniquifier, row.single_keys
    )


def renew(tx: Tx, user_id: int, *, password: str | None, fs_uniquifier: str) -> None:
    """Keep a renewed password hash and session mark."""
    users.renew(tx, user_id, password=password, fs_uniquifier=fs_uniquifier)


def switch_single_keys(tx: Tx, person: Person, *, on: bool) -> None:
    """Turn the person's own single-key shortcuts on or off (WCAG 2.1.4)."""
    users.renew(tx, person.user_id, single_keys=on)


def colleagues(tx: Tx) -> tuple[Colleague, ...]:
    """Return everybody who may be given a ticket, by name."""
    return tuple(Colleague(row.id, row.name) for row in users.desk(tx))
