"""One ticket with everything beside it: one statement for each kind of thing, whatever its length."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from consultant.db.engine import Tx
from consultant.db.models import (
    AnswerCheck,
    Attachment,
    CaseFact,
    CaseFinding,
    Draft,
    Job,
    LookupRun,
    Mailbox,
    Message,
    Note,
    OutboundMail,
    OutboundRecipient,
    Participant,
    Person,
    ReadLog,
    SaidFact,
    StoredFile,
    Ticket,
    TicketCode,
    TicketEvent,
    TicketTag,
    User,
)
from consultant.db.queries.pages.rows import AnyRow

MESSAGES = 200
"""The newest messages of a ticket that one page shows."""
EVENTS = 300
RUNS = 200


def head(tx: Tx, ticket_id: int) -> AnyRow | None:
    """Return the ticket with its requester, assignee, mailbox and lookup run."""
    return tx.execute(
        select(
            Ticket.id,
            Ticket.subject,
            Ticket.state,
            Ticket.priority,
            Ticket.attention,
            Ticket.due_at,
            Ticket.unread,
            Ticket.created_at,
            Ticket.changed_at,
            Ticket.assignee_id,
            select(func.max(Message.id))
            .where(Message.ticket_id == ticket_id)
            .scalar_subquery()
            .label("newest_message_id"),
            Ticket.newest_note_id,
            Ticket.linked_ticket_id,
            Ticket.lookup_run_id,
            User.name.label("assignee"),
            Person.name.label("who"),
            Person.address.label("address"),
            Person.no_machine_mail_at,
            Mailbox.address.label("mailbox"),
            LookupRun.on_date,
            LookupRun.date_said,
            LookupRun.release_labels,
            LookupRun.made_at,
            LookupRun.missing,
        )
        .join(Person, Person.id == Ticket.requester_id)
        .join(Mailbox, Mailbox.id == Ticket.mailbox_id)
        .outerjoin(User, User.id == Ticket.assignee_id)
        .outerjoin(LookupRun, LookupRun.id == Ticket.lookup_run_id)
        .where(Ticket.id == ticket_id)
    ).first()


def messages(tx: Tx, ticket_id: int) -> Sequence[AnyRow]:
    """Return the newest messages with their authors and, for ours, what became of the sending; newest first."""
    author, colleague = aliased(Person), aliased(User)
    return tx.execute(
        select(
            Message.id,
            Message.source,
            Message.kind,
            Message.at,
            Message.why_here,
            Message.subject,
            Message.text,
            Message.visible,
            Message.has_html,
            Message.loss,
            Message.copied,
            Message.inbound_id,
            author.name.label("who"),
            author.address,
            colleague.id.label("user_id"),
            colleague.name.label("colleague"),
            OutboundMail.id.label("outbound_id"),
            OutboundMail.state.label("sending"),
            OutboundMail.not_before,
            OutboundMail.attempts,
            OutboundMail.last_answer,
            AnswerCheck.reason,
            AnswerCheck.findings,
        )
        .outerjoin(author, author.id == Message.person_id)
        .outerjoin(colleague, colleague.id == Message.user_id)
        .outerjoin(OutboundMail, OutboundMail.ticket_message_id == Message.id)
        .outerjoin(AnswerCheck, AnswerCheck.message_id == Message.id)
        .where(Message.ticket_id == ticket_id)
        .order_by(Message.id.desc())
        .limit(MESSAGES)
    ).all()


def attachments(tx: Tx, ticket_id: int) -> Sequence[AnyRow]:
    """Return the files of all messages of the ticket; inline pictures are marked."""
    return tx.execute(
        select(
            Attachment.id,
            Attachment.message_id,
            Attachment.filename,
            Attachment.content_type,
            Attachment.size,
            Attachment.inline,
            StoredFile.read_at.label("looked_at"),
            StoredFile.infection,
            StoredFile.remark,
            func.length(StoredFile.text).label("text"),
            StoredFile.pages,
        )
        .join(Message, Message.id == Attachment.message_id)
        .outerjoin(StoredFile, StoredFile.sha256 == Attachment.sha256)
        .where(Message.ticket_id == ticket_id)
        .order_by(Attachment.id)
    ).all()


def recipients(tx: Tx, ticket_id: int) -> Sequence[AnyRow]:
    """Return every recipient of the ticket's outgoing mail with what is known of it."""
    return tx.execute(
        select(
            OutboundRecipient.outbound_id,
            OutboundRecipient.address,
            OutboundRecipient.field,
            OutboundRecipient.state,
            OutboundRecipient.answer,
        )
        .join(OutboundMail, OutboundMail.id == OutboundRecipient.outbound_id)
        .where(OutboundMail.ticket_id == ticket_id)
        .order_by(OutboundRecipient.outbound_id, OutboundRecipient.position)
    ).all()


