"""The outbox as people settle it: try again, cancel, or say what became of a mail whose fate is unknown."""

from datetime import datetime

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.models import OutboundMail
from consultant.db.queries import jobs, outbound, tickets
from consultant.domain.jobs import DeliverEmail
from consultant.domain.rights import Action, Person, demand
from consultant.domain.sending import BY_PERSONS, Delivery, Phase
from consultant.domain.tickets import State, Step, advance
from consultant.errors import Conflict, NotFound
from consultant.ports import Clock


def retry(tx: Tx, person: Person, outbound_id: int, *, clock: Clock) -> None:
    """Queue the mail again for the recipients that refused it or whose fate is unknown: a person's word for a second copy."""
    row = _open(tx, person, outbound_id, now=clock.now())
    again = [
        address
        for address, state in outbound.recipients(tx, row.id).items()
        if state in {Delivery.REFUSED, Delivery.UNKNOWN, Delivery.QUEUED}
    ]
    if not again:
        raise Conflict("Every recipient has this mail already, so it is not sent again.")
    now = clock.now()
    outbound.set_recipients(
        tx, row.id, dict.fromkeys(again, (Delivery.QUEUED, f"queued again by {person.name}")), now=now
    )
    outbound.requeue(tx, row.id, now=now)
    jobs.put(tx, DeliverEmail(row.id), now=now, due_at=now, ticket_id=row.ticket_id)
    _record(tx, person, row, "queued again", clock=clock, recipients=len(again))


def cancel(tx: Tx, person: Person, outbound_id: int, *, clock: Clock) -> None:
    """Give up on the recipients that do not have the mail; it will never be sent to them by itself.

    An asker who was still owed the answer has none now, so the ticket is open again, unless another answer followed.
    """
    row = _open(tx, person, outbound_id, now=clock.now())
    states = outbound.recipients(tx, row.id)
    ended = [address for address, state in states.items() if state in {Delivery.QUEUED, Delivery.REFUSED}]
    if not ended:
        raise Conflict("Nothing is left to cancel in this mail.")
    outbound.set_recipients(
        tx, row.id, dict.fromkeys(ended, (Delivery.CANCELLED, f"cancelled by {person.name}")), now=clock.now()
    )
    outbound.disclaim(tx, row.id)
    jobs.drop(tx, DeliverEmail(row.id))
    _record(tx, person, row, "sending cancelled", clock=clock, recipients=len(ended))
    owed = next(iter(states.values())) is Delivery.QUEUED  # the asker stands first
    if owed and row.ticket_id is not None and row.kind in BY_PERSONS and not outbound.written_after(tx, row):
        ticket = tickets.lock(tx, row.ticket_id)
        tickets.change(tx, ticket.id, state=advance(State(ticket.state), Step.ANSWER_WITHDRAWN), changed_at=clock.now())


def settle(tx: Tx, person: Person, outbound_id: int, address: str, *, arrived: bool, clock: Clock) -> None:
    """Write a person's word on an unknown fate: it arrived, or it did not."""
    row = _open(tx, person, outbound_id, now=clock.now())
    if outbound.recipients(tx, row.id).get(address) is not Delivery.UNKNOWN:
        raise Conflict("What became of this mail is known already. Reload the page to see it.")
    state = Delivery.SENT if arrived else Delivery.REFUSED
    word = f"{person.name} says that it {'arrived' if arrived else 'did not arrive'}"
    outbound.set_recipients(tx, row.id, {address: (state, word)}, now=clock.now())
    if not arrived and row.ticket_id is not None and row.kind in BY_PERSONS:
        # Nobody has the answer, so the ticket is open again, on top, as after a refusal.
        ticket = tickets.lock(tx, row.ticket_id)
        tickets.change(tx, ticket.id, state=advance(State(ticket.state), Step.SEND_FAILS), attention=0)
    _record(tx, person, row, "fate settled", clock=clock, arrived=arrived)


def _open(tx: Tx, person: Person, outbound_id: int, *, now: datetime) -> OutboundMail:
    """Return the mail, which no worker holds. One that fell silent before DATA holds it no longer than its claim says."""
    demand(person, Action.SETTLE_OUTBOX)
    row = outbound.lock(tx, outbound_id)
    if row is None:
        raise NotFound("There is no such mail in the outbox.")
    silent = row.phase == Phase.ENVELOPE and row.claimed_until is not None and row.claimed_until <= now
    if row.claim is not None and row.phase != Phase.IDLE and not silent:
        raise Conflict("The mail is being sent at this moment. Look again in a minute.")
    return row


def _record(tx: Tx, person: Person, row: OutboundMail, what: str, *, clock: Clock, **detail: object) -> None:
    now = clock.now()
    after.tell(tx, "outbox", outbound_id=row.id)
    if row.ticket_id is None:
        return
    tickets.record(
        tx, row.ticket_id, what, now=now, actor="user", actor_id=person.user_id, outbound_id=row.id, **detail
    )
    if not {Delivery.REFUSED, Delivery.UNKNOWN} & set(outbound.recipients(tx, row.id).values()):
        tickets.change(tx, row.ticket_id, attention=1)
    after.tell(tx, "ticket", ticket_id=row.ticket_id)
