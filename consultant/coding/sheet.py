"""Everything that the installed releases say about one code on a date: what its page, the command and the API show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from consultant.coding.cards import CodeCard, FoundBy, card, entry_of
from consultant.coding.catalogue import Catalogue, Note, NoteKind
from consultant.coding.sections import Asked, Section, sections
from consultant.coding.sets import System
from consultant.coding.systems import NORMALISE


@dataclass(frozen=True, slots=True)
class Listing:
    """How one release has the code; ``text`` is None where it does not list it, ``notice`` stands beside it."""

    release: str
    effective_from: date
    text: str | None
    billable: bool
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class SeventhCharacter:
    """A seventh character that the code may take, its meaning, and the code that it makes."""

    character: str
    meaning: str
    code: str


@dataclass(frozen=True, slots=True)
class CodeSheet:
    """A code on a date. ``notes`` stand nearest level first; ``listings`` the newest release first."""

    on: date
    card: CodeCard
    notes: tuple[Note, ...]
    sevenths: tuple[SeventhCharacter, ...]
    listings: tuple[Listing, ...]
    sections: tuple[Section, ...]


_SEVENTHS = "ABCDEFGHJKMNPQRS0123456789"


def sheet(catalogue: Catalogue, system: System, code: str, on: date, asked: Asked = Asked()) -> CodeSheet:  # noqa: B008 - frozen
    """What is known of ``code`` (normal form)."""
    answer = catalogue.ask(system, code, on)
    entry = entry_of(answer)
    notes = entry.notes if entry is not None else ()
    listings = tuple(
        Listing(one.release.label, one.release.effective_from, one.text, one.billable, one.release.notice)
        for one in reversed(catalogue.history(system, code))
    )
    return CodeSheet(
        on=on,
        card=card(system, code, answer, on, found_by=FoundBy.MENTION, why=""),
        notes=notes,
        sevenths=_sevenths(catalogue, system, code, notes, on),
        listings=listings if any(one.text is not None for one in listings) else (),
        sections=sections(catalogue, system, code, on, asked),
    )


def readings(catalogue: Catalogue, word: str, on: date) -> tuple[CodeSheet, ...]:
    """A sheet for every system in which the word has the shape of a code; listed ones alone where there are any."""
    shaped = [
        (system, code)
        for system, normalise in NORMALISE.items()
        if (code := normalise(word)) is not None and (system is not System.MODIFIER or len(word) == 2)
    ]
    listed = [(system, code) for system, code in shaped if catalogue.listed(system, code)]
    return tuple(sheet(catalogue, system, code, on) for system, code in listed or shaped)


def _sevenths(
    catalogue: Catalogue, system: System, code: str, notes: Sequence[Note], on: date
) -> tuple[SeventhCharacter, ...]:
    """The seventh characters of a code that wants one, each with the whole code, its placeholders in place."""
    if system is not System.CM or not any(note.kind is NoteKind.SEVENTH for note in notes):
        return ()
    stem = code.replace(".", "")
    if len(stem) > 6:
        return ()
    padded = stem.ljust(6, "X")
    entry = entry_of(catalogue.ask(system, code, on))
    title = entry.text if entry is not None else ""
    found = []
    for character in _SEVENTHS:
        whole = f"{padded[:3]}.{padded[3:]}{character}"
        if catalogue.listed(system, whole):
            made = entry_of(catalogue.ask(system, whole, on))
            words = made.text.removeprefix(title).lstrip(", ") if made is not None else ""
            found.append(SeventhCharacter(character, words, whole))
    return tuple(found)
