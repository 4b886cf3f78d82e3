"""What changed since a moment: tickets by their ids, nothing else."""

from dataclasses import dataclass

from consultant.db.engine import Tx
from consultant.db.queries.pages import live as queries

WINDOW = 64
"""Rows before the cursor that are looked at again: two transactions may commit in another order than their ids."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far somebody has heard: newest row of history and newest message."""

    event_id: int = 0
    message_id: int = 0

    def encode(self) -> str:
        """Return the cursor as a word for an address."""
        return f"{self.event_id}.{self.message_id}"

    @classmethod
    def decode(cls, word: str) -> "Cursor | None":
        """Return the cursor of a word, or None when it is none."""
        left, dot, right = word.partition(".")
        if not (dot and left.isdecimal() and right.isdecimal() and len(word) <= 40):
            return None
        return cls(int(left), int(right))


@dataclass(frozen=True, slots=True)
class Changes:
    """Tickets that changed, and the cursor to ask from next time."""

    cursor: Cursor
    tickets: tuple[int, ...]


def now(tx: Tx) -> Cursor:
    """Return the cursor behind everything that is there."""
    return Cursor(*queries.newest(tx))


def since(tx: Tx, cursor: Cursor) -> Changes:
    """Return which tickets changed after ``cursor``, oldest change first."""
    events, messages = queries.events_after(tx, cursor.event_id), queries.messages_after(tx, cursor.message_id)
    tickets = dict.fromkeys([row.ticket_id for row in events] + [row.ticket_id for row in messages])
    return Changes(
        Cursor(events[-1].id if events else cursor.event_id, messages[-1].id if messages else cursor.message_id),
        tuple(tickets),
    )


class Feed:
    """Remembers which rows it has told, so that each is told once although a window is read again each time."""

    def __init__(self) -> None:
        self._events: set[int] = set()
        self._messages: set[int] = set()
        self._top = Cursor()
        self._begun = False

    def fresh(self, tx: Tx) -> tuple[int, ...]:
        """Return the tickets with rows that were not told before; the first call only learns what is there."""
        if not self._begun:
            self._top = now(tx)
        events = queries.events_after(tx, self._top.event_id - WINDOW)
        messages = queries.messages_after(tx, self._top.message_id - WINDOW)
        new = [row.ticket_id for row in events if row.id not in self._events] + [
            row.ticket_id for row in messages if row.id not in self._messages
        ]
        self._events, self._messages = {row.id for row in events}, {row.id for row in messages}
        self._top = Cursor(
            max(self._events, default=self._top.event_id), max(self._messages, default=self._top.message_id)
        )
        if not self._begun:
            self._begun = True
            return ()
        return tuple(dict.fromkeys(new))
