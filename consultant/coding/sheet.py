"""Everything that the installed releases say about one code on a date: what its page, the command and the API show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from consultant.coding.calculators.seventh import SeventhCharacter, seventh_characters, stem
from consultant.coding.cards import CodeCard, FoundBy, card, entry_of
from consultant.coding.catalogue import Catalogue, Note
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
class CodeSheet:
    """A code on a date. ``notes`` stand nearest level first; ``listings`` the newest release first.

    ``sevenths`` are what the code may take as its seventh character, its own among them where it has one.
    """

    on: date
    card: CodeCard
    notes: tuple[Note, ...]
    sevenths: tuple[SeventhCharacter, ...]
    listings: tuple[Listing, ...]
    sections: tuple[Section, ...]


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
        sevenths=seventh_characters(catalogue, stem(code), on) if system is System.CM else (),
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
