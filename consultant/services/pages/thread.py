"""The conversation of a ticket: messages, notes and history in one line of time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from consultant.db.queries.pages.rows import AnyRow
from consultant.domain.sending import Delivery
from consultant.services.files import RASTER
from consultant.services.pages import losses
from consultant.services.pages.marks import Piece

SMALL_PICTURE = 8_000
"""Bytes below which a picture in the text is an ornament of a signature."""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment by its row. ``infection``: what the virus scanner found; ``shown``: there is a preview.

    ``unread`` says why its words are not read with the question, where they might have been.
    """

    id: int
    filename: str
    content_type: str
    size: int
    infection: str | None
    shown: bool
    unread: str | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """What is known of one recipient of a mail of ours."""

    address: str
    field: str
    state: Delivery
    answer: str | None


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of a mail of ours."""

    outbound_id: int
    state: Delivery
    not_before: datetime
    attempts: int
    last_answer: str | None
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """Stops against which an answer left, by their titles, and why; for the desk alone."""

    stops: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class MessageEntry:
    """A mail in the conversation. ``folded`` is what is not shown at once: quoted history and signature with their context."""

    id: int
    source: str
    kind: str
    at: datetime
    who: str
    address: str | None
    user_id: int | None
    why_here: str
    subject: str
    visible: str
    pieces: tuple[Piece, ...]
    """``visible``, cut where the desk read a code or a fact in it."""
    folded: str | None
    has_html: bool
    has_original: bool
    loss: str | None
    copied: str | None
    files: tuple[File, ...]
    sending: Sending | None
    against: Against | None = None


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """An internal note."""

    id: int
    at: datetime
    who: str
    user_id: int
    text: str


@dataclass(frozen=True, slots=True)
class EventEntry:
    """A change with who made it; ``who`` is None for the desk itself and the asker."""

    id: int
    at: datetime
    actor: str
    who: str | None
    what: str
    detail: Mapping[str, Any]


Entry = MessageEntry | NoteEntry | EventEntry

_RANK: Mapping[type[Entry], int] = {MessageEntry: 0, EventEntry: 1, NoteEntry: 2}
# What the conversation itself shows needs no second line from the history.
_SAID_BY_THE_THREAD = frozenset({"opened", "lookups", "note", "fact"})


def assemble(
    messages: Sequence[AnyRow],
    files: Sequence[AnyRow],
    recipients: Sequence[AnyRow],
    notes: Sequence[AnyRow],
    events: Sequence[AnyRow],
    *,
    read: Mapping[int, tuple[Piece, ...]],
) -> tuple[Entry, ...]:
    """Return everything in the order in which it happened. ``read``: messages in which codes and facts are marked."""
    entries: list[Entry] = [
        *_messages(messages, _files(files), _recipients(recipients), read),
        *(NoteEntry(note.id, note.at, note.name, note.user_id, note.text) for note in notes),
        *history(event for event in events if event.what not in _SAID_BY_THE_THREAD),
    ]
    return tuple(sorted(entries, key=lambda entry: (entry.at, _RANK[type(entry)], entry.id)))


def history(events: Iterable[AnyRow]) -> tuple[EventEntry, ...]:
    """Return changes as values."""
    return tuple(
        EventEntry(event.id, event.at, event.actor, event.name, event.what, event.detail or {}) for event in events
    )


def folded(text: str, visible: str) -> str | None:
    """Return the whole text when it holds more than its visible part, otherwise None."""
    return text if " ".join(text.split()) != " ".join(visible.split()) else None


def is_ornament(row: AnyRow) -> bool:
    """Whether a file is a small picture in the text, as signatures carry them; an infected one is named."""
    return bool(
        row.infection is None and row.inline and row.content_type.startswith("image/") and row.size < SMALL_PICTURE
    )


def _files(rows: Sequence[AnyRow]) -> dict[int, list[File]]:
    found: dict[int, list[File]] = {}
    for row in rows:
        if not is_ornament(row):
            shown = row.infection is None and bool(
                row.pages or row.text or (row.looked_at and row.content_type in RASTER and row.remark is None)
            )
            found.setdefault(row.message_id, []).append(
                File(row.id, row.filename, row.content_type, row.size, row.infection, shown, _unread(row))
            )
    return found


def _unread(row: AnyRow) -> str | None:
    return None if row.text else row.remark


def _recipients(rows: Sequence[AnyRow]) -> dict[int, list[Recipient]]:
    found: dict[int, list[Recipient]] = {}
    for row in rows:
        found.setdefault(row.outbound_id, []).append(Recipient(row.address, row.field, Delivery(row.state), row.answer))
    return found


def _messages(
    rows: Sequence[AnyRow],
    files: Mapping[int, list[File]],
    recipients: Mapping[int, list[Recipient]],
    read: Mapping[int, tuple[Piece, ...]],
) -> Iterable[MessageEntry]:
    for row in rows:
        sending = None
        if row.outbound_id is not None:
            sending = Sending(
                row.outbound_id,
                Delivery(row.sending),
                row.not_before,
                row.attempts,
                row.last_answer,
                tuple(recipients.get(row.outbound_id, ())),
            )
        yield MessageEntry(
            id=row.id,
            source=row.source,
            kind=row.kind,
            at=row.at,
            who=row.colleague or row.who or row.address or "The desk",
            address=row.address,
            user_id=row.user_id,
            why_here=row.why_here,
            subject=row.subject,
            visible=row.visible,
            pieces=read.get(row.id) or (Piece(row.visible),),
            folded=folded(row.text, row.visible),
            has_html=row.has_html,
            has_original=row.inbound_id is not None,
            loss=losses.in_words(row.loss),
            copied=row.copied,
            files=tuple(files.get(row.id, ())),
            sending=sending,
            against=_against(row),
        )


def _against(row: AnyRow) -> Against | None:
    if row.reason is None:
        return None
    return Against(tuple(one["title"] for one in row.findings or () if one["severity"] == "stop"), row.reason)
