"""A manifestation needs its underlying disease, coded before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consultant.coding.catalogue import Catalogue, Entry, Note, NoteKind, Release, Sequencing
from consultant.coding.rules.diagnoses import GUIDELINES, listed_diagnoses
from consultant.coding.rules.note_codes import named_codes
from consultant.coding.rules.values import Case, Finding, Severity


def check(case: Case, catalogue: Catalogue) -> Iterator[Finding]:
    """A warning when the disease that a manifestation's "code first" note asks for is missing or stands behind it.

    Source: ICD-10-CM Official Guidelines, I.A.13.
    """
    diagnoses = listed_diagnoses(case, catalogue)
    for place, (entry, release) in enumerate(diagnoses):
        if Sequencing.MANIFESTATION not in entry.sequencing:
            continue
        notes = [note for note in entry.notes if note.kind is NoteKind.CODE_FIRST]
        others = [(at, other) for at, (other, _) in enumerate(diagnoses) if at != place]
        etiologies = [(at, other) for at, other in others if _asked_for(notes, other)]
        if any(at < place for at, _ in etiologies) or (etiologies and not case.sequenced):
            continue
        if etiologies:
            yield _finding(entry, f"{etiologies[0][1].code} goes before {entry.code}", notes, release)
        elif any(named_codes(note.text) for note in notes) or not others:
            yield _finding(entry, f"{entry.code} needs its underlying disease coded first", notes, release)


def _asked_for(notes: Sequence[Note], other: Entry) -> bool:
    return any(other.code in named for note in notes for named in named_codes(note.text))


def _finding(entry: Entry, title: str, notes: Sequence[Note], release: Release) -> Finding:
    said = "; ".join(note.text for note in notes[:4])
    why = f"Code first at {notes[0].at}: \u201c{said}\u201d."
    source = f"{release.label}; {GUIDELINES}, I.A.13"
    return Finding("code-first", Severity.WARN, title, why, source, (entry.code,))
