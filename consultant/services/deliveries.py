"""What became of an attempt to deliver: written per recipient, and brought to the ticket when a person must look."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.queries import jobs, outbound, tickets
from consultant.db.queries.outbound import Outbound
from consultant.domain.jobs import LookInSent
from consultant.domain.sending import BY_PERSONS, Delivery, derive
from consultant.domain.tickets import State, Step, advance
from consultant.ports import Clock
from consultant.services import reports

LOOK_AFTER = timedelta(minutes=3)
"""Until then a server has put what it took into the Sent folder, where it does so."""
_WORDS = {Delivery.SENT: "sent", Delivery.REFUSED: "refused", Delivery.UNKNOWN: "unknown"}
_NAMES = {"acknowledged": "acknowledgement", "access_code": "access code"}


def recover(tx: Tx, outbound_id: int, *, now: datetime) -> None:
    """Settle what a worker left behind that died: recipients in DATA are unknown, nobody knows whether the server took it."""
    states = outbound.recipients(tx, outbound_id)
    lost = [address for address, state in states.items() if state is Delivery.SENDING]
    if lost:
        words = "the worker was ended while the server was taking the mail; it may have arrived"
        outbound.set_recipients(tx, outbound_id, dict.fromkeys(lost, (Delivery.UNKNOWN, words)), now=now)
        _look_in_sent(tx, outbound_id, now=now)
        _tell_ticket(tx, outbound_id, Delivery.UNKNOWN, now=now)


def conclude(
    tx: Tx,
    mail: Outbound,
    known: Mapping[str, tuple[Delivery, str | None]],
    *,
    answer: str | None,
    retry_at: datetime,
    clock: Clock,
) -> bool | None:
    """Write an attempt's outcome. True: some recipients are still owed the mail. None: the claim was lost, nothing is written."""
    now = clock.now()
    before = outbound.recipients(tx, mail.id)
    # A report may have come back before the server's answer was written; what it settled stays.
    state = outbound.set_recipients(tx, mail.id, known, now=now, before=(Delivery.QUEUED, Delivery.SENDING))
    states = outbound.recipients(tx, mail.id)
    owed = Delivery.QUEUED in states.values()
    if not outbound.release(tx, mail.id, mail.claim, not_before=retry_at if owed else None, answer=answer):
        return None
    fresh = {state for address, state in states.items() if state is not before[address]}
    if Delivery.UNKNOWN in fresh:
        _look_in_sent(tx, mail.id, now=now)
    for trouble in (Delivery.UNKNOWN, Delivery.REFUSED):
        if trouble in fresh:
            _tell_ticket(tx, mail.id, trouble, now=now)
    if state is Delivery.SENT and derive(before.values()) is not Delivery.SENT:
        _tell_ticket(tx, mail.id, state, now=now)
    after.tell(tx, "outbox", outbound_id=mail.id)
    return owed


def give_up(tx: Tx, outbound_id: int, *, why: str, now: datetime) -> None:
    """Say that the desk itself cannot send a mail: whoever is still owed it counts as refused, and a person sees it."""
    owed = [address for address, state in outbound.recipients(tx, outbound_id).items() if state is Delivery.QUEUED]
    if owed:
        words = f"the desk could not send it ({why}); nothing was handed to the server"
        outbound.set_recipients(tx, outbound_id, dict.fromkeys(owed, (Delivery.REFUSED, words)), now=now)
        _tell_ticket(tx, outbound_id, Delivery.REFUSED, now=now)
        after.tell(tx, "outbox", outbound_id=outbound_id)


def found_in_sent(tx: Tx, outbound_id: int, *, now: datetime) -> None:
    """Settle a mail that lies in the Sent folder: the desk never writes there, so the server that took the mail did."""
    row = outbound.lock(tx, outbound_id)
    states = outbound.recipients(tx, outbound_id)
    unknown = [address for address, state in states.items() if state is Delivery.UNKNOWN]
    if row is None or not unknown:
        return
    words = "found in the Sent folder of the mailbox"
    outbound.set_recipients(tx, outbound_id, dict.fromkeys(unknown, (Delivery.SENT, words)), now=now)
    reports.settled(tx, row, "found in Sent", now=now)
    after.tell(tx, "outbox", outbound_id=outbound_id)


def _look_in_sent(tx: Tx, outbound_id: int, *, now: datetime) -> None:
    row = outbound.get(tx, outbound_id)
    jobs.put(tx, LookInSent(outbound_id), now=now, due_at=now + LOOK_AFTER, ticket_id=row.ticket_id if row else None)


def _tell_ticket(tx: Tx, outbound_id: int, state: Delivery, *, now: datetime) -> None:
    row = outbound.get(tx, outbound_id)
    if row is None or row.ticket_id is None:
        return
    ticket = tickets.lock(tx, row.ticket_id)
    what = f"{_NAMES.get(row.kind, 'answer')} {_WORDS[state]}"
    if state is Delivery.REFUSED and row.kind in BY_PERSONS:
        # Nobody has the answer, so the ticket is open again, on top.
        after_failure = advance(State(ticket.state), Step.SEND_FAILS)
        tickets.change(tx, ticket.id, state=after_failure, attention=0, changed_at=now)
    elif state is Delivery.UNKNOWN and row.kind in BY_PERSONS:
        tickets.change(tx, ticket.id, attention=0, changed_at=now)
    tickets.record(tx, ticket.id, what, now=now, outbound_id=outbound_id)
    after.tell(tx, "ticket", ticket_id=ticket.id)
