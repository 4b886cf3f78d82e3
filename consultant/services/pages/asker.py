"""The thread as its asker sees it: how it stands, both sides of the conversation, their files. Nothing of the desk's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consultant.db.engine import Tx
from consultant.db.queries.pages import asker as queries
from consultant.db.queries.pages.rows import AnyRow
from consultant.domain.references import format_reference
from consultant.domain.sending import Delivery
from consultant.domain.tickets import OWED, State
from consultant.errors import NotFound
from consultant.mail import blocks
from consultant.mail.letters import scan_subject
from consultant.ports import Clock
from consultant.services.links import FILE_DIGITS
from consultant.services.pages.thread import is_ornament
from consultant.services.thread_access import Asker


class Standing(StrEnum):
    """How a question stands, from its asker's side."""

    WITH_THE_DESK = "with the desk"
    WAITS_FOR_YOU = "waits for you"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class File:
    """A file of the thread; ``name`` is its place in an address. ``infection``: it is held back."""

    id: int
    name: str
    filename: str
    size: int
    infection: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A mail of the thread. ``mine``: the reader wrote it; ``blocks`` are a coder's words, ``text`` an asker's."""

    id: int
    mine: bool
    by_desk: bool
    who: str
    at: datetime
    text: str
    blocks: tuple[blocks.Block, ...]
    files: tuple[File, ...]
    on_its_way: bool


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """Everything that the page shows. ``due_at`` is None when the desk owes nothing."""

    reference: str
    subject: str
    standing: Standing
    due_at: datetime | None
    entries: tuple[Entry, ...]


def show(tx: Tx, asker: Asker, *, clock: Clock) -> ThreadPage:
    """Return the thread for its asker."""
    head = queries.head(tx, asker.ticket_id)
    rows = queries.messages(tx, asker.ticket_id)
    seen = [row for row in rows if _has_left(row, clock)]
    state = State(head.state)
    if state in {State.ANSWERED, State.WAITING} and any(_may_be_withdrawn(row, clock) for row in rows):
        state = State.OPEN  # the answer may still be taken back: nobody has heard of it
    return ThreadPage(
        reference=format_reference(head.id),
        subject=scan_subject(head.subject),
        standing=_STANDINGS[state],
        due_at=head.due_at if state in OWED else None,
        entries=_entries(asker, seen, _files(tx, seen)),
    )


def file_id(tx: Tx, asker: Asker, name: str, *, clock: Clock) -> int:
    """Return the attachment that an address names, if the asker may see it. Raises NotFound."""
    if len(name) == FILE_DIGITS:
        seen = [row for row in queries.messages(tx, asker.ticket_id) if _has_left(row, clock)]
        for row in reversed(queries.files(tx, [row.id for row in seen])):
            if row.sha256.startswith(name):
                return int(row.id)
    raise NotFound("There is no such file in this thread.")


_STANDINGS = {
    State.NEW: Standing.WITH_THE_DESK,
    State.OPEN: Standing.WITH_THE_DESK,
    State.REVIEW: Standing.WITH_THE_DESK,
    State.WAITING: Standing.WAITS_FOR_YOU,
    State.ANSWERED: Standing.ANSWERED,
    State.CLOSED: Standing.CLOSED,
}


def _may_be_withdrawn(row: AnyRow, clock: Clock) -> bool:
    return row.source == "desk" and row.sending == Delivery.QUEUED and not row.attempts and clock.now() < row.not_before


def _has_left(row: AnyRow, clock: Clock) -> bool:
    """Whether a mail is for the asker's eyes: the asker's own, or one that left or can no longer be kept from leaving."""
    if row.source == "asker":
        return True
    if row.sending == Delivery.QUEUED:
        return not _may_be_withdrawn(row, clock)
    return row.sending in {Delivery.SENT, Delivery.SENDING, Delivery.UNKNOWN} or bool(row.arrived)


def _files(tx: Tx, rows: Sequence[AnyRow]) -> dict[int, list[File]]:
    found: dict[int, list[File]] = {}
    for row in queries.files(tx, [row.id for row in rows]):
        if not is_ornament(row):
            found.setdefault(row.message_id, []).append(
                File(row.id, row.sha256[:FILE_DIGITS], row.filename, row.size, row.infection)
            )
    return found


def _entries(asker: Asker, rows: Sequence[AnyRow], files: dict[int, list[File]]) -> tuple[Entry, ...]:
    """Return the conversation, oldest first."""
    return tuple(
        Entry(
            id=row.id,
            mine=row.person_id == asker.person_id,
            by_desk=row.source == "desk",
            who=row.coder or row.who or row.address or "The desk",
            at=row.at,
            text=row.visible if row.source == "asker" else "",
            blocks=blocks.read(row.visible) if row.source == "desk" else (),
            files=tuple(files.get(row.id, ())),
            on_its_way=row.sending in {Delivery.QUEUED, Delivery.SENDING},
        )
        for row in reversed(rows)
    )
