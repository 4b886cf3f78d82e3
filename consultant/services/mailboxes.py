"""Mailboxes: added and changed by the operator."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from consultant.db.base import add as add_row
from consultant.db.engine import Tx
from consultant.db.models import Mailbox
from consultant.db.queries import authorisations, mailboxes
from consultant.domain.authorisations import Login
from consultant.errors import UserError


@dataclass(frozen=True, slots=True)
class NewMailbox:
    """What the operator says about a mailbox; ``secret`` is the encrypted password, None where a provider signs in."""

    name: str
    address: str
    display_name: str
    host: str
    port: int
    tls: str
    username: str
    secret: bytes | None
    folder: str
    after_intake: str
    move_to: str | None
    who_may_ask: str
    allowed: tuple[str, ...]
    blocked: tuple[str, ...]
    read_from: datetime | None
    login: Login = Login.PASSWORD


def add(tx: Tx, new: NewMailbox) -> int:
    """Add a mailbox and return its id. Raises UserError naming what is wrong."""
    if mailboxes.by_name(tx, new.name) is not None:
        raise UserError(f"There is a mailbox called {new.name} already.")
    local, _, domain = new.address.partition("@")
    if not (local and domain) or any(letter.isspace() for letter in new.address):
        raise UserError(f"“{new.address}” is no mail address.")
    if new.address.lower() in mailboxes.addresses(tx):
        raise UserError(f"The address {new.address} belongs to another mailbox of this desk.")
    if new.after_intake == "move" and not new.move_to:
        raise UserError("To move mail after it was taken in, name the folder: --move-to FOLDER.")
    _check_askers(new.who_may_ask, new.allowed)
    kept = asdict(new) | {
        "address": new.address.lower(),
        "allowed": _patterns(new.allowed),
        "blocked": _patterns(new.blocked),
    }
    return add_row(tx, Mailbox, enabled=True, **kept)


@dataclass(frozen=True, slots=True)
class AskersChange:
    """What changes in who may ask a mailbox: domains and addresses that come to its lists, or leave them. None leaves the rule."""

    who_may_ask: str | None = None
    allow: tuple[str, ...] = ()
    disallow: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    unblock: tuple[str, ...] = ()


def change_askers(tx: Tx, name: str, change: AskersChange) -> Mailbox:
    """Change who may ask a mailbox, from the next mail on, and return it. Raises UserError naming what is wrong."""
    mailbox = named(tx, name)
    rule = change.who_may_ask or mailbox.who_may_ask
    allowed = _changed(mailbox.allowed, change.allow, change.disallow)
    _check_askers(rule, allowed)
    mailbox.who_may_ask, mailbox.allowed = rule, allowed
    mailbox.blocked = _changed(mailbox.blocked, change.block, change.unblock)
    return mailbox


def _check_askers(who_may_ask: str, allowed: Sequence[str]) -> None:
    if who_may_ask != "anyone" and not allowed:
        raise UserError("Name who may ask: --allow example.org, as often as needed.")


def _changed(kept: Sequence[str], more: Sequence[str], fewer: Sequence[str]) -> list[str]:
    gone = _patterns(fewer)
    missing = [pattern for pattern in gone if pattern not in kept]
    if missing:
        raise UserError(f"“{missing[0]}” is not in the list. Nothing was changed.")
    return [pattern for pattern in dict.fromkeys([*kept, *_patterns(more)]) if pattern not in gone]


def _patterns(written: Sequence[str]) -> list[str]:
    """Domains and addresses as they are compared: lower case; "@example.org" is its domain. Raises UserError."""
    found = [word.strip().lower().removeprefix("@") for word in written]
    wrong = next((one for one in found if not one or any(letter.isspace() for letter in one)), None)
    if wrong is not None:
        raise UserError(f"“{wrong}” is neither a domain nor an address.")
    return found


def named(tx: Tx, name: str) -> Mailbox:
    """Return the mailbox. Raises UserError."""
    found = mailboxes.by_name(tx, name)
    if found is None:
        raise UserError(f"There is no mailbox called {name}.")
    return found


def set_password(tx: Tx, name: str, secret: bytes) -> None:
    """Let a mailbox sign in with a password (encrypted); what a provider has granted is forgotten. Raises UserError."""
    mailbox = named(tx, name)
    mailbox.login, mailbox.secret = Login.PASSWORD, secret
    authorisations.forget(tx, mailbox.id)


@dataclass(frozen=True, slots=True)
class Server:
    """The SMTP server of a mailbox. ``secret``: the encrypted password for it; None signs in as the mailbox itself does."""

    host: str
    port: int
    tls: str
    username: str | None
    secret: bytes | None


def send_by(tx: Tx, name: str, server: Server | None) -> None:
    """Let a mailbox's mail leave through a server of its own, or through the desk's again. Raises UserError."""
    mailbox = named(tx, name)
    mailbox.smtp_host = server.host if server else None
    mailbox.smtp_port = server.port if server else None
    mailbox.smtp_tls = server.tls if server else None
    mailbox.smtp_username = server.username if server else None
    mailbox.smtp_secret = server.secret if server else None


def sign_with(tx: Tx, name: str, selector: str | None, secret: bytes | None) -> Mailbox:
    """Let a mailbox's mail leave with a DKIM signature (``secret``: the encrypted key), or without one. Raises UserError."""
    mailbox = named(tx, name)
    mailbox.dkim_selector, mailbox.dkim_secret = selector, secret
    return mailbox
