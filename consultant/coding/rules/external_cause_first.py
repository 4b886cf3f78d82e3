"""External cause codes (V00-Y99) are never first and never alone."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.catalogue import Sequencing
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import GUIDELINES, Finding, Severity


def check(chart: Chart) -> Iterator[Finding]:
    """A stop when the claim's first diagnosis is an external cause, a note when a case names nothing else.

    Source: ICD-10-CM Official Guidelines, I.C.20.a.6.
    """
    if not chart.diagnoses:
        return
    first = chart.diagnoses[0]
    if Sequencing.EXTERNAL_CAUSE not in first.entry.sequencing or chart.case.diagnoses[0] != first.code:
        return
    alone = all(Sequencing.EXTERNAL_CAUSE in one.entry.sequencing for one in chart.diagnoses)
    if not (alone or chart.case.sequenced):
        return
    yield Finding(
        "external-cause-first",
        Severity.STOP if chart.case.sequenced else Severity.INFO,
        f"{first.code} is never the first diagnosis" if not alone else f"{first.code} needs a diagnosis before it",
        "An external cause says how an injury happened. The injury or condition itself is coded first.",
        f"{first.release.label}; {GUIDELINES}, I.C.20.a.6",
        (first.code,),
    )
