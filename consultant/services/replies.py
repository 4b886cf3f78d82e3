"""Answers: previewed, queued once, withdrawn while there is time."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.models import OutboundMail, Ticket
from consultant.db.queries import answer_checks as answer_rows
from consultant.db.queries import draft_files, drafts, jobs, outbound, tickets
from consultant.domain.desk import Desk
from consultant.domain.jobs import DeliverEmail
from consultant.domain.rights import Action, Person, demand
from consultant.domain.sending import Delivery, Phase
from consultant.domain.sizes import in_words
from consultant.domain.tickets import State, Step, advance
from consultant.errors import Conflict, NotFound, StaleReply, UserError
from consultant.mail.letters import RenderedLetter
from consultant.ports import Catalogue, Clock, Renderer
from consultant.services import answer_checks, letters, parcels
from consultant.services.answer_checks import AnswerCheck
from consultant.services.answer_letters import Draft, letter_of
from consultant.services.parcels import Parcel
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
    files: tuple[Parcel, ...] = ()
    contents: Mapping[int, bytes] = field(default_factory=dict)
    """Of the files that fit into the mail, by their ids."""
    seen_files: frozenset[int] = frozenset()
    """What the page showed as leaving with the answer."""
    reason: str = ""
    """Why it leaves although a stop stands against its codes."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """The answer waits in the outbox until ``not_before``. ``repeated``: the same form had come before; nothing was added."""

    outbound_id: int
    not_before: datetime
    repeated: bool


def submit(
    tx: Tx, person: Person, answer: Answer, *, catalogue: Catalogue, renderer: Renderer, clock: Clock, desk: Desk
) -> Submitted:
    """Queue an answer; nothing leaves before the caller commits, nor before the undo window ends.

    The same form again is the same answer. Raises StaleReply when a newer message or note has come, Conflict when the form
    queued something else before, ReasonWanted when a stop stands against its codes and no reason is given,
    InvalidTransition, UserError for an empty text or a wrong address.
    """
    demand(person, Action.ANSWER)
    ticket = tickets.lock(tx, answer.ticket_id)
    before = outbound.by_form_key(tx, answer.form_key)
    if before is not None:
        return _repeated(tx, before, answer)
    _check(ticket, answer, tickets.newest_message_id(tx, ticket.id))
    _check_files(answer, {one.id for one in draft_files.of(tx, ticket.id, person.user_id)})
    checked = answer_checks.of(tx, ticket, answer.text, catalogue=catalogue)
    reason = answer_checks.settle(checked, answer.reason)
    now = clock.now()
    step = Step.CODER_ANSWERS if answer.then == "answered" else Step.CODER_ASKS_BACK
    state = advance(State(ticket.state), step)
    asked_back = answer.then == "waiting"
    draft = Draft(answer.text, asked_back, answer.files)
    letter, version = letters.render(tx, letter_of(tx, person, ticket, draft, desk=desk, now=now), renderer=renderer)
    envelope = Envelope(
        kind="question_back" if asked_back else "answer",
        cc=answer.cc,
        form_key=answer.form_key,
        author_id=person.user_id,
        author_name=person.name,
        not_before=now + desk.undo,
        version=version,
        attached=tuple(one.part(answer.contents[one.id]) for one in answer.files if one.attached),
        linked=tuple(one.part() for one in answer.files if not one.attached),
    )
    outbound_id = write(tx, ticket, letter, envelope, said=answer.text, why="Written at this desk.", desk=desk, now=now)
    _note(tx, person, ticket, outbound_id, state, checked, reason, now=now)
    _check_size(tx, outbound_id, parcels.limit(tx, ticket, desk))
    for box in ("reply", "cc", "reason"):
        drafts.remove(tx, ticket.id, person.user_id, box)
    draft_files.remove(tx, ticket.id, person.user_id)
    return Submitted(outbound_id, envelope.not_before, repeated=False)


def preview(
    tx: Tx,
    person: Person,
    ticket_id: int,
    text: str,
    *,
    asked_back: bool = False,
    renderer: Renderer,
    clock: Clock,
    desk: Desk,
) -> RenderedLetter:
    """Return the very letter that would leave: an answer, or a question back."""
    demand(person, Action.ANSWER)
    draft = Draft(text, asked_back, parcels.waiting(tx, person, ticket_id, desk=desk))
    letter = letter_of(tx, person, tickets.get(tx, ticket_id), draft, desk=desk, now=clock.now())
    return letters.render(tx, letter, renderer=renderer)[0]


def withdraw(tx: Tx, person: Person, outbound_id: int, *, clock: Clock) -> int:
    """Take an answer back before it leaves; its text and its copies are a draft again. Return the ticket's id. Raises Conflict when it left."""
    demand(person, Action.ANSWER)
    found = outbound.get(tx, outbound_id)
    if found is None or found.ticket_id is None:
        raise NotFound("There is no such answer in the outbox.")
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
    checked = answer_rows.of(tx, row.ticket_message_id or 0)
    if checked is not None and checked.reason:
        drafts.save(tx, ticket.id, person.user_id, "reason", checked.reason, now=now)
    parcels.restore(tx, person, ticket.id, row.ticket_message_id, clock=clock)
    after.tell(tx, "outbox", outbound_id=outbound_id)
    return ticket.id


