"""The states of a ticket and the one table of steps between them."""

from enum import StrEnum

from consultant.errors import InvalidTransition


class State(StrEnum):
    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"
    REVIEW = "review"
    ANSWERED = "answered"
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """What people read."""
        return _WORDS[self]


class Step(StrEnum):
    """What happens to a ticket, named by who does it."""

    ASKER_WRITES = "asker writes"
    CODER_TAKES = "coder takes"
    CODER_ASKS_BACK = "coder asks back"
    CODER_ASKS_FOR_REVIEW = "coder asks for review"
    CODER_ANSWERS = "coder answers"
    SEND_FAILS = "send fails"
    ANSWER_WITHDRAWN = "answer withdrawn"
    CODER_REOPENS = "coder reopens"
    CODER_CLOSES = "coder closes"


class Priority(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


_WORDS = {
    State.NEW: "New",
    State.OPEN: "Open",
    State.WAITING: "Waiting for asker",
    State.REVIEW: "In review",
    State.ANSWERED: "Answered",
    State.CLOSED: "Closed",
}

ACTIVE = frozenset({State.NEW, State.OPEN, State.WAITING, State.REVIEW})
"""States in which the desk or the asker still owes something."""

OWED = frozenset({State.NEW, State.OPEN, State.REVIEW})
"""States in which the desk owes an answer, so that its due time stands."""

_LIVE = (State.NEW, State.OPEN, State.WAITING, State.REVIEW)

TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.NEW, Step.ASKER_WRITES): State.NEW,
    (State.OPEN, Step.ASKER_WRITES): State.OPEN,
    (State.WAITING, Step.ASKER_WRITES): State.OPEN,
    (State.REVIEW, Step.ASKER_WRITES): State.OPEN,
    (State.ANSWERED, Step.ASKER_WRITES): State.OPEN,
    (State.CLOSED, Step.ASKER_WRITES): State.OPEN,
    (State.NEW, Step.CODER_TAKES): State.OPEN,
    (State.OPEN, Step.CODER_TAKES): State.OPEN,
    (State.WAITING, Step.CODER_TAKES): State.WAITING,
    (State.REVIEW, Step.CODER_TAKES): State.REVIEW,
    **{(state, Step.CODER_ASKS_BACK): State.WAITING for state in (*_LIVE, State.ANSWERED)},
    **{(state, Step.CODER_ASKS_FOR_REVIEW): State.REVIEW for state in (State.NEW, State.OPEN, State.WAITING)},
    **{(state, Step.CODER_ANSWERS): State.ANSWERED for state in (*_LIVE, State.ANSWERED)},
    **{(state, Step.SEND_FAILS): State.OPEN for state in State},
    **{(state, Step.ANSWER_WITHDRAWN): State.OPEN for state in State},
    **{
        (state, Step.CODER_REOPENS): State.OPEN for state in (State.WAITING, State.REVIEW, State.ANSWERED, State.CLOSED)
    },
    **{(state, Step.CODER_CLOSES): State.CLOSED for state in (*_LIVE, State.ANSWERED)},
}


def advance(state: State, step: Step) -> State:
    """Return the state after ``step``. Raises InvalidTransition where the table has no such line."""
    try:
        return TRANSITIONS[state, step]
    except KeyError:
        raise InvalidTransition(
            f"A ticket that is {state.words.lower()} does not allow “{step}”. Nothing was changed."
        ) from None


def steps_from(state: State) -> tuple[Step, ...]:
    """Return the steps that ``state`` allows, in the order of Step."""
    return tuple(step for step in Step if (state, step) in TRANSITIONS)
