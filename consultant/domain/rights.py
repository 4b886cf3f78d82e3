"""Who may do what: one table, asked by every use case with the acting person."""

from dataclasses import dataclass
from enum import StrEnum

from consultant.errors import Forbidden


class Role(StrEnum):
    ASKER = "asker"
    CODER = "coder"
    REVIEWER = "reviewer"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    SEE_QUEUE = "see the queue"
    READ_TICKET = "read a ticket"
    CHANGE_TICKET = "change a ticket"
    WRITE_NOTE = "write a note"
    ANSWER = "answer a ticket"
    SETTLE_OUTBOX = "settle a mail in the outbox"
    SEE_OUTBOX = "see the outbox"
    SEE_PARKED = "see parked mail"
    SETTLE_PARKED = "settle parked mail"
    FIND_CODES = "find codes"
    SEE_HEALTH = "see how the desk is"
    SETTLE_MAILBOXES = "see and authorise mailboxes"
    EDIT_LETTERS = "edit letters"
    SETTLE_RELEASES = "install and switch code releases"
    SETTLE_RECHECKS = "see to answers whose codes changed"


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts: ``user_id`` and ``role`` of somebody who is signed in."""

    user_id: int
    role: Role
    name: str


_DESK = frozenset(
    {
        Action.SEE_QUEUE,
        Action.READ_TICKET,
        Action.CHANGE_TICKET,
        Action.WRITE_NOTE,
        Action.ANSWER,
        Action.SEE_OUTBOX,
        Action.SETTLE_OUTBOX,
        Action.SEE_PARKED,
        Action.FIND_CODES,
        Action.SEE_HEALTH,
    }
)

_LEAD = _DESK | {Action.SETTLE_PARKED, Action.SETTLE_RELEASES, Action.SETTLE_RECHECKS}

RIGHTS: dict[Role, frozenset[Action]] = {
    Role.ASKER: frozenset(),
    Role.CODER: _DESK,
    Role.REVIEWER: _DESK,
    Role.LEAD: _LEAD,
    Role.ADMINISTRATOR: _LEAD | {Action.SETTLE_MAILBOXES, Action.EDIT_LETTERS},
}


def may(person: Person, action: Action) -> bool:
    """Say whether the person's role allows the action."""
    return action in RIGHTS[person.role]


def demand(person: Person, action: Action) -> None:
    """Raise Forbidden unless the person's role allows the action."""
    if not may(person, action):
        raise Forbidden(f"The role “{person.role}” does not allow to {action}. Ask an administrator.")
