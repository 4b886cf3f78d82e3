"""What people at the desk do to a ticket. Every change is written into its history."""

from collections.abc import Iterable
from datetime import timedelta

from consultant.db import after
from consultant.db.engine import Tx
from consultant.db.queries import jobs, people, tickets
from consultant.domain.jobs import AttachLookups, TellAssigned
from consultant.domain.rights import Action, Person, demand
from consultant.domain.tickets import Priority, State, Step, advance
from consultant.errors import NotFound, UserError
from consultant.ports import Clock

TELL_AFTER = timedelta(minutes=1)
"""In which an assignment made by mistake is taken back, and nobody is told."""
TAGS_AT_MOST = 20
TAG_LENGTH = 40


def assign(tx: Tx, person: Person, ticket_id: int, assignee_id: int | None, *, clock: Clock) -> None:
    """Give the ticket to somebody, or to nobody. A new ticket that is given to somebody is open."""
    demand(person, Action.CHANGE_TICKET)
    ticket = tickets.lock(tx, ticket_id)
    assignee = None if assignee_id is None else tickets.user(tx, assignee_id)
    if assignee_id is not None and (assignee is None or not assignee.active):
        raise NotFound("There is no such person at the desk.")
    if ticket.assignee_id == assignee_id:
        return
    state = (
        advance(State(ticket.state), Step.CODER_TAKES)
        if assignee_id is not None and ticket.state == State.NEW
        else State(ticket.state)
    )
    event_id = _write(
        tx,
        person,
        ticket_id,
        "assigned",
        clock=clock,
        change={"assignee_id": assignee_id, "state": state},
        before=ticket.assignee_id,
        after=assignee_id,
    )
    if assignee_id is not None and assignee_id != person.user_id:
        now = clock.now()
        told = TellAssigned(ticket_id, assignee_id, event_id)
        jobs.put(tx, told, now=now, due_at=now + TELL_AFTER, ticket_id=ticket_id)


def change_state(tx: Tx, person: Person, ticket_id: int, step: Step, *, clock: Clock) -> None:
    """Take a step of the transition table. Raises InvalidTransition."""
    demand(person, Action.CHANGE_TICKET)
    ticket = tickets.lock(tx, ticket_id)
    state = advance(State(ticket.state), step)
    if state == ticket.state:
        return
    _write(
        tx,
        person,
        ticket_id,
        "state",
        clock=clock,
        change={"state": state, "attention": 1},
        before=ticket.state,
        after=state,
    )


def change_priority(tx: Tx, person: Person, ticket_id: int, priority: Priority, *, clock: Clock) -> None:
    demand(person, Action.CHANGE_TICKET)
    ticket = tickets.lock(tx, ticket_id)
    if ticket.priority != priority:
        _write(
            tx,
            person,
            ticket_id,
            "priority",
            clock=clock,
            change={"priority": priority},
            before=ticket.priority,
            after=priority,
        )


def change_tags(tx: Tx, person: Person, ticket_id: int, tags: Iterable[str], *, clock: Clock) -> None:
    """Set the ticket's tags: lower case, blanks folded, each once."""
    demand(person, Action.CHANGE_TICKET)
    tickets.lock(tx, ticket_id)
    wanted = sorted({" ".join(tag.lower().split()) for tag in tags} - {""})
    if len(wanted) > TAGS_AT_MOST or any(len(tag) > TAG_LENGTH for tag in wanted):
        raise UserError(f"A ticket takes {TAGS_AT_MOST} tags of {TAG_LENGTH} letters at most. Nothing was changed.")
    before = tickets.replace_tags(tx, ticket_id, wanted)
    if before != wanted:
        _write(tx, person, ticket_id, "tags", clock=clock, change={}, before=before, after=wanted)


def allow_machine_mail(tx: Tx, person: Person, ticket_id: int, *, clock: Clock) -> None:
    """Let machines write to the ticket's asker again, who had complained of such mail."""
    demand(person, Action.CHANGE_TICKET)
    ticket = tickets.lock(tx, ticket_id)
    if people.get(tx, ticket.requester_id).no_machine_mail_at is not None:
        people.set_no_machine_mail(tx, ticket.requester_id, since=None)
        _write(tx, person, ticket_id, "machine mail allowed", clock=clock, change={})


def look_up_again(tx: Tx, person: Person, ticket_id: int, *, clock: Clock) -> None:
    """Have lookups that failed for good tried anew; where none failed, nothing happens."""
    demand(person, Action.CHANGE_TICKET)
    tickets.lock(tx, ticket_id)
    if jobs.retry(tx, AttachLookups(ticket_id), now=clock.now()):
        _write(tx, person, ticket_id, "lookups again", clock=clock, change={})


def mark_read(tx: Tx, person: Person, ticket_id: int) -> None:
    """Take the unread mark off; opening is not a change of the ticket, the read log has it."""
    demand(person, Action.READ_TICKET)
    if tickets.get(tx, ticket_id).unread:
        tickets.change(tx, ticket_id, unread=False)
        after.tell(tx, "ticket", ticket_id=ticket_id)


def _write(
    tx: Tx, person: Person, ticket_id: int, what: str, *, clock: Clock, change: dict[str, object], **detail: object
) -> int:
    now = clock.now()
    tickets.change(tx, ticket_id, changed_at=now, **change)
    event_id = tickets.record(tx, ticket_id, what, now=now, actor="user", actor_id=person.user_id, **detail)
    after.tell(tx, "ticket", ticket_id=ticket_id)
    return event_id
