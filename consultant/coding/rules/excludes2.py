"""Excludes2: a condition that is not part of the one it stands with, so that both may be coded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from consultant.coding.catalogue import NoteKind
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.excludes1 import named
from consultant.coding.rules.values import GUIDELINES, Finding, Severity


def check(chart: Chart) -> Iterator[Finding]:
    """Information for each pair of diagnoses of which an Excludes2 note names one, unless an Excludes1 note does.

    Source: ICD-10-CM Official Guidelines, I.A.12.b.
    """
    for first, second in combinations(chart.diagnoses, 2):
        found = named(first, second, NoteKind.EXCLUDES2)
        if found is None or named(first, second, NoteKind.EXCLUDES1) is not None:
            continue
        one, other, said = found
        yield Finding(
            "excludes2",
            Severity.INFO,
            f"{one.code} and {other.code} may be coded together",
            f"Excludes2 {said}. Report both when the record documents both.",
            f"{one.release.label}; {GUIDELINES}, I.A.12.b",
            (one.code, other.code),
        )
