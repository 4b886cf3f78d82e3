"""Write a letter into a ticket: rendered, composed, frozen, and queued in the outbox. The one way out for every mail."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from consultant.db import after
from consultant.db.base import fit
from consultant.db.engine import Tx
from consultant.db.models import Mailbox, Ticket
from consultant.db.queries import jobs, mailboxes, messages, outbound, people, tickets
from consultant.domain.desk import Desk
from consultant.domain.jobs import DeliverEmail
from consultant.mail.compose import compose, envelope_address, sound_message_id
from consultant.mail.letters import SHIPPED, RenderedLetter
from consultant.mail.parsed import Address, Attachment
from consultant.mail.threads import new_message_id
from consultant.services import plus


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who gets a mail, and as what it leaves. ``form_key`` is unique: the same key twice is one mail."""

    kind: str
    cc: tuple[str, ...]
    form_key: str
    author_id: int | None
    author_name: str
    not_before: datetime
    machine: bool = False
    version: str = SHIPPED
    """Of the letter's templates."""
    attached: tuple[Attachment, ...] = ()
    linked: tuple[Attachment, ...] = ()
    """Files that the letter names by a link; their bytes are not part of the mail."""


def write(
    tx: Tx,
    ticket: Ticket,
    letter: RenderedLetter,
    envelope: Envelope,
    *,
    said: str,
    why: str,
    desk: Desk,
    now: datetime,
) -> int:
    """Write message, outbound row and job; return the outbound row's id. Nothing leaves before the caller commits."""
    mailbox = mailboxes.get(tx, ticket.mailbox_id)
    requester = people.get(tx, ticket.requester_id)
    thread = outbound.thread_of(tx, ticket.id)
    message_id = _new_message_id(ticket, mailbox, desk)
    cc = copied_to(envelope.cc, requester.address)
    reply_to = plus.reply_address(mailbox, ticket.id, desk=desk)
    raw = compose(
        letter,
        sender=Address(mailbox.display_name, mailbox.address),
        to=(Address(requester.name, requester.address),),
        cc=tuple(Address("", address) for address in cc),
        message_id=message_id,
        in_reply_to=next((one for one in reversed(thread) if sound_message_id(one)), ""),
        references=tuple(thread),
        date=now,
        headers={"Reply-To": reply_to} if reply_to else None,
        attachments=envelope.attached,
        machine=envelope.machine,
    )
    row_id = _add_message(
        tx, ticket, letter, envelope, said=said, why=why, message_id=message_id, thread=thread, cc=cc, now=now
    )
    outbound_id = outbound.add(
        tx,
        recipients=[(requester.address, "to"), *((address, "cc") for address in cc)],
        now=now,
        ticket_id=ticket.id,
        mailbox_id=mailbox.id,
        ticket_message_id=row_id,
        kind=envelope.kind,
        form_key=envelope.form_key,
        author_id=envelope.author_id,
        envelope_from="" if envelope.machine else mailbox.address,
        message_id=message_id,
        subject=fit(letter.subject),
        raw=raw,
        letter_version=envelope.version,
        not_before=envelope.not_before,
    )
    jobs.put(tx, DeliverEmail(outbound_id), now=now, due_at=envelope.not_before, ticket_id=ticket.id)
    after.tell(tx, "ticket", ticket_id=ticket.id)
    after.tell(tx, "outbox", outbound_id=outbound_id)
    return outbound_id


def copied_to(addresses: Iterable[str], requester: str) -> tuple[str, ...]:
    """Return the addresses in copy as SMTP wants them: each once, whatever its case, and never the requester's."""
    wanted = {envelope_address(address).lower(): envelope_address(address) for address in addresses}
    wanted.pop(requester.lower(), None)
    return tuple(wanted.values())


def _new_message_id(ticket: Ticket, mailbox: Mailbox, desk: Desk) -> str:
    return new_message_id(
        key=desk.token_key,
        instance=desk.instance,
        ticket_id=ticket.id,
        nonce=secrets.token_hex(8),
        domain=mailbox.address.rpartition("@")[2],
    )


def _add_message(
    tx: Tx,
    ticket: Ticket,
    letter: RenderedLetter,
    envelope: Envelope,
    *,
    said: str,
    why: str,
    message_id: str,
    thread: list[str],
    cc: tuple[str, ...],
    now: datetime,
) -> int:
    row_id = tickets.add_message(
        tx,
        ticket_id=ticket.id,
        source="machine" if envelope.machine else "desk",
        kind=envelope.kind,
        user_id=envelope.author_id,
        at=now,
        why_here=why,
        subject=fit(letter.subject),
        text=letter.text,
        visible=said,
        has_html=False,
        message_id=message_id,
        thread_references=" ".join(thread) or None,
        copied=", ".join(cc) or None,
    )
    messages.add_attachments(tx, row_id, (*envelope.attached, *envelope.linked))
    return row_id
