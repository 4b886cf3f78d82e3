"""A sequela of an injury stands behind the condition that it left."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import GUIDELINES, Finding, Severity

_INJURIES = "ST"
_WHOLE = 8


def check(chart: Chart) -> Iterator[Finding]:
    """A warning when the claim's first diagnosis is an injury code with the seventh character S.

    Source: ICD-10-CM Official Guidelines, I.B.10 and I.C.19.a: the condition is sequenced first, the injury second.
    """
    if not chart.case.sequenced or not chart.diagnoses:
        return
    first = chart.diagnoses[0]
    if is_sequela(first.code) and chart.case.diagnoses[0] == first.code:
        yield Finding(
            "sequela-first",
            Severity.WARN,
            f"{first.code} is the injury behind a sequela and is not first",
            "Put the condition that the injury left before it.",
            f"{first.release.label}; {GUIDELINES}, I.B.10 and I.C.19.a",
            (first.code,),
        )


def is_sequela(code: str) -> bool:
    """Whether ``code`` is of an injury that is over and has left something."""
    return len(code) == _WHOLE and code.endswith("S") and code[0] in _INJURIES