def _note(
    tx: Tx,
    person: Person,
    ticket: Ticket,
    outbound_id: int,
    state: State,
    checked: AnswerCheck,
    reason: str | None,
    *,
    now: datetime,
) -> None:
    """Advance the ticket, write it into its history, and keep what was found in the answer."""
    before = ticket.state
    tickets.change(
        tx,
        ticket.id,
        state=state,
        unread=False,
        attention=1,
        changed_at=now,
        assignee_id=ticket.assignee_id or person.user_id,
    )
    against = {"stops": len(checked.stops), "reason": reason} if reason else {}
    tickets.record(
        tx,
        ticket.id,
        "answer queued",
        now=now,
        actor="user",
        actor_id=person.user_id,
        outbound_id=outbound_id,
        before=before,
        after=state,
        **against,
    )
    queued = outbound.get(tx, outbound_id)
    if queued is not None and queued.ticket_message_id is not None:
        answer_checks.keep(tx, ticket.id, queued.ticket_message_id, checked, reason, made_at=now)


def _repeated(tx: Tx, before: OutboundMail, answer: Answer) -> Submitted:
    """The answer that the same form queued. Raises Conflict where the form now says something else: nothing typed is dropped."""
    if before.ticket_id != answer.ticket_id:
        raise Conflict("This form belongs to another ticket. Reload the page; your text is kept in the draft.")
    if before.state == Delivery.CANCELLED:
        raise Conflict(
            "This answer was taken back. Nothing was sent; your text is kept. Send it once more if it is right."
        )
    if outbound.written(tx, before.id)[0].strip() != answer.text.strip():
        raise Conflict(
            "An answer from this form was sent before, as it stands in the thread. Nothing more was sent; "
            "your changed text is kept. Send it once more if the asker shall have it too."
        )
    return Submitted(before.id, before.not_before, repeated=True)


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


def _check_files(answer: Answer, waiting: set[int]) -> None:
    """What leaves is what the page showed and what is kept now, not a file more or less."""
    if not waiting == answer.seen_files == {one.id for one in answer.files}:
        raise StaleReply(
            "The files of this answer have changed since the page was shown. Look at them, then send. Your text is kept."
        )


def _check_size(tx: Tx, outbound_id: int, limit: int) -> None:
    row = outbound.get(tx, outbound_id)
    if row is not None and len(row.raw) > limit:
        raise UserError(
            f"The mail would have {in_words(len(row.raw))}, and {in_words(limit)} can leave. Shorten the text; it is kept."
        )


def due_words(due_at: datetime, now: datetime, zone: str) -> str:
    """Return when an answer is due, as a letter says it: "today by 5:00 PM EST", "by Tue 24 Nov, 10:00 AM EST"."""
    local, today = due_at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    clock = f"{local:%I:%M %p %Z}".lstrip("0")
    return f"today by {clock}" if local.date() == today else f"by {local:%a} {local.day} {local:%b}, {clock}"
