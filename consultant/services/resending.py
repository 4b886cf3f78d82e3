"""Edit and resend: what did not arrive is a draft again, with the wrong address corrected. A person sends it, as a new mail."""

from collections.abc import Mapping

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.models import OutboundMail, Ticket
from consultant.db.queries import drafts, mailboxes, outbound, people, tickets
from consultant.domain.rights import Action, Person, demand
from consultant.domain.sending import BY_PERSONS, Delivery
from consultant.errors import Conflict, NotFound, UserError
from consultant.mail.addresses import read_addresses
from consultant.mail.parsed import address_key
from consultant.ports import Clock
from consultant.services import parcels

RESEND = "resend"
"""The box of the draft that remembers which mail is written anew."""
WRONG = "One of the addresses is not a mail address. Nothing was changed."


def edit(tx: Tx, person: Person, outbound_id: int, corrected: Mapping[str, str], *, clock: Clock) -> int:
    """Put the text of a mail that was refused back into the composer; return the ticket's id. Nothing is sent.

    ``corrected``: the addresses to take in the place of those that refused it. A corrected address of the asker is
    the ticket's from then on. Raises Conflict when nobody refused the mail, UserError for a wrong address.
    """
    demand(person, Action.ANSWER)
    row = outbound.get(tx, outbound_id)
    if row is None:
        raise NotFound("There is no such mail in the outbox.")
    refused = outbound.refused(tx, outbound_id)
    if row.ticket_id is None or row.kind not in BY_PERSONS or not refused:
        raise Conflict("Nobody refused this mail, or no person wrote it, so there is nothing to write anew.")
    ticket = tickets.lock(tx, row.ticket_id)
    instead = {one.address: _checked(tx, corrected.get(one.address, "") or one.address) for one in refused}
    for one in refused:
        if one.field == "to" and address_key(instead[one.address]) != address_key(one.address):
            _correct_asker(tx, person, ticket, instead[one.address], clock=clock)
    copied = ", ".join(instead[one.address] for one in refused if one.field == "cc")
    _keep(tx, person, row, ticket, copied, clock=clock)
    after.tell(tx, "ticket", ticket_id=ticket.id)
    return ticket.id


def replaced(tx: Tx, person: Person, ticket_id: int, *, clock: Clock) -> None:
    """Close the mail whose text the person has now sent anew: it waits for nobody any more."""
    number = drafts.load(tx, ticket_id, person.user_id, RESEND)
    if not number:
        return
    drafts.remove(tx, ticket_id, person.user_id, RESEND)
    ended = {
        one.address: (Delivery.CANCELLED, f"written anew by {person.name}; before: {one.answer or 'refused'}")
        for one in outbound.refused(tx, int(number))
    }
    if ended:
        outbound.set_recipients(tx, int(number), ended, now=clock.now(), before=(Delivery.REFUSED,))
        after.tell(tx, "outbox", outbound_id=int(number))


def _keep(tx: Tx, person: Person, row: OutboundMail, ticket: Ticket, copied: str, *, clock: Clock) -> None:
    text, _ = outbound.written(tx, row.id)
    typed = drafts.load(tx, ticket.id, person.user_id, "reply") or ""
    if text not in typed:
        text = f"{typed.rstrip()}\n\n{text}" if typed.strip() else text
        drafts.save(tx, ticket.id, person.user_id, "reply", text, now=clock.now())
    parcels.restore(tx, person, ticket.id, row.ticket_message_id, clock=clock)
    for box, kept in (("cc", copied), (RESEND, str(row.id))):
        if kept:
            drafts.save(tx, ticket.id, person.user_id, box, kept, now=clock.now())
        else:
            drafts.remove(tx, ticket.id, person.user_id, box)


def _checked(tx: Tx, text: str) -> str:
    address = text.strip()
    local, _, domain = address.rpartition("@")
    if not local or "." not in domain.strip(".") or [one.address for one in read_addresses(address, 2)] != [address]:
        raise UserError(WRONG)
    if address_key(address) in mailboxes.addresses(tx):
        raise UserError("That is an address of this desk itself. Nothing was changed.")
    return address


def _correct_asker(tx: Tx, person: Person, ticket: Ticket, address: str, *, clock: Clock) -> None:
    """Answers of the ticket go to the corrected address; whoever wrote from the old one still takes part."""
    now = clock.now()
    before = people.get(tx, ticket.requester_id)
    corrected = people.ensure(tx, address_key(address), before.name, now=now)
    people.join(tx, ticket.id, before.id, now=now)
    tickets.change(tx, ticket.id, requester_id=corrected, changed_at=now)
    tickets.record(
        tx,
        ticket.id,
        "address corrected",
        now=now,
        actor="user",
        actor_id=person.user_id,
        before=before.address,
        after=address_key(address),
    )
