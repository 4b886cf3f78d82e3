"""Take a stored mail in: it makes or extends a ticket, is linked as a copy, or is parked with its cause."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from consultant.db import after
from consultant.db.base import fit
from consultant.db.engine import Tx
from consultant.db.models import Mailbox
from consultant.db.queries import inbound, jobs, mailboxes, messages, people, tickets
from consultant.db.queries.inbound import Stored
from consultant.domain.deadlines import due
from consultant.domain.desk import Desk
from consultant.domain.jobs import Acknowledge, AttachLookups, Job, ReadFiles
from consultant.domain.references import format_reference
from consultant.domain.tickets import OWED, Priority, State, Step, advance
from consultant.errors import Conflict
from consultant.mail.compose import may_acknowledge
from consultant.mail.hashes import content_hash
from consultant.mail.parsed import REPORTS, Address, Kind, Own, ParsedMail, Reading, Unreadable
from consultant.mail.subjects import NO_SUBJECT, ticket_subject
from consultant.mail.threads import Cause, JoinTicket, NewTicket, Park, Placement
from consultant.ports import Clock
from consultant.services import copies, plus, reports
from consultant.services.placing import HOUR, answerable, placement_of

ON_THE_WEB = "Written on the web, after a code that was mailed to this address."


@dataclass(frozen=True, slots=True)
class Taken:
    """The mail became a message."""

    ticket_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Parked:
    """The mail waits for a person."""

    cause: Cause


@dataclass(frozen=True, slots=True)
class Copied:
    """The mail is a copy of one that came before."""

    of: int


@dataclass(frozen=True, slots=True)
class Proved:
    """The mail was the desk's own test of a mailbox's plus address; nothing else comes of it."""

    mailbox_id: int


@dataclass(frozen=True, slots=True)
class Filed:
    """The mail was a server's report, and what it says stands in the outbox; nothing else comes of it."""

    outbound_id: int


Outcome = Taken | Parked | Copied | Proved | Filed


@dataclass(frozen=True, slots=True)
class Place:
    """Where mail is taken in: the mailbox, and all addresses of the desk. Read once for many mails."""

    mailbox: Mailbox
    own: Own


def place_of(tx: Tx, mailbox_id: int, desk: Desk) -> Place:
    """Return what is the same for every mail of a mailbox."""
    own = Own(addresses=mailboxes.addresses(tx), list_ids=desk.list_ids, authserv_id=desk.authserv_id)
    return Place(mailboxes.get(tx, mailbox_id), own)


def take_in(tx: Tx, stored: Stored, mail: Reading, at: Place, *, desk: Desk, clock: Clock) -> Outcome:
    """Decide where the mail belongs and write it there; the whole decision is one transaction of the caller.

    Raises Conflict when the mail was settled by somebody else meanwhile.
    """
    if isinstance(mail, Unreadable):
        return park(tx, stored.id, Cause.UNREADABLE, mail.reason)
    if stored.by_web:
        mail = replace(mail, kind=Kind.HUMAN)
    if mail.kind is Kind.LOOP and plus.settle_self_test(tx, stored.id, mail, at.mailbox, desk=desk, clock=clock):
        return Proved(at.mailbox.id)
    content = content_hash(mail)
    first = inbound.claim_content(tx, content, stored.id)
    if first != stored.id and copies.is_decided(tx, first):
        copies.link(tx, stored, mail, first, clock=clock)
        return Copied(first)
    placement = placement_of(tx, mail, at.mailbox, desk=desk, clock=clock)
    if stored.by_web and isinstance(placement, JoinTicket):
        placement = JoinTicket(placement.ticket_id, ON_THE_WEB)
    report = reports.settle(tx, mail, placement, at.mailbox.id, clock=clock)
    if report is not None and report.filed:
        return _file(tx, stored, report)
    placement = reports.placed(report, placement) if report is not None else placement
    asker: int | None = None
    if isinstance(placement, NewTicket) and mail.author is not None:
        now = clock.now()
        asker, asked = people.ensure_asker(tx, mail.author.key, mail.author.name, now=now, since=now - HOUR)
        if asked >= desk.mails_per_hour:
            placement = Park(Cause.OVER_BUDGET, f"The sender asked {asked} questions within the hour already.")
    if first != stored.id and isinstance(placement, Park) and copies.waits(tx, first):
        copies.link(tx, stored, mail, first, clock=clock)
        return Copied(first)
    outcome = write(tx, stored, mail, placement, at.own, asker=asker, report=report, desk=desk, clock=clock)
    if first != stored.id:
        copies.lead(tx, stored.id, first, content, clock=clock)
    return outcome


