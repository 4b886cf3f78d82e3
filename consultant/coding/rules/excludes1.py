"""Excludes1: two conditions that are not coded together, except when they are unrelated."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from consultant.coding.catalogue import Catalogue, Entry, Note, NoteKind, Release
from consultant.coding.rules.diagnoses import GUIDELINES, listed_diagnoses
from consultant.coding.rules.note_codes import named_codes
from consultant.coding.rules.values import Case, Finding, Severity


def check(case: Case, catalogue: Catalogue) -> Iterator[Finding]:
    """A warning for each pair of diagnoses of which one's own or inherited Excludes1 note names the other.

    Source: ICD-10-CM Official Guidelines, I.A.12.a, with its exception for unrelated conditions.
    """
    for (first, release), (second, _) in combinations(listed_diagnoses(case, catalogue), 2):
        if first.code.startswith(second.code) or second.code.startswith(first.code):
            continue
        for one, other in ((first, second), (second, first)):
            note = _naming(one, other.code)
            if note is not None:
                yield _finding(one, other, note, release)
                break


def _naming(entry: Entry, code: str) -> Note | None:
    for note in entry.notes:
        if note.kind is NoteKind.EXCLUDES1 and any(code in named for named in named_codes(note.text)):
            return note
    return None


def _finding(one: Entry, other: Entry, note: Note, release: Release) -> Finding:
    return Finding(
        "excludes1",
        Severity.WARN,
        f"{one.code} and {other.code} are not coded together",
        f"Excludes1 at {note.at}: \u201c{note.text}\u201d. Except when the two conditions are unrelated.",
        f"{release.label}; {GUIDELINES}, I.A.12.a",
        (one.code, other.code),
    )