def notes(tx: Tx, ticket_id: int) -> Sequence[AnyRow]:
    return tx.execute(
        select(Note.id, Note.at, Note.text, Note.user_id, User.name)
        .join(User, User.id == Note.user_id)
        .where(Note.ticket_id == ticket_id)
        .order_by(Note.id.desc())
        .limit(MESSAGES)
    ).all()


def events(tx: Tx, ticket_id: int) -> Sequence[AnyRow]:
    """Return the newest of the ticket's history with the names of who acted; newest first."""
    return tx.execute(
        select(TicketEvent.id, TicketEvent.at, TicketEvent.actor, TicketEvent.what, TicketEvent.detail, User.name)
        .outerjoin(User, User.id == TicketEvent.actor_id)
        .where(TicketEvent.ticket_id == ticket_id)
        .order_by(TicketEvent.id.desc())
        .limit(EVENTS)
    ).all()


def participants(tx: Tx, ticket_id: int) -> Sequence[AnyRow]:
    return tx.execute(
        select(Person.address, Person.name)
        .join(Participant, Participant.person_id == Person.id)
        .where(Participant.ticket_id == ticket_id)
        .order_by(Person.address)
    ).all()


def tags(tx: Tx, ticket_id: int) -> Sequence[str]:
    return tx.scalars(select(TicketTag.tag).where(TicketTag.ticket_id == ticket_id).order_by(TicketTag.tag)).all()


def runs(tx: Tx, ticket_id: int) -> Sequence[AnyRow]:
    """Return every run of lookups over the ticket's question, newest first, with how much it found."""
    codes = select(func.count()).where(TicketCode.run_id == LookupRun.id).scalar_subquery()
    findings = select(func.count()).where(CaseFinding.run_id == LookupRun.id).scalar_subquery()
    return tx.execute(
        select(
            LookupRun.id.label("lookup_run_id"),
            LookupRun.on_date,
            LookupRun.date_said,
            LookupRun.release_labels,
            LookupRun.made_at,
            LookupRun.missing,
            LookupRun.said,
            codes.label("codes"),
            findings.label("findings"),
        )
        .where(LookupRun.ticket_id == ticket_id)
        .order_by(LookupRun.id.desc())
        .limit(RUNS)
    ).all()


def codes(tx: Tx, run_id: int) -> Sequence[AnyRow]:
    """Return the codes of a lookup run in their order."""
    return tx.execute(
        select(
            TicketCode.id,
            TicketCode.system,
            TicketCode.code,
            TicketCode.suffix,
            TicketCode.status,
            TicketCode.found_by,
            TicketCode.card,
        )
        .where(TicketCode.run_id == run_id)
        .order_by(TicketCode.position)
    ).all()


def findings(tx: Tx, run_id: int) -> Sequence[AnyRow]:
    return tx.execute(
        select(CaseFinding.severity, CaseFinding.title, CaseFinding.why, CaseFinding.source)
        .where(CaseFinding.run_id == run_id)
        .order_by(CaseFinding.position)
    ).all()


def facts(tx: Tx, run_id: int) -> Sequence[AnyRow]:
    return tx.execute(
        select(CaseFact.name, CaseFact.value, CaseFact.words, CaseFact.confidence)
        .where(CaseFact.run_id == run_id)
        .order_by(CaseFact.position)
    ).all()


def said(tx: Tx, ticket_id: int) -> Sequence[AnyRow]:
    """Return what coders say of the facts, where it holds, and who said it when."""
    return tx.execute(
        select(SaidFact.name, SaidFact.value, SaidFact.accepted, SaidFact.at, User.name.label("who"))
        .join(User, User.id == SaidFact.user_id)
        .where(SaidFact.ticket_id == ticket_id, SaidFact.taken_back_at.is_(None))
    ).all()


def lookup_job(tx: Tx, ticket_id: int) -> AnyRow | None:
    """Return the open or failed lookup job of the ticket: its attempts and when the desk gave up."""
    return tx.execute(
        select(Job.id, Job.attempts, Job.failed_at)
        .where(Job.ticket_id == ticket_id, Job.kind == "attach_lookups")
        .order_by(Job.id.desc())
        .limit(1)
    ).first()


def drafts(tx: Tx, ticket_id: int, user_id: int) -> Sequence[AnyRow]:
    return tx.execute(
        select(Draft.box, Draft.text, Draft.saved_at).where(Draft.ticket_id == ticket_id, Draft.user_id == user_id)
    ).all()


def last_read(tx: Tx, ticket_id: int, user_id: int) -> datetime | None:
    """Return when this person opened the ticket before now, or None."""
    return tx.scalar(
        select(func.max(ReadLog.at)).where(
            ReadLog.ticket_id == ticket_id, ReadLog.user_id == user_id, ReadLog.what == "ticket"
        )
    )
