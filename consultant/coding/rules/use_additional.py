"""What a "use additional code" note asks for without a condition stands on the claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultant.coding.catalogue import Note, NoteKind
from consultant.coding.rules.chart import Chart, Diagnosis
from consultant.coding.rules.note_codes import named_codes
from consultant.coding.rules.sequela_first import is_sequela
from consultant.coding.rules.values import GUIDELINES, Finding, Severity

# Conditions, and heads of lists of which any or none may apply.
_CONDITIONAL = re.compile(r"\b(?:if|any|where applicable|when|such as|external cause)\b|:\s*$", re.IGNORECASE)
_HEAD = re.compile(r"\(?codes?\b|\([A-Z]\d")
_EXTERNAL = "VWXY"


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for each diagnosis of a claim whose note names codes, sets no condition, and finds none of them there.

    External causes are left out: reporting them is not mandatory (I.C.20); and so are sequelae, whose injury is over. Source: ICD-10-CM Official Guidelines,
    I.A.13 and I.B.7.
    """
    if not chart.case.sequenced:
        return
    for diagnosis in chart.diagnoses:
        if is_sequela(diagnosis.code):
            continue
        unanswered = [note for note in diagnosis.entry.notes if _asks(diagnosis, note) and not _answered(chart, note)]
        if unanswered:
            said = "; ".join(note.text for note in unanswered)
            yield Finding(
                "use-additional",
                Severity.WARN,
                f"{diagnosis.code} asks for an additional code",
                f"Use additional at {unanswered[0].at}: \u201c{said}\u201d. Add the code behind {diagnosis.code}.",
                f"{diagnosis.release.label}; {GUIDELINES}, I.A.13 and I.B.7",
                (diagnosis.code,),
            )


def _asks(diagnosis: Diagnosis, note: Note) -> bool:
    """Whether the note is a demand: one line with codes of diagnoses, at the block or nearer."""
    if note.kind is not NoteKind.USE_ADDITIONAL or note.at == diagnosis.chapter:
        return False
    if _CONDITIONAL.search(note.text) or not _HEAD.match(note.text):
        return False
    named = named_codes(note.text)
    return bool(named) and not all(one.first[0] in _EXTERNAL for one in named)


def _answered(chart: Chart, note: Note) -> bool:
    named = named_codes(note.text)
    return any(other.code in one for other in chart.diagnoses for one in named)
