"""Authorise a mailbox with its provider, and keep what the provider grants. Who talks to the provider is the caller."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from consultant.db.engine import Tx
from consultant.db.queries import authorisations, mailboxes
from consultant.domain.authorisations import Login
from consultant.domain.rights import Action, Person, demand
from consultant.errors import NotFound, PermanentError, UserError
from consultant.ports import Clock

LIFE = timedelta(minutes=15)
"""How long a person has to come back from the provider."""


@dataclass(frozen=True, slots=True)
class Begun:
    """An authorisation that was begun; ``state`` is said to the provider, which says it back."""

    state: str = field(repr=False)
    login: Login
    username: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a person who came back had asked for."""

    mailbox_id: int
    login: Login


@dataclass(frozen=True, slots=True)
class Kept:
    """The refresh token that is kept for a mailbox, encrypted, and the end that the provider has named, if it has."""

    login: Login
    sealed: bytes = field(repr=False)
    ends_at: datetime | None


def begin(tx: Tx, person: Person | None, mailbox_id: int, login: Login, *, clock: Clock) -> Begun:
    """Begin an authorisation; ``person`` None is the operator at the command line. Raises Forbidden, NotFound."""
    _demand(person)
    mailbox = mailboxes.find(tx, mailbox_id)
    if mailbox is None or login is Login.PASSWORD:
        raise NotFound("There is no such mailbox, or no such way to sign in.")
    state, now = secrets.token_urlsafe(32), clock.now()
    authorisations.forget_before(tx, now)
    authorisations.begin(
        tx,
        state_sha256=_hash(state),
        mailbox_id=mailbox_id,
        login=login,
        user_id=person.user_id if person else None,
        until=now + LIFE,
    )
    return Begun(state, login, mailbox.username)


def claim(tx: Tx, person: Person | None, state: str, *, clock: Clock) -> Claimed:
    """Return what was begun with ``state``, once. Raises Forbidden, UserError."""
    _demand(person)
    row = authorisations.claim(tx, _hash(state), user_id=person.user_id if person else None, now=clock.now())
    if row is None:
        raise UserError(
            "This authorisation was used, is older than 15 minutes, or was begun elsewhere. Nothing was changed. Begin it again."
        )
    return Claimed(row.mailbox_id, Login(row.login))


def grant(tx: Tx, claimed: Claimed, sealed: bytes, *, ends_at: datetime | None, clock: Clock) -> None:
    """Keep a refresh token (encrypted): the mailbox signs in with it from now on."""
    authorisations.put(tx, claimed.mailbox_id, claimed.login, sealed=sealed, ends_at=ends_at, now=clock.now())


def kept(tx: Tx, mailbox_id: int) -> Kept:
    """Return the refresh token of a mailbox. Raises PermanentError that says what a person must do."""
    row = authorisations.kept(tx, mailbox_id)
    if row is None or row.login == Login.PASSWORD:
        raise PermanentError("authorisation: the mailbox signs in with a password, or is gone")
    how = f"do so in the dashboard, or with: consultant mailboxes authorise {row.name}"
    if row.refresh_token is None:
        raise PermanentError(f"authorisation: nobody has authorised the mailbox yet; {how}")
    if row.refused_at is not None:
        raise PermanentError(f"authorisation: the provider no longer lets the desk in; authorise again: {how}")
    return Kept(Login(row.login), row.refresh_token, row.ends_at)


def renew(tx: Tx, mailbox_id: int, sealed: bytes, *, used: bytes, ends_at: datetime | None, clock: Clock) -> bool:
    """Keep the refresh token that came for ``used``; False when a person has authorised meanwhile."""
    return authorisations.renew(tx, mailbox_id, used=used, sealed=sealed, ends_at=ends_at, now=clock.now())


def refuse(tx: Tx, mailbox_id: int, *, used: bytes, clock: Clock) -> bool:
    """Note that the provider does not accept ``used``; False when a person has authorised meanwhile."""
    return authorisations.refuse(tx, mailbox_id, used=used, now=clock.now())


def _demand(person: Person | None) -> None:
    if person is not None:
        demand(person, Action.SETTLE_MAILBOXES)


def _hash(state: str) -> str:
    return sha256(state.encode("utf-8", "replace")).hexdigest()
