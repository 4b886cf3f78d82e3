"""Parked mail: a person's word on what the desk would not decide alone."""

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.models import InboundMail
from consultant.db.queries import inbound, people, tickets
from consultant.domain.desk import Desk
from consultant.domain.rights import Action, Person, demand
from consultant.errors import Conflict, NotFound, UserError
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.mail.threads import JoinTicket, NewTicket
from consultant.ports import BlobStore, Clock
from consultant.services import intake


def take_in(
    tx: Tx, person: Person, inbound_id: int, *, ticket_id: int | None, blobs: BlobStore, desk: Desk, clock: Clock
) -> int:
    """Make a parked mail a message of ``ticket_id``, whose sender joins, or of a new ticket; return the ticket's id."""
    demand(person, Action.SETTLE_PARKED)
    row = _locked(tx, inbound_id)
    stored = inbound.lock(tx, inbound_id, states=("parked", "discarded"))
    mail = parse(blobs.get(row.sha256))
    if stored is None or not isinstance(mail, ParsedMail):
        raise UserError("This mail cannot be read, so it cannot become a message. Its original is kept.")
    own = intake.place_of(tx, row.mailbox_id, desk).own
    if mail.author is not None and own.has(mail.author.address):
        raise UserError("This mail names the desk itself as its sender, so nobody could be answered. It stays parked.")
    if ticket_id is None:
        placement: JoinTicket | NewTicket = NewTicket(f"Taken in by {person.name}.")
    else:
        tickets.lock(tx, ticket_id)
        if mail.author is not None:
            people.join(
                tx, ticket_id, people.ensure(tx, mail.author.key, mail.author.name, now=clock.now()), now=clock.now()
            )
        placement = JoinTicket(ticket_id, f"Let in by {person.name}.")
    outcome = intake.write(tx, stored, mail, placement, own, desk=desk, clock=clock)
    if not isinstance(outcome, intake.Taken):
        raise UserError("This mail names no sender, so it cannot become a message. Its original is kept.")
    tickets.record(
        tx, outcome.ticket_id, "let in", now=clock.now(), actor="user", actor_id=person.user_id, inbound_id=inbound_id
    )
    after.tell(tx, "parked", inbound_id=inbound_id)
    return outcome.ticket_id


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


def _locked(tx: Tx, inbound_id: int) -> InboundMail:
    row = inbound.get(tx, inbound_id)
    if row is None:
        raise NotFound("There is no such mail.")
    if inbound.lock(tx, inbound_id, states=("parked", "discarded")) is None:
        raise Conflict("Somebody else has decided on this mail meanwhile. Reload the page to see how.")
    return row
