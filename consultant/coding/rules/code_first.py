"""What a "code first" note asks for stands before the code that carries the note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from consultant.coding.catalogue import Note, NoteKind
from consultant.coding.rules.chart import Chart, Diagnosis
from consultant.coding.rules.note_codes import named_codes
from consultant.coding.rules.values import GUIDELINES, Finding, Severity

# A note that leaves room: "if applicable", "any associated", or a case that need not be this one ("complicating ...").
_CONDITIONAL = re.compile(
    r"\b(?:if|any|where applicable|when|complicating|complication of|due to hypertension|necrosis due to)\b|^associated",
    re.IGNORECASE,
)
_ADVERSE_EFFECTS = re.compile(r"\bfor adverse effects?\b")
_ADVERSE = named_codes("T36-T50 with fifth or sixth character 5")
_EXAMPLES = re.compile(r"\bsuch as\b", re.IGNORECASE)


def check(chart: Chart) -> Iterator[Finding]:
    """A warning when what a "code first" note asks for is missing or stands behind the code.

    Missing is said of manifestations, and of other codes whose note has no condition. Source: ICD-10-CM Official
    Guidelines, I.A.13.
    """
    for place, diagnosis in enumerate(chart.diagnoses):
        notes = _notes(diagnosis)
        if not notes:
            continue
        others = [(at, other) for at, other in enumerate(chart.diagnoses) if at != place]
        asked = [(at, other) for at, other in others if diagnosis.names(NoteKind.CODE_FIRST, other.code)]
        if any(at < place for at, _ in asked) or (asked and not chart.case.sequenced):
            continue
        if asked:
            if not _goes_both_ways(diagnosis, asked[0][1]):
                title = f"{asked[0][1].code} goes before {diagnosis.code}"
                yield _finding(diagnosis, title, notes, asked[0][1].code)
        elif _needs(chart, diagnosis, notes, before=place):
            yield _finding(diagnosis, f"{diagnosis.code} needs its underlying disease coded first", notes)


def _notes(diagnosis: Diagnosis) -> list[Note]:
    """The "code first" notes that are about the code; that of drugs is about adverse effects, not about poisoning."""
    notes = [note for note in diagnosis.entry.notes if note.kind is NoteKind.CODE_FIRST]
    adverse = any(diagnosis.code in one for one in _ADVERSE)
    return [] if not adverse and any(_ADVERSE_EFFECTS.search(note.text) for note in notes) else notes


def _needs(chart: Chart, diagnosis: Diagnosis, notes: Sequence[Note], *, before: int) -> bool:
    """Whether the note cannot be satisfied by what is there; ``before`` counts the diagnoses before the code."""
    names = any(named_codes(note.text) for note in notes)
    if chart.is_manifestation(diagnosis):
        return names or len(chart.diagnoses) == 1
    if not chart.case.sequenced:
        return False
    levels = (list(notes) for _, notes in groupby(notes, key=lambda note: note.at))
    return any(_demands(level, before=before) for level in levels)


def _demands(level: Sequence[Note], *, before: int) -> bool:
    """Whether the notes of one level ask for something without a condition that no diagnosis before could be."""
    if any(_CONDITIONAL.search(note.text) for note in level):
        return False
    # Examples may be answered by another disease, which would stand before.
    names = any(named_codes(note.text) for note in level)
    open_ended = not names or any(_EXAMPLES.search(note.text) for note in level)
    return not (open_ended and before)


def _goes_both_ways(diagnosis: Diagnosis, other: Diagnosis) -> bool:
    """Two codes that each ask for the other first leave the order to the coder."""
    return other.names(NoteKind.CODE_FIRST, diagnosis.code) is not None


def _finding(diagnosis: Diagnosis, title: str, notes: Sequence[Note], *others: str) -> Finding:
    said = "; ".join(note.text for note in notes[:4])
    why = f"Code first at {notes[0].at}: \u201c{said}\u201d."
    source = f"{diagnosis.release.label}; {GUIDELINES}, I.A.13"
    return Finding("code-first", Severity.WARN, title, why, source, (diagnosis.code, *others))