def write(
    tx: Tx,
    stored: Stored,
    mail: ParsedMail,
    placement: Placement,
    own: Own,
    *,
    asker: int | None = None,
    report: reports.Report | None = None,
    desk: Desk,
    clock: Clock,
) -> Outcome:
    """Write a mail where ``placement`` says. ``asker``: the author's row, ``report``: what a report changed, where known."""
    match placement:
        case JoinTicket(ticket_id, why):
            if mail.kind in REPORTS:
                reopens = mail.kind is Kind.BOUNCE and (report is None or report.reopens)
                return _add_report(tx, stored, mail, ticket_id, why, reopens=reopens, clock=clock)
            return _extend(tx, stored, mail, ticket_id, why, desk=desk, clock=clock)
        case NewTicket(why, linked_to):
            author = answerable(mail)
            if isinstance(author, Park):
                return park(tx, stored.id, author.cause, author.detail, mail=mail)
            return _open(tx, stored, mail, author, why, linked_to, own, asker=asker, desk=desk, clock=clock)
        case Park(cause, detail, ticket_id):
            return park(tx, stored.id, cause, detail, mail=mail, ticket_id=ticket_id)
        case _:
            assert_never(placement)


def park(
    tx: Tx, inbound_id: int, cause: Cause, detail: str, *, mail: ParsedMail | None = None, ticket_id: int | None = None
) -> Parked:
    """Keep a mail for a person's word, with its cause."""
    author = mail.author if mail else None
    settled = inbound.settle(
        tx,
        inbound_id,
        "parked",
        cause=cause,
        detail=detail,
        sender=author.address if author else None,
        subject=mail.subject if mail else None,
        ticket_id=ticket_id if ticket_id and tickets.exists(tx, ticket_id) else None,
    )
    if not settled:
        raise Conflict(copies.SETTLED)
    after.tell(tx, "parked", inbound_id=inbound_id)
    return Parked(cause)


def _open(
    tx: Tx,
    stored: Stored,
    mail: ParsedMail,
    author: Address,
    why: str,
    linked_to: int | None,
    own: Own,
    *,
    asker: int | None,
    desk: Desk,
    clock: Clock,
) -> Taken:
    now = clock.now()
    person_id = asker or people.ensure(tx, author.key, author.name, now=now)
    ticket_id = tickets.create(
        tx,
        mailbox_id=stored.mailbox_id,
        requester_id=person_id,
        subject=fit(ticket_subject(mail.subject)),
        state=State.NEW,
        priority=Priority.NORMAL,
        due_at=due(now, desk.answer_hours, desk.working),
        attention=1,
        unread=True,
        created_at=now,
        changed_at=now,
        linked_ticket_id=linked_to,
        acknowledged=False,
    )
    tickets.record(tx, ticket_id, "opened", now=now, actor="asker", inbound_id=stored.id)
    if linked_to is not None:
        tickets.record(
            tx, linked_to, "continued", now=now, actor="asker", other=ticket_id, reference=format_reference(ticket_id)
        )
        after.tell(tx, "ticket", ticket_id=linked_to)
    message_id = _add_message(tx, stored, mail, ticket_id, person_id, why, source="asker", clock=clock)
    wanted: list[tuple[Job, datetime]] = [(AttachLookups(ticket_id), now)]
    if not stored.quiet and may_acknowledge(mail, own.addresses):
        wanted.append((Acknowledge(ticket_id), now + desk.acknowledge_after))
    jobs.put_new(tx, wanted, now=now, ticket_id=ticket_id)
    return Taken(ticket_id, message_id)


