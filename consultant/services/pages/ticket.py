"""The ticket page: conversation, case and what the composer needs, as one frozen value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from consultant.coding.facts import FactName
from consultant.db.engine import Tx
from consultant.db.queries.pages import ticket as queries
from consultant.db.queries.pages.rows import AnyRow
from consultant.domain.references import format_reference
from consultant.domain.rights import Action, Person, demand
from consultant.domain.tickets import State, Step, steps_from
from consultant.errors import NotFound
from consultant.services.pages import case as case_page
from consultant.services.pages import marks, people, thread

CHOICES: Mapping[Step, str] = {
    Step.CODER_TAKES: "Take it up",
    Step.CODER_ASKS_FOR_REVIEW: "Ask for review",
    Step.CODER_ASKS_BACK: "Wait for the asker",
    Step.CODER_ANSWERS: "Mark as answered",
    Step.CODER_CLOSES: "Close",
    Step.CODER_REOPENS: "Open again",
}
"""Steps that a person takes by hand, in the words of the button."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A step that the ticket's state allows."""

    step: Step
    words: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on top of the page."""

    id: int
    reference: str
    subject: str
    state: State
    priority: str
    failed: bool
    unread: bool
    due_at: datetime
    created_at: datetime
    assignee_id: int | None
    assignee: str | None
    who: str
    address: str
    no_machine_mail_at: datetime | None
    """Since when no machine writes to the asker, who complained of it."""
    mailbox: str
    tags: tuple[str, ...]
    linked: str | None
    linked_id: int | None
    choices: tuple[Choice, ...]

    @property
    def domain(self) -> str:
        """The domain of the requester's address, lower case."""
        return self.address.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person typed and did not send."""

    text: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Composer:
    """What the two boxes need beside the text."""

    reply: Draft | None
    note: Draft | None
    cc: str
    """Who was in copy of a reply that was taken back, parted by commas."""
    reason: str
    """Why a reply that was taken back had left against a stop."""
    copies: tuple[str, ...]
    """Addresses that took part or stood in Cc, offered as chips; none is chosen by itself."""
    seen_message_id: int | None
    seen_note_id: int | None


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest thing in the conversation that an open page may not have shown, for the stop before Send."""

    message_id: int | None
    note_id: int | None
    who: str | None
    at: datetime | None
    machine: bool


@dataclass(frozen=True, slots=True)
class TicketPage:
    """Everything on a ticket's page."""

    head: Head
    entries: tuple[thread.Entry, ...]
    history: tuple[thread.EventEntry, ...]
    """Every change, oldest first; the conversation shows those that it does not tell by itself."""
    case: case_page.Case
    composer: Composer
    newest: Newest
    colleagues: tuple[people.Colleague, ...]
    looked_at: datetime | None
    """When this person looked before."""


def last_look(tx: Tx, person: Person, ticket_id: int) -> datetime | None:
    """Return when the person opened the ticket before now."""
    return queries.last_read(tx, ticket_id, person.user_id)


def tags(tx: Tx, person: Person, ticket_id: int) -> tuple[str, ...]:
    """Return the ticket's tags. Raises Forbidden."""
    demand(person, Action.READ_TICKET)
    return tuple(queries.tags(tx, ticket_id))


def show(
    tx: Tx, person: Person, ticket_id: int, *, looked_at: datetime | None = None, cpt_licensed: bool = False
) -> TicketPage:
    """Return the page of a ticket. Raises NotFound, Forbidden."""
    demand(person, Action.READ_TICKET)
    row = queries.head(tx, ticket_id)
    if row is None:
        raise NotFound("There is no such ticket.")
    messages = queries.messages(tx, ticket_id)
    notes = queries.notes(tx, ticket_id)
    events = queries.events(tx, ticket_id)
    case = case_page.read(tx, row, cpt_licensed=cpt_licensed)
    entries = thread.assemble(
        messages,
        queries.attachments(tx, ticket_id),
        queries.recipients(tx, ticket_id),
        notes,
        events,
        read=_marked(row.subject, messages, case),
    )
    return TicketPage(
        head=_head(row, queries.tags(tx, ticket_id)),
        entries=entries,
        case=case,
        history=thread.history(reversed(events)),
        composer=_composer(
            row, queries.drafts(tx, ticket_id, person.user_id), queries.participants(tx, ticket_id), messages
        ),
        newest=_newest(person, messages, notes),
        colleagues=people.colleagues(tx),
        looked_at=looked_at,
    )


