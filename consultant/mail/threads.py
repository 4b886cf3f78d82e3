"""Which ticket a mail belongs to: signed tokens in our own Message-IDs, and the decision with its reason."""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from consultant.domain.references import find_reference
from consultant.mail.parsed import REPORTS, Kind, ParsedMail
from consultant.mail.subjects import base_subject, same_subject

_NONCE = re.compile(r"[0-9A-Za-z]{8,40}")
_TOKEN = re.compile(r"cq\.([0-9a-z]{8,40})\.([a-z2-7]{13})\.([a-z2-7]{26})", re.IGNORECASE)
_ID_BYTES = 8
_TAG_BYTES = 16


def new_message_id(*, key: bytes, instance: str, ticket_id: int, nonce: str, domain: str) -> str:
    """Return a Message-ID (without angle brackets) that names its ticket only to who holds ``key``.

    The ticket's number is masked and signed with a 128-bit tag over instance, ticket and nonce. ``nonce`` is 8 to 40
    ASCII letters and digits, fresh for each mail; its case does not count, for some gateways change it.
    Raises ValueError when nonce or ticket_id has another shape.
    """
    return f"{_token(key, instance, ticket_id, nonce)}@{domain}"


def ticket_of(message_id: str, *, key: bytes, instance: str) -> int | None:
    """Return the ticket of one of our own Message-IDs, or None when it is not ours, altered, or of another instance."""
    match = _TOKEN.fullmatch(message_id.strip().strip("<>").partition("@")[0])
    return _open(match, key=key, instance=instance) if match else None


def plus_address(address: str, *, key: bytes, instance: str, ticket_id: int, nonce: str) -> str:
    """Return ``address`` with a signed token as its plus part. Raises ValueError as ``new_message_id`` does."""
    local, _, domain = address.rpartition("@")
    return f"{local}+{_token(key, instance, ticket_id, nonce)}@{domain}"


def ticket_of_plus_address(address: str, *, key: bytes, instance: str) -> int | None:
    """Return the ticket of an address that ``plus_address`` made, or None."""
    match = _TOKEN.fullmatch(address.rpartition("@")[0].rpartition("+")[2])
    return _open(match, key=key, instance=instance) if match else None


def token_ticket(mail: ParsedMail, *, key: bytes, instance: str) -> int | None:
    """Return the ticket of the nearest signed Message-ID that a mail answers or reports on, or None."""
    for message_id in ancestors(mail):
        ticket_id = ticket_of(message_id, key=key, instance=instance)
        if ticket_id is not None:
            return ticket_id
    return None


def _token(key: bytes, instance: str, ticket_id: int, nonce: str) -> str:
    if not _NONCE.fullmatch(nonce):
        raise ValueError("a nonce is 8 to 40 ASCII letters and digits")
    if not 0 < ticket_id < 1 << 63:
        raise ValueError("a ticket id is a positive number of at most 63 bits")
    nonce = nonce.lower()
    number = ticket_id.to_bytes(_ID_BYTES, "big")
    masked = bytes(a ^ b for a, b in zip(number, _mac(key, b"mask", instance, nonce), strict=False))
    tag = _mac(key, b"sign", instance, nonce, number)[:_TAG_BYTES]
    return f"cq.{nonce}.{_encode(masked)}.{_encode(tag)}"


def _open(match: re.Match[str], *, key: bytes, instance: str) -> int | None:
    nonce = match[1].lower()
    masked, tag = _decode(match[2]), _decode(match[3])
    if (_encode(masked), _encode(tag)) != (match[2].lower(), match[3].lower()):
        return None  # spare bits are set: one token has one spelling
    number = bytes(a ^ b for a, b in zip(masked, _mac(key, b"mask", instance, nonce), strict=False))
    if not hmac.compare_digest(tag, _mac(key, b"sign", instance, nonce, number)[:_TAG_BYTES]):
        return None
    return int.from_bytes(number, "big")


def _mac(key: bytes, purpose: bytes, instance: str, nonce: str, number: bytes = b"") -> bytes:
    fields = (purpose, instance.encode(), nonce.encode(), number)
    # Lengths keep two neighbouring fields from being read as one.
    return hmac.new(key, b"".join(len(f).to_bytes(4, "big") + f for f in fields), hashlib.sha256).digest()


def _encode(data: bytes) -> str:
    return base64.b32encode(data).decode("ascii").rstrip("=").lower()


def _decode(text: str) -> bytes:
    return base64.b32decode(text.upper() + "=" * (-len(text) % 8))


def ancestors(mail: ParsedMail) -> tuple[str, ...]:
    """Return the Message-IDs that a mail names, nearest first."""
    return (*mail.in_reply_to, *reversed(mail.references), *mail.returned_ids)


class Cause(StrEnum):
    """Why a mail waits for a person's word."""

    UNREADABLE = "unreadable"
    LOOP = "loop"
    AUTOMATED = "automated"
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    SPAM = "spam"
    FAILED_AUTHENTICATION = "failed-authentication"
    STRANGER = "stranger-on-ticket"
    TOO_LARGE = "too-large"
    OVER_BUDGET = "over-budget"
    NOT_INVITED = "not-invited"
    UNKNOWN_DOMAIN = "unknown-domain"
    BLOCKED = "blocked"
    ERROR = "error"

    @property
    def sentence(self) -> str:
        """What happened, for a person."""
        return _SENTENCES[self]