def _extend(tx: Tx, stored: Stored, mail: ParsedMail, ticket_id: int, why: str, *, desk: Desk, clock: Clock) -> Taken:
    now = clock.now()
    ticket = tickets.lock(tx, ticket_id)
    author = mail.author
    person_id = people.ensure(tx, author.key, author.name, now=now) if author else None
    if mail.kind is Kind.AUTO_REPLY:
        return Taken(
            ticket_id, _add_message(tx, stored, mail, ticket_id, person_id, why, source="machine", clock=clock)
        )
    message_id = _add_message(tx, stored, mail, ticket_id, person_id, why, source="asker", clock=clock)
    state = advance(State(ticket.state), Step.ASKER_WRITES)
    if state != ticket.state:
        tickets.record(tx, ticket_id, "state", now=now, actor="asker", before=ticket.state, after=state)
    # A question that waits for the desk keeps its due time; one that comes back is due anew.
    due_at = ticket.due_at if ticket.state in OWED else due(now, desk.answer_hours, desk.working)
    tickets.change(tx, ticket_id, state=state, unread=True, changed_at=now, due_at=due_at)
    jobs.put(tx, AttachLookups(ticket_id), now=now, due_at=now, ticket_id=ticket_id)
    return Taken(ticket_id, message_id)


def _file(tx: Tx, stored: Stored, report: reports.Report) -> Filed:
    detail = "A server's report on a mail of ours; the outbox has what it says."
    if not inbound.settle(tx, stored.id, "discarded", detail=detail, ticket_id=report.ticket_id):
        raise Conflict(copies.SETTLED)
    return Filed(report.outbound_id)


def _add_report(
    tx: Tx, stored: Stored, mail: ParsedMail, ticket_id: int, why: str, *, reopens: bool, clock: Clock
) -> Taken:
    """A failed delivery brings the ticket back on top (``reopens``); a delay is a note in the thread."""
    now = clock.now()
    ticket = tickets.lock(tx, ticket_id)
    message_id = _add_message(tx, stored, mail, ticket_id, None, why, source="machine", clock=clock)
    if reopens:
        state = advance(State(ticket.state), Step.SEND_FAILS)
        tickets.change(tx, ticket_id, state=state, attention=0)
        tickets.record(tx, ticket_id, "bounced", now=now, before=ticket.state, after=state)
    return Taken(ticket_id, message_id)


def _add_message(
    tx: Tx,
    stored: Stored,
    mail: ParsedMail,
    ticket_id: int,
    person_id: int | None,
    why: str,
    *,
    source: str,
    clock: Clock,
) -> int:
    author = mail.author
    if not inbound.take(
        tx, stored.id, ticket_id=ticket_id, sender=author.address if author else None, subject=mail.subject
    ):
        raise Conflict(copies.SETTLED)
    losses = list(mail.flags)
    if stored.oversize:
        losses.insert(0, "larger than the mailbox takes: only its headers were fetched")
    message_id = tickets.add_message(
        tx,
        ticket_id=ticket_id,
        source=source,
        kind=mail.kind,
        person_id=person_id,
        at=stored.arrived_at or stored.stored_at,
        why_here=why,
        subject=fit(mail.subject or NO_SUBJECT),
        text=mail.text,
        visible=mail.visible,
        has_html=bool(mail.html),
        loss="; ".join(losses) or None,
        message_id=_bounded(mail.message_id),
        thread_references=" ".join((*mail.references, *mail.in_reply_to)) or None,
        inbound_id=stored.id,
        copied=", ".join(address.address for address in mail.cc) or None,
    )
    messages.add_attachments(tx, message_id, mail.attachments)
    if mail.attachments:
        jobs.put(tx, ReadFiles(message_id), now=clock.now(), due_at=clock.now(), ticket_id=ticket_id)
    after.tell(tx, "ticket", ticket_id=ticket_id)
    return message_id


def _bounded(message_id: str) -> str | None:
    """A Message-ID that an index can hold; a longer one threads nothing (RFC 5322 ends a line at 998 bytes)."""
    return message_id if message_id and len(message_id.encode()) <= 998 else None
