"""What servers report on mail of ours: who never got it, who has it, who complained. It settles the outbox row.

A report changes what is known and nothing else: no machine sends anything because of one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.models import OutboundMail
from consultant.db.queries import outbound, people, tickets
from consultant.domain.sending import Delivery
from consultant.mail.parsed import Kind, ParsedMail, Recipient, address_key
from consultant.mail.threads import Cause, JoinTicket, NewTicket, Park, Placement
from consultant.ports import Clock

ARRIVED = frozenset({"delivered", "relayed", "expanded"})
"""Actions of RFC 3464, section 2.3.3, that say that a mail was handed on."""
_MAY_FAIL = frozenset({Delivery.SENT, Delivery.UNKNOWN, Delivery.SENDING})
"""What a failure may change. A mail that waits to be sent again waits on a person's word, which a late report does not undo."""
_DOUBTED = _MAY_FAIL | {Delivery.QUEUED}
_UNBELIEVED = frozenset({Cause.BLOCKED, Cause.FAILED_AUTHENTICATION, Cause.UNREADABLE, Cause.OVER_BUDGET})


@dataclass(frozen=True, slots=True)
class Report:
    """Of which mail of ours a report speaks. ``ticket_id``: whose thread shows that mail, None for mail of the desk itself.

    ``reopens``: somebody who counted as having the mail does not have it, or the report does not say who.
    ``ours``: it names recipients of that mail alone or nobody. ``arrived``: it only says that the mail was handed on.
    """

    outbound_id: int
    ticket_id: int | None
    reopens: bool
    ours: bool
    arrived: bool

    @property
    def filed(self) -> bool:
        """Whether no person need look at it: the outbox says all that it says."""
        return self.arrived or (self.ticket_id is None and self.ours)


def settle(tx: Tx, mail: ParsedMail, placement: Placement, mailbox_id: int, *, clock: Clock) -> Report | None:
    """Write what a report says to the recipients of the mail that it names; None where it names none of ours.

    The mail is found by the Message-ID of the returned part, or by its envelope id, which is believed only from a
    report that names one of its recipients. Recipients that are not of that mail change nothing.
    """
    if not mail.recipients and not mail.returned_ids:
        return None
    if isinstance(placement, NewTicket) or (isinstance(placement, Park) and placement.cause in _UNBELIEVED):
        return None
    row = _mail_of(tx, mail, mailbox_id)
    if row is None:
        return None
    if mail.kind is Kind.COMPLAINT:
        _complain(tx, mail, row, now=clock.now())
        return None
    states = outbound.recipients(tx, row.id)
    told = _told(mail, states)
    failed = {
        address: (Delivery.REFUSED, _words(one, "reported as not delivered"))
        for address, one in told.items()
        if one.action == "failed" and states[address] in _MAY_FAIL
    }
    arrived = {
        address: (Delivery.SENT, _words(one, "reported as delivered"))
        for address, one in told.items()
        if one.action in ARRIVED and states[address] is Delivery.UNKNOWN
    }
    if failed or arrived:
        outbound.set_recipients(tx, row.id, {**failed, **arrived}, now=clock.now())
        after.tell(tx, "outbox", outbound_id=row.id)
    if arrived:
        settled(tx, row, "arrival reported", now=clock.now())
    doubted = any(one.action == "failed" and states[address] in _DOUBTED for address, one in told.items())
    unclear = mail.kind is Kind.BOUNCE and not mail.recipients and not told
    return Report(
        row.id,
        row.ticket_id if row.ticket_message_id is not None else None,
        reopens=doubted or unclear,
        ours=bool(told) or not mail.recipients,
        arrived=mail.kind is Kind.AUTO_REPLY,
    )


def placed(report: Report, placement: Placement) -> Placement:
    """Return where a report goes, now that the mail is known of which it speaks."""
    if isinstance(placement, Park) and report.ticket_id is not None and report.ours:
        return JoinTicket(report.ticket_id, "Joined as a report on our own mail, by the id of its envelope.")
    return placement


def settled(tx: Tx, row: OutboundMail, what: str, *, now: datetime) -> None:
    """Tell the ticket that a mail of unknown fate has arrived; nothing of it waits for a person then."""
    if row.ticket_id is None or row.ticket_message_id is None:
        return
    tickets.record(tx, row.ticket_id, what, now=now, outbound_id=row.id)
    if not {Delivery.REFUSED, Delivery.UNKNOWN} & set(outbound.recipients(tx, row.id).values()):
        tickets.change(tx, row.ticket_id, attention=1)
    after.tell(tx, "ticket", ticket_id=row.ticket_id)


def _mail_of(tx: Tx, mail: ParsedMail, mailbox_id: int) -> OutboundMail | None:
    found = outbound.by_message_ids(tx, mail.returned_ids)
    if found is not None:
        return outbound.lock(tx, found)
    number = mail.envelope_id
    if mail.kind is Kind.COMPLAINT or not number.isascii() or not number.isdecimal() or len(number) > 18:
        return None
    row = outbound.lock(tx, int(number))
    if row is None or row.mailbox_id != mailbox_id or not _told(mail, outbound.recipients(tx, row.id)):
        return None
    return row


def _told(mail: ParsedMail, states: Mapping[str, Delivery]) -> dict[str, Recipient]:
    """Return what the report says of each recipient of the mail; the only one is meant where a bounce names nobody."""
    known = {address_key(address): address for address in states}
    found: dict[str, Recipient] = {}
    for one in mail.recipients:
        address = known.get(address_key(one.address)) or known.get(address_key(one.original))
        if address is not None:
            found.setdefault(address, one)
    if not mail.recipients and mail.kind is Kind.BOUNCE and len(states) == 1:
        [address] = states
        found[address] = Recipient(address, "", "failed")
    return found


def _words(one: Recipient, otherwise: str) -> str:
    said = " ".join(word for word in (one.status, one.diagnostic) if word)
    return f"{otherwise}: {said}" if said else otherwise


def _complain(tx: Tx, mail: ParsedMail, row: OutboundMail, *, now: datetime) -> None:
    """Somebody marked a mail of ours as spam: no machine writes there any more, until a person lifts it."""
    states = outbound.recipients(tx, row.id)
    named = {address_key(one.address) for one in mail.recipients}
    who = [address for address in states if address_key(address) in named]
    if not who and len(states) == 1:
        who = list(states)  # most reports hide the address
    for address in who:
        people.set_no_machine_mail(tx, people.ensure(tx, address_key(address), "", now=now), since=now)
    gone = {address_key(address) for address in who}
    for outbound_id, address in outbound.waiting_of_machines(tx):
        if address_key(address) in gone:
            words = "the receiver complained of machine mail"
            outbound.set_recipients(tx, outbound_id, {address: (Delivery.CANCELLED, words)}, now=now)
            after.tell(tx, "outbox", outbound_id=outbound_id)
    if who and row.ticket_id is not None:
        tickets.record(tx, row.ticket_id, "complained", now=now, outbound_id=row.id)
        after.tell(tx, "ticket", ticket_id=row.ticket_id)