_SENTENCES = {
    Cause.UNREADABLE: "The bytes could not be read as a mail. The original is kept.",
    Cause.LOOP: "Our own mail came back to us. Answering it could go round in circles.",
    Cause.AUTOMATED: "A machine wrote this, so nobody waits for an answer.",
    Cause.BOUNCE: "A delivery report about a mail that is not known here.",
    Cause.COMPLAINT: "A provider reports that somebody marked a mail of ours as spam.",
    Cause.SPAM: "A filter on the mail's way takes it for spam.",
    Cause.FAILED_AUTHENTICATION: "Our server could not confirm that the named sender wrote this.",
    Cause.STRANGER: "Somebody new answers a ticket that is known here.",
    Cause.TOO_LARGE: "The mail is larger than this mailbox takes.",
    Cause.OVER_BUDGET: "This sender wrote more mails within the hour than the desk takes from one address.",
    Cause.NOT_INVITED: "This mailbox answers invited senders only.",
    Cause.UNKNOWN_DOMAIN: "This mailbox answers known domains only.",
    Cause.BLOCKED: "The sender is on the block list.",
    Cause.ERROR: "Something went wrong while the mail was taken in. The original is kept.",
}


@dataclass(frozen=True, slots=True)
class JoinTicket:
    """The mail joins a ticket; ``why`` is shown on the message."""

    ticket_id: int
    why: str


@dataclass(frozen=True, slots=True)
class NewTicket:
    """The mail opens a ticket, linked to ``linked_to`` where it grew out of another one."""

    why: str
    linked_to: int | None = None


@dataclass(frozen=True, slots=True)
class Park:
    """The mail waits; ``ticket_id`` is the ticket that it would join once a person lets it in."""

    cause: Cause
    detail: str
    ticket_id: int | None = None


Placement: TypeAlias = JoinTicket | NewTicket | Park


def place(
    mail: ParsedMail,
    *,
    token_ticket: int | None,
    known_ids: Mapping[str, int],
    subject_ticket: int | None,
    takes_part: Callable[[int, str], bool],
    plus_ticket: int | None = None,
    closed_long_ago: Callable[[int], bool] = lambda _ticket_id: False,
    subject_of: Callable[[int], str | None] = lambda _ticket_id: None,
) -> Placement:
    """Decide where a mail goes, by the strongest evidence first, and say why.

    ``known_ids`` are stored Message-IDs of the same mailbox with their tickets (for a report, of our own letters alone);
    ``plus_ticket`` is given only where plus addresses are proved to arrive; every ticket named must exist. ``takes_part`` is asked with (ticket, address
    for comparing). ``subject_of`` gives a ticket's subject, or None to leave subjects alone.
    Source: the desk's mail rules, "Which ticket".
    """
    if mail.kind is Kind.LOOP:
        return Park(Cause.LOOP, "The sender is one of our own addresses, or the mail carries our own mark.")
    evidence = _evidence(mail, token_ticket, known_ids, plus_ticket, subject_ticket)
    if mail.kind in REPORTS:
        return _place_report(mail, evidence)
    if evidence is None:
        return _place_unrelated(mail)
    ticket_id, how = evidence
    author = mail.author
    if author is None or not takes_part(ticket_id, author.key):
        cause = Cause.AUTOMATED if mail.kind is Kind.AUTO_REPLY else Cause.STRANGER
        return Park(cause, f"It names the ticket by {how}, and its sender takes no part in it.", ticket_id)
    # A reference beside the tag of our letters was written by hand: whatever else the subject says, it means this ticket.
    named = find_reference(base_subject(mail.subject)) == ticket_id
    subject = None if named else subject_of(ticket_id)
    parted = _parted_because(mail, closed=closed_long_ago(ticket_id), ticket_subject=subject)
    if parted:
        return NewTicket(f"Names a ticket by {how}. {parted}, so a linked ticket was opened.", ticket_id)
    return JoinTicket(ticket_id, f"Joined by {how}. Sender already takes part.")


def _parted_because(mail: ParsedMail, *, closed: bool, ticket_subject: str | None) -> str:
    """Why a mail that answers a ticket opens another one, or ""."""
    if mail.kind is Kind.AUTO_REPLY:
        return ""
    if closed:
        return "That ticket was closed long ago"
    if ticket_subject is not None and not same_subject(mail.subject, ticket_subject):
        return "The subject is a new one"
    return ""


def _place_unrelated(mail: ParsedMail) -> Placement:
    if mail.kind is Kind.AUTO_REPLY:
        return Park(Cause.AUTOMATED, "It answers nothing of ours.")
    return NewTicket("Opened because the mail answers no ticket that is known here.")


def _evidence(
    mail: ParsedMail,
    token_ticket: int | None,
    known_ids: Mapping[str, int],
    plus_ticket: int | None,
    subject_ticket: int | None,
) -> tuple[int, str] | None:
    if token_ticket is not None:
        return token_ticket, "the signed reply token"
    for message_id in ancestors(mail):
        if message_id in known_ids:
            return known_ids[message_id], "the Message-ID that it answers"
    if plus_ticket is not None:
        return plus_ticket, "the signed reply address"
    if subject_ticket is not None:
        return subject_ticket, "the reference in the subject"
    return None


def _place_report(mail: ParsedMail, evidence: tuple[int, str] | None) -> Placement:
    """A server reports; it never takes part, so only a mail of ours that it names can place it."""
    if mail.kind is Kind.COMPLAINT:
        return Park(Cause.COMPLAINT, Cause.COMPLAINT.sentence, evidence[0] if evidence else None)
    if evidence is None or evidence[1].endswith("in the subject"):
        return Park(Cause.BOUNCE, Cause.BOUNCE.sentence, evidence[0] if evidence else None)
    what = "a delay" if mail.kind is Kind.DELAY else "a failed delivery"
    return JoinTicket(evidence[0], f"Joined as a report of {what} of our own mail.")
