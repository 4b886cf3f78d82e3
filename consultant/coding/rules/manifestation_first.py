"""A manifestation is never first-listed."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import GUIDELINES, Finding, Severity


def check(chart: Chart) -> Iterator[Finding]:
    """A stop when the claim's first diagnosis is a manifestation ("in diseases classified elsewhere").

    Source: ICD-10-CM Official Guidelines, I.A.13; CMS, Definitions of Medicare Code Edits, manifestations.
    """
    if not chart.diagnoses or not chart.case.sequenced:
        return
    first = chart.diagnoses[0]
    if chart.case.diagnoses[0] == first.code and chart.is_manifestation(first):
        yield Finding(
            "manifestation-first",
            Severity.STOP,
            f"{first.code} is never the first diagnosis",
            "It is a manifestation: the underlying disease is coded first.",
            f"{first.release.label}; {GUIDELINES}, I.A.13",
            (first.code,),
        )
