"""Answers: previewed, queued once, withdrawn while there is time."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.models import Ticket
from consultant.db.queries import case, drafts, jobs, outbound, people, tickets
from consultant.domain.desk import Desk
from consultant.domain.jobs import DeliverEmail
from consultant.domain.references import format_reference
from consultant.domain.rights import Action, Person, demand
from consultant.domain.sending import Delivery, Phase
from consultant.domain.tickets import State, Step, advance
from consultant.errors import Conflict, NotFound, StaleReply, UserError
from consultant.mail.letters import Answer as AnswerLetter
from consultant.mail.letters import RenderedLetter
from consultant.ports import Clock, Renderer
from consultant.services.writing import Envelope, write

_ADDRESS = re.compile(r"[^@\s<>,;\"]{1,64}@[^@\s<>,;\"]{1,253}\.[^@\s<>,;\"]{2,63}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a coder sends. ``seen_message_id`` and ``seen_note_id``: the newest that the page showed when it was written."""

    ticket_id: int
    text: str
    cc: tuple[str, ...]
    form_key: str
    seen_message_id: int | None
    seen_note_id: int | None
    then: Literal["answered", "waiting"]


@dataclass(frozen=True, slots=True)
class Submitted:
    """The answer waits in the outbox until ``not_before``. ``repeated``: the same form had come before; nothing was added."""

    outbound_id: int
    not_before: datetime
    repeated: bool


def submit(tx: Tx, person: Person, answer: Answer, *, renderer: Renderer, clock: Clock, desk: Desk) -> Submitted:
    """Queue an answer; nothing leaves before the caller commits, nor before the undo window ends.

    Raises StaleReply when a newer message or note has come, InvalidTransition, UserError for an empty text or a wrong address.
    """
    demand(person, Action.ANSWER)
    ticket = tickets.lock(tx, answer.ticket_id)
    before = outbound.by_form_key(tx, answer.form_key)
    if before is not None:
        if before.ticket_id != answer.ticket_id:
            raise Conflict("This form belongs to another ticket. Reload the page; your text is kept in the draft.")
        return Submitted(before.id, before.not_before, repeated=True)
    _check(ticket, answer, tickets.newest_message_id(tx, ticket.id))
    now = clock.now()
    step = Step.CODER_ANSWERS if answer.then == "answered" else Step.CODER_ASKS_BACK
    state = advance(State(ticket.state), step)
    letter = renderer.render(_letter(tx, person, ticket, answer.text, desk=desk))
    envelope = Envelope(
        kind="answer" if answer.then == "answered" else "question_back",
        cc=answer.cc,
        form_key=answer.form_key,
        author_id=person.user_id,
        author_name=person.name,
        not_before=now + desk.undo,
    )
    outbound_id = write(tx, ticket, letter, envelope, said=answer.text, why="Written at this desk.", desk=desk, now=now)
    tickets.change(
        tx,
        ticket.id,
        state=state,
        unread=False,
        attention=1,
        changed_at=now,
        assignee_id=ticket.assignee_id or person.user_id,
    )
    tickets.record(
        tx,
        ticket.id,
        "answer queued",
        now=now,
        actor="user",
        actor_id=person.user_id,
        outbound_id=outbound_id,
        before=ticket.state,
        after=state,
    )
    for box in ("reply", "cc"):
        drafts.remove(tx, ticket.id, person.user_id, box)
    return Submitted(outbound_id, envelope.not_before, repeated=False)


def preview(tx: Tx, person: Person, ticket_id: int, text: str, *, renderer: Renderer, desk: Desk) -> RenderedLetter:
    """Return the very letter that would leave."""
    demand(person, Action.ANSWER)
    return renderer.render(_letter(tx, person, tickets.get(tx, ticket_id), text, desk=desk))


