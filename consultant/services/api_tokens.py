"""Tokens of the API: made once and shown once, kept as hashes, good for what their person may do."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from consultant.db.engine import Tx
from consultant.db.queries import tokens
from consultant.domain.rights import Person, Role
from consultant.errors import NotFound, UserError
from consultant.ports import Clock

PREFIX = "consultant_"
"""By which scanners of code and mail know a token that got out."""
LONGEST_NAME = 80
NOTED_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Made:
    """A new token. ``secret`` is nowhere else and never shown again."""

    id: int
    secret: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who asks. ``noted``: the token's use within the last hour is kept already."""

    person: Person
    token_id: int
    noted: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A good token as its person sees it."""

    id: int
    name: str
    made_at: datetime
    used_at: datetime | None


def make(tx: Tx, person: Person, name: str, *, clock: Clock) -> Made:
    """Make a token for a program of this person. Raises UserError when it has no name."""
    named = " ".join(name.split())[:LONGEST_NAME]
    if not named:
        raise UserError("Give the token a name: what the program is that will use it.")
    secret = PREFIX + secrets.token_urlsafe(32)
    return Made(tokens.put(tx, person.user_id, named, _hash(secret), now=clock.now()), secret)


def holder(tx: Tx, secret: str, *, clock: Clock) -> Holder | None:
    """Return whose token it is, or None for one that is not good."""
    found = tokens.holder(tx, _hash(secret))
    if found is None:
        return None
    token, user = found
    noted = token.used_at is not None and clock.now() - token.used_at < NOTED_EVERY
    return Holder(Person(user.id, Role(user.role), user.name), token.id, noted=noted)


def note_use(tx: Tx, token_id: int, *, clock: Clock) -> None:
    """Keep that a token was used now."""
    tokens.used(tx, token_id, now=clock.now())


def listed(tx: Tx, person: Person) -> tuple[Token, ...]:
    """Return the person's own tokens, the newest first."""
    return tuple(Token(row.id, row.name, row.made_at, row.used_at) for row in tokens.of_user(tx, person.user_id))


def revoke(tx: Tx, person: Person, token_id: int, *, clock: Clock) -> None:
    """End a token at once. Raises NotFound when it is none of the person's own."""
    if not tokens.revoke(tx, person.user_id, token_id, now=clock.now()):
        raise NotFound("There is no such token of yours; it may be revoked already.")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
