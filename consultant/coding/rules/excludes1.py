"""Excludes1: two conditions that are not coded together, except when they are unrelated."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from consultant.coding.catalogue import NoteKind
from consultant.coding.rules.chart import Chart, Diagnosis
from consultant.coding.rules.values import GUIDELINES, Finding, Severity


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for each pair of diagnoses of which one's own or inherited Excludes1 note names the other.

    Source: ICD-10-CM Official Guidelines, I.A.12.a, with its exception for unrelated conditions.
    """
    for first, second in combinations(chart.diagnoses, 2):
        found = named(first, second, NoteKind.EXCLUDES1)
        if found is not None:
            one, other, said = found
            yield Finding(
                "excludes1",
                Severity.WARN,
                f"{one.code} and {other.code} are not coded together",
                f"Excludes1 {said}. Except when the two conditions are unrelated.",
                f"{one.release.label}; {GUIDELINES}, I.A.12.a",
                (one.code, other.code),
            )


def named(first: Diagnosis, second: Diagnosis, kind: NoteKind) -> tuple[Diagnosis, Diagnosis, str] | None:
    """The one whose note of ``kind`` names the other, that other, and the note; None for a code and its own header."""
    if first.code.startswith(second.code) or second.code.startswith(first.code):
        return None
    for one, other in ((first, second), (second, first)):
        said = one.names(kind, other.code)
        if said is not None:
            return one, other, said
    return None