def withdraw(tx: Tx, person: Person, outbound_id: int, *, clock: Clock) -> int:
    """Take an answer back before it leaves; its text and its copies are a draft again. Return the ticket's id. Raises Conflict when it left."""
    demand(person, Action.ANSWER)
    found = outbound.get(tx, outbound_id)
    if found is None:
        raise NotFound("There is no such mail in the outbox.")
    ticket = tickets.lock(tx, found.ticket_id)
    row = outbound.lock(tx, outbound_id)
    now = clock.now()
    if (
        row is None
        or row.state != Delivery.QUEUED
        or row.phase != Phase.IDLE
        or row.attempts
        or row.claim is not None
        or row.not_before <= now
    ):
        raise Conflict(
            "The answer is already on its way, so it cannot be taken back. It stands in the thread as it was sent."
        )
    states = outbound.recipients(tx, outbound_id)
    outbound.set_recipients(
        tx, outbound_id, dict.fromkeys(states, (Delivery.CANCELLED, "withdrawn before it left")), now=now
    )
    jobs.drop(tx, DeliverEmail(outbound_id))
    state = advance(State(ticket.state), Step.ANSWER_WITHDRAWN)
    tickets.change(tx, ticket.id, state=state, changed_at=now)
    tickets.record(
        tx,
        ticket.id,
        "answer withdrawn",
        now=now,
        actor="user",
        actor_id=person.user_id,
        outbound_id=outbound_id,
        before=ticket.state,
        after=state,
    )
    text, copied = outbound.written(tx, outbound_id)
    drafts.save(tx, ticket.id, person.user_id, "reply", text, now=now)
    if copied:
        drafts.save(tx, ticket.id, person.user_id, "cc", copied, now=now)
    after.tell(tx, "ticket", ticket_id=ticket.id)
    after.tell(tx, "outbox", outbound_id=outbound_id)
    return ticket.id


def _check(ticket: Ticket, answer: Answer, newest_message_id: int) -> None:
    if not answer.text.strip():
        raise UserError("The answer is empty. Write it, then send.")
    wrong = [address for address in answer.cc if not _ADDRESS.fullmatch(address)]
    if wrong:
        raise UserError("One of the Cc addresses is not a mail address. Nothing was sent; your text is kept.")
    if (answer.seen_message_id or 0) < newest_message_id:
        raise StaleReply("A newer message came while you wrote. Read it, then send. Your text is kept.")
    if ticket.newest_note_id is not None and (answer.seen_note_id or 0) < ticket.newest_note_id:
        raise StaleReply("A newer internal note came while you wrote. Read it, then send. Your text is kept.")


def _letter(tx: Tx, person: Person, ticket: Ticket, text: str, *, desk: Desk) -> AnswerLetter:
    requester = people.get(tx, ticket.requester_id)
    run = case.shown_run(tx, ticket.lookup_run_id)
    return AnswerLetter(
        subject=ticket.subject,
        reference=format_reference(ticket.id),
        body=text,
        coder=person.name,
        greeting=requester.name.split(" ")[0] if requester.name and not _greets(text, requester.name) else "",
        date_of_service=f"{run.on_date.day} {run.on_date:%b %Y}" if run is not None and run.date_said else "",
        sources=tuple(run.release_labels) if run is not None else (),
        desk=desk.name,
    )


def _greets(text: str, name: str) -> bool:
    """Whether the coder's text begins with a greeting of its own."""
    first = text.strip().splitlines()[0] if text.strip() else ""
    return (
        len(first) <= 60
        and first.rstrip().endswith((",", ":"))
        and name.split(" ", maxsplit=1)[0].lower() in first.lower()
    )


def due_words(due_at: datetime, now: datetime, zone: str) -> str:
    """Return when an answer is due, as a letter says it: "today by 5:00 PM EST", "by Tue 24 Nov, 10:00 AM EST"."""
    local, today = due_at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    clock = f"{local:%I:%M %p %Z}".lstrip("0")
    return f"today by {clock}" if local.date() == today else f"by {local:%a} {local.day} {local:%b}, {clock}"
