"""Code cards: what a coder sees of one code on the date of the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from consultant.coding.catalogue import (
    Answer,
    Billable,
    Entry,
    Expired,
    Header,
    Level,
    Listed,
    NotChecked,
    Note,
    NoteKind,
    NotYetEffective,
    Release,
    Unknown,
    day,
)
from consultant.coding.mentions import Role
from consultant.coding.sets import System

NOTES_SHOWN = 24


class Status(StrEnum):
    """A code's standing on a date, as pages colour it."""

    BILLABLE = "billable"
    HEADER = "header"
    EXPIRED = "expired"
    NOT_YET_EFFECTIVE = "not_yet_effective"
    UNKNOWN = "unknown"
    NOT_CHECKED = "not_checked"


class FoundBy(StrEnum):
    """Whether the mail writes the code itself, or words that name it."""

    MENTION = "mention"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Span:
    """Where in the text a code stands, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CodeCard:
    """One code with everything to show beside a question.

    ``text`` is None where no installed release has the code (or where its words need a licence). ``notice`` is what the
    owner of the words wants to stand beside them. ``why`` says how it
    was found: the evidence of a mention, or the official phrase that matched; ``matched`` is then the mail's own words
    and ``score`` the search's mark, both None for a mention. ``release`` and ``stale`` are words; ``sample`` marks a
    card read from the shipped sample. ``ancestors`` run from chapter to parent, ``notes`` nearest level first.
    """

    system: System
    code: str
    found_by: FoundBy
    text: str | None
    status: Status
    status_words: str
    detail: str
    release: str | None
    stale: str | None
    sample: bool
    caveat: str | None
    ancestors: tuple[Level, ...]
    notes: tuple[Note, ...]
    facts: tuple[tuple[str, str], ...]
    leaves: tuple[Listed, ...]
    leaf_count: int
    nearest: tuple[Listed, ...]
    modifiers: tuple[str, ...]
    units: int | None
    role: Role | None
    spans: tuple[Span, ...]
    why: str
    matched: str | None = None
    score: float | None = None
    notice: str | None = None


def card(
    system: System,
    code: str,
    answer: Answer,
    on: date,
    *,
    found_by: FoundBy,
    why: str,
    modifiers: tuple[str, ...] = (),
    units: int | None = None,
    role: Role | None = None,
    spans: tuple[Span, ...] = (),
    matched: str | None = None,
    score: float | None = None,
) -> CodeCard:
    """The card of ``code`` from the catalogue's ``answer`` for ``on``."""
    status, words, detail = standing(system, answer, on)
    entry = entry_of(answer)
    release = answer.release
    return CodeCard(
        system=system,
        code=code,
        found_by=found_by,
        text=(entry.text or None) if entry else None,
        status=status,
        status_words=words,
        detail=detail,
        release=release.label if release else None,
        stale=release.staleness(on) if release else None,
        sample=release.sample if release else False,
        caveat=answer.caveat if isinstance(answer, Billable | Header | Unknown) else None,
        ancestors=entry.ancestors if entry else (),
        notes=notes_that_matter(entry) if entry else (),
        facts=entry.facts if entry else (),
        leaves=answer.leaves if isinstance(answer, Header) else (),
        leaf_count=answer.leaf_count if isinstance(answer, Header) else 0,
        nearest=_instead(answer),
        modifiers=modifiers,
        units=units,
        role=role,
        spans=spans,
        why=why,
        matched=matched,
        score=score,
        notice=release.notice if release else None,
    )


def _instead(answer: Answer) -> tuple[Listed, ...]:
    """Codes that may be meant: spelled nearly alike, or come in the place of one that is gone."""
    match answer:
        case Unknown(nearest=nearest):
            return nearest
        case Expired(successors=successors):
            return successors
        case _:
            return ()


def entry_of(answer: Answer) -> Entry | None:
    """What the answering release knows of the code, if anything."""
    return None if isinstance(answer, Unknown) else answer.entry


def standing(system: System, answer: Answer, on: date) -> tuple[Status, str, str]:
    """Status, the two words on the card, and one sentence behind them."""
    match answer:
        case Billable(entry=entry):
            good = "Active" if system in (System.HCPCS, System.CPT, System.MODIFIER) else "Billable"
            return Status.BILLABLE, good, f"Valid on {day(on)}."
        case Header(leaf_count=count, stopped=stopped):
            since = f" It stopped being billable on {day(stopped)}." if stopped else ""
            return Status.HEADER, "Not billable", f"A header over {count} billable codes.{since}"
        case Expired(last_day=last_day, successors=successors, exact=exact):
            instead = f" See {', '.join(one.code for one in successors)}." if successors else ""
            last = "Last good on {}." if exact else "Listed to {}; the list after that is not installed."
            return Status.EXPIRED, "Expired", f"{last.format(day(last_day))}{instead}"
        case NotYetEffective(effective_from=begins, exact=exact):
            first = "Good from {} on." if exact else "Listed by {}; the list before that is not installed."
            return Status.NOT_YET_EFFECTIVE, "Not yet effective", first.format(day(begins))
        case Unknown():
            return Status.UNKNOWN, "Unknown", "In no list of this date."
        case NotChecked(reason=reason, entry=entry, release=release):
            return Status.NOT_CHECKED, "Not checked", _unchecked(reason, entry, release)
        case _:
            assert_never(answer)


def _unchecked(reason: str, entry: Entry | None, release: Release | None) -> str:
    sentence = f"{reason[:1].upper()}{reason[1:]}."
    if entry is None or release is None:
        return sentence
    return f"{sentence} In {release.label} it is {'billable' if entry.billable else 'listed'}."


_ALWAYS = (NoteKind.EXCLUDES1, NoteKind.CODE_FIRST, NoteKind.USE_ADDITIONAL, NoteKind.CODE_ALSO, NoteKind.SEVENTH)


def notes_that_matter(entry: Entry) -> tuple[Note, ...]:
    """Notes to show: what binds from any level, and everything from the category down; nearest first."""
    above = {level.code for level in entry.ancestors if level.kind == "chapter"}
    above |= {level.code for level in entry.ancestors if level.kind == "block" and level.code != entry.code[:3]}
    kept: Sequence[Note] = [note for note in entry.notes if note.kind in _ALWAYS or note.at not in above]
    return tuple(kept[:NOTES_SHOWN])
