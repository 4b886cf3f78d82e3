"""The asker's way into the thread on the web: a link, then a code that is mailed to the same address.

Whoever holds a link learns nothing but a masked address. What a code opens is this thread, for this person, for some hours.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta

from consultant.db.engine import Tx
from consultant.db.queries import access, mailboxes, outbound, tickets
from consultant.domain.desk import Desk
from consultant.domain.links import read
from consultant.domain.references import format_reference
from consultant.errors import NotFound
from consultant.mail.compose import envelope_address
from consultant.mail.letters import AccessCode
from consultant.mail.parsed import Address
from consultant.ports import Clock, Renderer
from consultant.services import letters, notices

CODE_LIVES = timedelta(minutes=15)
STAYS_OPEN = timedelta(hours=12)
TRIES = 5
CODES_PER_PERSON_HOUR = 5
CODES_PER_HOUR = 300
_DIGITS = 6
_HOUR = timedelta(hours=1)
_KIND = "access_code"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who acts in the web view: a person who takes part in a ticket, and nothing else that the desk has."""

    ticket_id: int
    person_id: int
    name: str
    address: str


def asker_of(tx: Tx, token: str, *, desk: Desk, clock: Clock) -> Asker:
    """Return whose link a token is. Raises NotFound when it is none, is over, or its person takes no part any more."""
    link = read(token, key=desk.link_key, now=clock.now())
    person = access.taking_part(tx, link.ticket_id, link.person_id) if link is not None else None
    if link is None or person is None:
        raise NotFound("This link opens nothing.")
    return Asker(link.ticket_id, person.id, person.name, person.address)


def masked(address: str) -> str:
    """Return as much of an address as its owner needs to know it: "dana@northfork.example" -> "d•••@n•••.example"."""
    local, _, domain = address.rpartition("@")
    host, dot, last = domain.rpartition(".")
    return f"{local[:1]}•••@{host[:1]}•••{dot}{last}"


def mail_code(tx: Tx, asker: Asker, *, renderer: Renderer, clock: Clock, desk: Desk) -> int | None:
    """Mail a new code, which ends the ones before; return its outbound id, or None where a budget is used up.

    No page may tell the two apart.
    """
    ticket = tickets.lock(tx, asker.ticket_id)
    person = access.taking_part(tx, asker.ticket_id, asker.person_id)
    now = clock.now()
    address = envelope_address(asker.address)
    if (
        person is None
        or person.no_machine_mail_at is not None
        or outbound.machine_mails_since(tx, now - _HOUR, address, kind=_KIND) >= CODES_PER_PERSON_HOUR
        or outbound.machine_mails_since(tx, now - _HOUR, kind=_KIND) >= CODES_PER_HOUR
    ):
        return None
    access.forget_unused(tx, ticket.id, person.id)
    access.forget_older(tx, ticket.id, person.id, now - STAYS_OPEN - CODE_LIVES)
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    row_id = access.add(tx, ticket.id, person.id, _hash(code, asker, desk), now=now, ends_at=now + CODE_LIVES)
    letter = AccessCode(
        reference=format_reference(ticket.id),
        code=f"{code[:3]} {code[3:]}",
        minutes=int(CODE_LIVES / timedelta(minutes=1)),
        desk=desk.name,
    )
    rendered, version = letters.render(tx, letter, renderer=renderer)
    return notices.send(
        tx,
        rendered,
        Address(person.name, person.address),
        kind=_KIND,
        form_key=f"{_KIND}:{row_id}:{secrets.token_hex(8)}",
        mailbox=mailboxes.get(tx, ticket.mailbox_id),
        now=now,
        ticket_id=ticket.id,
        version=version,
    )


def open_with(tx: Tx, asker: Asker, given: str, *, clock: Clock, desk: Desk) -> int | None:
    """Return what the code opened (for ``stays_open``), or None for a wrong, used or old one: a try is counted.

    The caller commits in both cases.
    """
    tickets.lock(tx, asker.ticket_id)
    row = access.newest_unused(tx, asker.ticket_id, asker.person_id)
    now = clock.now()
    if row is None or row.ends_at <= now or row.tries >= TRIES:
        return None
    row.tries += 1
    digits = "".join(letter for letter in given if letter.isascii() and letter.isdigit())
    if not hmac.compare_digest(row.code_hash, _hash(digits, asker, desk)):
        return None
    row.used_at = now
    return row.id


def stays_open(tx: Tx, asker: Asker, opened: int, *, clock: Clock) -> bool:
    """Say whether what a code opened is still open for this person and this thread."""
    row = access.get(tx, opened)
    return (
        row is not None
        and (row.ticket_id, row.person_id) == (asker.ticket_id, asker.person_id)
        and row.used_at is not None
        and clock.now() < row.used_at + STAYS_OPEN
    )


def close(tx: Tx, asker: Asker, opened: int, *, clock: Clock) -> None:
    """End what a code opened, on every browser that holds it."""
    if stays_open(tx, asker, opened, clock=clock):
        access.forget(tx, opened)


def _hash(code: str, asker: Asker, desk: Desk) -> str:
    return hmac.new(desk.code_key, f"{asker.ticket_id}:{asker.person_id}:{code}".encode(), hashlib.sha256).hexdigest()
