"""Codes that have one place on a claim: first-listed alone, or behind another diagnosis alone."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.rules.chart import Chart, Diagnosis
from consultant.coding.rules.note_codes import NamedCodes, named_codes
from consultant.coding.rules.values import GUIDELINES, Finding, Severity

FIRST = named_codes(
    "Z00-Z02, Z04, Z33.2, Z31.81, Z31.83, Z31.84, Z34, Z39, Z38, Z40, Z42, Z51.0, Z51.1-, Z52, Z76.1, Z76.2, Z99.12"
)
NOT_FIRST = named_codes("Z00.6, Z52.9")
SECOND = named_codes("Z68.-, R29.7-, R40.21-R40.24, Z3A.-, Z37.-")
"""Body mass index, stroke scale, coma scale, weeks of gestation, outcome of delivery."""


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for a first-listed code behind another diagnosis, and for a secondary code that is first-listed.

    Source: ICD-10-CM Official Guidelines, I.C.21.c.15 (first-listed alone, except encounters of one day together),
    I.B.14 (reported by other clinicians), I.C.15.b and I.C.21.c.11 (weeks, outcome of delivery).
    """
    if not chart.case.sequenced or not chart.diagnoses:
        return
    first, *others = chart.diagnoses
    if _among(SECOND, first) and chart.case.diagnoses[0] == first.code:
        how = "Put the condition that it describes before it"
        yield _finding(first, "secondary-only", f"{first.code} is a secondary diagnosis alone", how, "I.B.14")
    if _first_alone(first):
        return
    for diagnosis in others:
        if _first_alone(diagnosis):
            how = "Put it first, except where several encounters of the day are told together"
            yield _finding(
                diagnosis, "first-listed-only", f"{diagnosis.code} is first-listed alone", how, "I.C.21.c.15"
            )


def _first_alone(diagnosis: Diagnosis) -> bool:
    return _among(FIRST, diagnosis) and not _among(NOT_FIRST, diagnosis)


def _among(named: tuple[NamedCodes, ...], diagnosis: Diagnosis) -> bool:
    return any(diagnosis.code in one for one in named)


def _finding(diagnosis: Diagnosis, rule: str, title: str, how: str, section: str) -> Finding:
    source = f"{diagnosis.release.label}; {GUIDELINES}, {section}"
    return Finding(rule, Severity.WARN, title, f"{how}.", source, (diagnosis.code,))
