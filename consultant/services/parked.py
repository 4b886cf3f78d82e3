"""Parked mail: a person's word on what the desk would not decide alone."""

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.models import InboundMail
from consultant.db.queries import files, inbound, jobs, people, tickets
from consultant.domain.desk import Desk
from consultant.domain.jobs import ERASED_AFTER, EraseOriginal
from consultant.domain.rights import Action, Person, demand
from consultant.errors import Conflict, NotFound, UserError
from consultant.mail.parse import parse
from consultant.mail.parsed import Kind, ParsedMail
from consultant.mail.threads import JoinTicket, NewTicket
from consultant.ports import BlobStore, Clock
from consultant.services import copies, intake

_PEOPLE = frozenset({Kind.HUMAN, Kind.LIST, Kind.LOOP})
"""Kinds whose sender may take part in a ticket: what a machine wrote is let in without it."""


def take_in(
    tx: Tx, person: Person, inbound_id: int, *, ticket_id: int | None, blobs: BlobStore, desk: Desk, clock: Clock
) -> int:
    """Make a parked mail a message of ``ticket_id``, whose sender joins, or of a new ticket; return the ticket's id."""
    demand(person, Action.SETTLE_PARKED)
    row = _locked(tx, inbound_id)
    stored = inbound.lock(tx, inbound_id, states=("parked", "discarded"))
    own = intake.place_of(tx, row.mailbox_id, desk).own
    mail = parse(blobs.get(row.sha256), own=own)
    if stored is None or not isinstance(mail, ParsedMail):
        raise UserError("This mail cannot be read, so it cannot become a message. Its original is kept.")
    if mail.author is not None and own.has(mail.author.address):
        raise UserError("This mail names the desk itself as its sender, so nobody could be answered. It stays parked.")
    if ticket_id is None:
        placement: JoinTicket | NewTicket = NewTicket(f"Taken in by {person.name}.")
    else:
        tickets.lock(tx, ticket_id)
        if mail.author is not None and mail.author.can_be_mailed and mail.kind in _PEOPLE:
            people.join(
                tx, ticket_id, people.ensure(tx, mail.author.key, mail.author.name, now=clock.now()), now=clock.now()
            )
        placement = JoinTicket(ticket_id, f"Let in by {person.name}.")
    outcome = intake.write(tx, stored, mail, placement, own, desk=desk, clock=clock)
    if not isinstance(outcome, intake.Taken):
        raise UserError(
            "This mail names no sender who could be answered, so it cannot become a ticket. It stays parked."
        )
    _record(tx, person, outcome.ticket_id, "let in", inbound_id, clock=clock)
    copies.follow(tx, inbound_id, to=inbound_id, clock=clock)
    after.tell(tx, "parked", inbound_id=inbound_id)
    return outcome.ticket_id


def reread(tx: Tx, person: Person, inbound_id: int, *, blobs: BlobStore, desk: Desk, clock: Clock) -> intake.Outcome:
    """Read a parked mail anew and decide anew, by the rules and settings of today; return what became of it."""
    demand(person, Action.SETTLE_PARKED)
    row = _locked(tx, inbound_id)
    stored = inbound.lock(tx, inbound_id, states=("parked",))
    if stored is None:
        raise Conflict("This mail was set aside. Bring it back first.")
    at = intake.place_of(tx, row.mailbox_id, desk)
    outcome = intake.take_in(tx, stored, parse(blobs.get(row.sha256), own=at.own), at, desk=desk, clock=clock)
    if isinstance(outcome, intake.Taken):
        _record(tx, person, outcome.ticket_id, "read again", inbound_id, clock=clock)
        copies.follow(tx, inbound_id, to=inbound_id, clock=clock)
    after.tell(tx, "parked", inbound_id=inbound_id)
    return outcome


def discard(tx: Tx, person: Person, inbound_id: int, *, clock: Clock) -> None:
    """Say that a mail is not for the desk. It is kept and can be brought back."""
    demand(person, Action.SETTLE_PARKED)
    _locked(tx, inbound_id)
    inbound.settle(tx, inbound_id, "discarded", settled_by=person.user_id, settled_at=clock.now())
    after.tell(tx, "parked", inbound_id=inbound_id)


def restore(tx: Tx, person: Person, inbound_id: int, *, clock: Clock) -> None:
    """Bring a discarded mail back to the parked ones."""
    demand(person, Action.SETTLE_PARKED)
    _locked(tx, inbound_id)
    inbound.settle(tx, inbound_id, "parked", settled_by=person.user_id, settled_at=clock.now())
    after.tell(tx, "parked", inbound_id=inbound_id)


def delete(tx: Tx, person: Person, inbound_id: int, *, clock: Clock) -> None:
    """Delete a parked mail and its copies for good: who wrote it and what about is gone at once, its bytes after ``ERASED_AFTER``.

    The row stays, so that the server's copy is not taken in again. Raises NotFound, Conflict, Forbidden.
    """
    demand(person, Action.SETTLE_PARKED)
    _locked(tx, inbound_id)
    now = clock.now()
    inbound.settle(
        tx, inbound_id, "deleted", sender=None, subject=None, detail=None, settled_by=person.user_id, settled_at=now
    )
    jobs.put(tx, EraseOriginal(inbound_id), now=now, due_at=now + ERASED_AFTER)
    copies.delete(tx, inbound_id, settled_by=person.user_id, clock=clock)
    after.tell(tx, "parked", inbound_id=inbound_id)


def erase(tx: Tx, inbound_id: int, *, blobs: BlobStore) -> None:
    """Erase the bytes of a deleted mail, unless another mail that is kept, or a file of one, is the same bytes."""
    row = inbound.get(tx, inbound_id)
    if row is None or row.state != "deleted" or inbound.kept_elsewhere(tx, row.sha256):
        return
    if files.get(tx, row.sha256) is None:
        blobs.erase(row.sha256)


def _record(tx: Tx, person: Person, ticket_id: int, what: str, inbound_id: int, *, clock: Clock) -> None:
    tickets.record(tx, ticket_id, what, now=clock.now(), actor="user", actor_id=person.user_id, inbound_id=inbound_id)


def _locked(tx: Tx, inbound_id: int) -> InboundMail:
    row = inbound.get(tx, inbound_id)
    if row is None:
        raise NotFound("There is no such mail.")
    if inbound.lock(tx, inbound_id, states=("parked", "discarded")) is None:
        raise Conflict("Somebody else has decided on this mail meanwhile. Reload the page to see how.")
    return row
