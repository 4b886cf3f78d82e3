"""Copies of one mail that took different ways: they are one ticket, and what is decided on one counts for the others."""

from consultant.db.engine import Tx
from consultant.db.queries import inbound, jobs, mailboxes, tickets
from consultant.db.queries.inbound import Stored
from consultant.domain.jobs import ERASED_AFTER, EraseOriginal
from consultant.errors import Conflict
from consultant.mail.parsed import ParsedMail
from consultant.mail.threads import Cause
from consultant.ports import Clock

SETTLED = "Somebody else has settled this mail meanwhile."
OF_ONE_WAY = frozenset({Cause.BLOCKED, Cause.NOT_INVITED, Cause.UNKNOWN_DOMAIN, Cause.FAILED_AUTHENTICATION})
"""Causes that speak of one mailbox, or of the way to it: a copy that came otherwise is judged by itself."""


def is_decided(tx: Tx, first: int) -> bool:
    """Say whether what became of the first copy counts for the others too; if not, a copy is judged by itself."""
    state, cause = inbound.standing(tx, first)
    return state != "deleted" and not (state == "parked" and cause in OF_ONE_WAY)


def waits(tx: Tx, first: int) -> bool:
    """Say whether the first copy waits for a person."""
    return inbound.standing(tx, first)[0] == "parked"


def link(tx: Tx, stored: Stored, mail: ParsedMail, first: int, *, clock: Clock) -> None:
    """Say that a mail is a copy of ``first``; the ticket of that one, if it is part of one, notes it."""
    author = mail.author
    settled = inbound.settle(
        tx,
        stored.id,
        "duplicate",
        duplicate_of=first,
        sender=author.address if author else None,
        subject=mail.subject,
    )
    if not settled:
        raise Conflict(SETTLED)
    _note(tx, first, stored.id, stored.mailbox_id, clock=clock)


def lead(tx: Tx, inbound_id: int, first: int, content_hash: str, *, clock: Clock) -> None:
    """Put a copy into the place of the first one, which was deleted, or need not wait for a person any more."""
    inbound.move_claim(tx, content_hash, inbound_id)
    if inbound.settle(tx, first, "duplicate", duplicate_of=inbound_id):
        follow(tx, first, to=inbound_id, clock=clock)
        _note(tx, inbound_id, first, inbound.mailbox_of(tx, first), clock=clock)


def follow(tx: Tx, inbound_id: int, *, to: int, clock: Clock) -> None:
    """Note the copies of ``inbound_id`` in the ticket that ``to`` became part of."""
    for copy, mailbox_id in inbound.copies(tx, inbound_id):
        inbound.relink(tx, copy, duplicate_of=to)
        _note(tx, to, copy, mailbox_id, clock=clock)


def delete(tx: Tx, inbound_id: int, *, settled_by: int, clock: Clock) -> None:
    """Delete the copies of a mail that a person deleted: they say the same."""
    now = clock.now()
    for copy, _ in inbound.copies(tx, inbound_id):
        inbound.delete_copy(tx, copy, settled_by=settled_by, now=now)
        jobs.put(tx, EraseOriginal(copy), now=now, due_at=now + ERASED_AFTER)


def _note(tx: Tx, first: int, copy: int, mailbox_id: int, *, clock: Clock) -> None:
    state, _ = inbound.standing(tx, first)
    ticket_id = inbound.ticket_of(tx, first)
    if state != "taken" or ticket_id is None:
        return
    inbound.relink(tx, copy, duplicate_of=first, ticket_id=ticket_id)
    address = mailboxes.get(tx, mailbox_id).address
    tickets.record(tx, ticket_id, "copy arrived", now=clock.now(), mailbox=address, inbound_id=copy)
