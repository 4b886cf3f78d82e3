"""Where a mail goes: what the desk will not take in, which ticket it belongs to, and who may ask."""

import re
from datetime import timedelta

from consultant.db.engine import Tx
from consultant.db.models import Mailbox
from consultant.db.queries import people, tickets
from consultant.domain.desk import Desk
from consultant.domain.references import find_reference
from consultant.domain.tickets import State
from consultant.mail.parsed import REPORTS, Address, ParsedMail
from consultant.mail.threads import (
    Cause,
    JoinTicket,
    NewTicket,
    Park,
    Placement,
    ancestors,
    place,
    ticket_of,
    token_ticket,
)
from consultant.ports import Clock
from consultant.services import plus

LONGEST_ADDRESS = 320
"""Bytes: 64 before the @ and 255 behind it (RFC 5321, 4.5.3.1)."""
HOUR = timedelta(hours=1)
_SPAM = tuple(
    (name, re.compile(sign, re.IGNORECASE))
    for name, sign in (
        ("X-Spam-Flag", r"\s*yes\b"),
        ("X-Spam-Status", r"\s*yes\b"),
        ("X-Spam", r"\s*yes\b"),
        ("X-Forefront-Antispam-Report", r"(?:.*;)?\s*SFV:SPM\b"),
    )
)
"""Headers of SpamAssassin, Rspamd and Exchange Online, and what they say of spam."""


def placement_of(tx: Tx, mail: ParsedMail, mailbox: Mailbox, *, desk: Desk, clock: Clock) -> Placement:
    """Decide where a mail goes, by the mail alone, by what is stored, and by the mailbox's rules."""
    placement = _refusal(mail, mailbox) or _place(tx, mail, mailbox, desk=desk, clock=clock)
    match placement:
        case NewTicket():
            asker = answerable(mail)
            return asker if isinstance(asker, Park) else _who_may_ask(mail, mailbox) or _spam(mail) or placement
        case JoinTicket(ticket_id):
            if (
                tickets.messages_since(tx, ticket_id, clock.now() - HOUR, at_most=desk.mails_per_hour)
                < desk.mails_per_hour
            ):
                return placement
            return Park(
                Cause.OVER_BUDGET, f"The ticket got {desk.mails_per_hour} mails within the hour already.", ticket_id
            )
        case Park():
            return placement


def answerable(mail: ParsedMail) -> Address | Park:
    """Return whom an answer to the mail would reach, or why it opens no ticket."""
    if mail.author is None:
        return Park(Cause.UNREADABLE, "The mail names no sender, so nobody could be answered.")
    if not mail.author.can_be_mailed:
        return Park(Cause.UNREADABLE, "No mail can be sent to the sender's address, so nobody could be answered.")
    return mail.author


def _refusal(mail: ParsedMail, mailbox: Mailbox) -> Park | None:
    author = mail.author
    if author is None:
        return None
    if len(author.key.encode()) > LONGEST_ADDRESS:
        return Park(Cause.UNREADABLE, "The sender's address is longer than mail allows, so nobody could be answered.")
    if _listed(author.key, mailbox.blocked):
        return Park(Cause.BLOCKED, "The sender is on this mailbox's block list.")
    if mail.authentication.dmarc == "fail":
        return Park(Cause.FAILED_AUTHENTICATION, "DMARC failed for the sender's domain.")
    return None


def _spam(mail: ParsedMail) -> Park | None:
    """What a filter on the mail's way marked waits for a person; who takes part in a ticket is heard all the same."""
    for name, sign in _SPAM:
        if any(sign.match(value) for value in mail.values(name)):
            return Park(Cause.SPAM, f"A filter on its way marked it ({name}).")
    return None


def _listed(address: str, patterns: list[str]) -> bool:
    domain = address.rpartition("@")[2]
    return any(
        pattern.lstrip("@") in {address, domain} or domain.endswith("." + pattern.lstrip("@")) for pattern in patterns
    )


def _place(tx: Tx, mail: ParsedMail, mailbox: Mailbox, *, desk: Desk, clock: Clock) -> Placement:
    def closed_long_ago(ticket_id: int) -> bool:
        state, changed_at = tickets.state_of(tx, ticket_id) or (State.OPEN, clock.now())
        return state == State.CLOSED and clock.now() - changed_at > desk.closed_long_ago

    def existing(ticket_id: int | None) -> int | None:
        return ticket_id if ticket_id is not None and tickets.exists(tx, ticket_id) else None

    letter = ticket_of(mail.message_id, key=desk.token_key, instance=desk.instance)
    if letter is not None and mail.kind not in REPORTS:
        return Park(Cause.LOOP, "It is a letter of ours, under another sender.", existing(letter))
    named = ancestors(mail)
    return place(
        mail,
        token_ticket=existing(token_ticket(mail, key=desk.token_key, instance=desk.instance)) if named else None,
        known_ids=tickets.tickets_of_message_ids(tx, mailbox.id, named, ours_alone=mail.kind in REPORTS),
        subject_ticket=existing(find_reference(mail.subject)),
        plus_ticket=existing(plus.ticket_named(mail, mailbox, desk=desk)),
        takes_part=lambda ticket_id, address: people.takes_part(tx, ticket_id, address),
        closed_long_ago=closed_long_ago,
        subject_of=lambda ticket_id: tickets.get(tx, ticket_id).subject,
    )


def _who_may_ask(mail: ParsedMail, mailbox: Mailbox) -> Park | None:
    author = mail.author
    if mailbox.who_may_ask == "anyone" or author is None or _listed(author.key, mailbox.allowed):
        return None
    if mailbox.who_may_ask == "invited":
        return Park(Cause.NOT_INVITED, "This mailbox takes questions from invited senders only.")
    return Park(Cause.UNKNOWN_DOMAIN, "This mailbox takes questions from known domains only.")