def _marked(subject: str, messages: Sequence[AnyRow], case: case_page.Case) -> dict[int, tuple[marks.Piece, ...]]:
    """Return the asker's messages with codes and facts marked, where the whole question is at hand."""
    if case.state != "ready" or len(messages) >= queries.MESSAGES:
        return {}
    asked = {row.id: row.visible for row in reversed(messages) if row.source == "asker"}
    # The sentence that asks is read, not marked: it would be most of a short mail.
    words = [line.words for line in case.facts.lines if line.name is not FactName.QUESTION_TYPE]
    begins = marks.starts(subject, asked)
    return {
        message_id: marks.pieces(text, begins[message_id], case.mentioned, words) for message_id, text in asked.items()
    }


def _head(row: AnyRow, tags: Sequence[str]) -> Head:
    state = State(row.state)
    allowed = steps_from(state)
    return Head(
        id=row.id,
        reference=format_reference(row.id),
        subject=row.subject,
        state=state,
        priority=row.priority,
        failed=row.attention == 0,
        unread=row.unread,
        due_at=row.due_at,
        created_at=row.created_at,
        assignee_id=row.assignee_id,
        assignee=row.assignee,
        who=row.who or row.address,
        address=row.address,
        no_machine_mail_at=row.no_machine_mail_at,
        mailbox=row.mailbox,
        tags=tuple(tags),
        linked=format_reference(row.linked_ticket_id) if row.linked_ticket_id else None,
        linked_id=row.linked_ticket_id,
        choices=tuple(Choice(step, words) for step, words in CHOICES.items() if step in allowed),
    )


def _composer(
    row: AnyRow, drafts: Sequence[AnyRow], taking_part: Sequence[AnyRow], messages: Sequence[AnyRow]
) -> Composer:
    kept = {draft.box: Draft(draft.text, draft.saved_at) for draft in drafts if draft.text}
    copies = [person.address for person in taking_part]
    if messages:
        newest = next((message for message in messages if message.source == "asker"), None)
        copies += (
            [address.strip().lower() for address in (newest.copied or "").split(",") if newest and "@" in address]
            if newest
            else []
        )
    own = {row.address.lower(), row.mailbox.lower()}
    return Composer(
        reply=kept.get("reply"),
        note=kept.get("note"),
        cc=kept["cc"].text if {"reply", "cc"} <= kept.keys() else "",
        reason=kept["reason"].text if {"reply", "reason"} <= kept.keys() else "",
        copies=tuple(dict.fromkeys(address for address in copies if address.lower() not in own)),
        seen_message_id=row.newest_message_id,
        seen_note_id=row.newest_note_id,
    )


def _newest(person: Person, messages: Sequence[AnyRow], notes: Sequence[AnyRow]) -> Newest:
    message, note = (messages[0] if messages else None), (notes[0] if notes else None)
    # An own answer counts too: it may have left from another window, and must not leave a second time unseen.
    unseen = [
        (item.at, "You" if item.user_id == person.user_id else item.colleague or item.who or item.address)
        for item in messages[:1]
    ]
    unseen += [(item.at, item.name) for item in notes[:1] if item.user_id != person.user_id]
    at, who = max(unseen, default=(None, None), key=lambda pair: pair[0])
    return Newest(
        message_id=message.id if message else None,
        note_id=note.id if note else None,
        who=who,
        at=at,
        machine=bool(message and message.source == "machine"),
    )
