"""HCPCS codes that the file itself calls not covered, and the modifier that says so."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.releases.hcpcs_contractor import COVERAGE as WORDS
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.medicare_codes import MEDICARE
from consultant.coding.rules.values import Finding, Severity
from consultant.coding.sets import System

COVERAGE, EXCLUDED = "Coverage", "GY"
_NOT_COVERED = {WORDS[code] for code in ("I", "M", "S")}
"""Not payable by Medicare, not covered by it, not covered by its statute."""


def check(chart: Chart) -> Iterator[Finding]:
    """Information for each HCPCS code that Medicare does not pay, unless its line says so or the payer is another one.

    A release without coverage codes says nothing. Source: CMS, HCPCS Level II file, coverage code; Medicare Claims
    Processing Manual, chapter 23, section 20.9.1 (GY).
    """
    payer = (chart.case.payer or "").lower()
    if payer and MEDICARE not in payer:
        return
    for line in chart.case.lines:
        if line.system is not System.HCPCS or EXCLUDED in line.modifiers:
            continue
        listed = chart.listed(System.HCPCS, line.code)
        said = dict(listed[0].facts).get(COVERAGE) if listed is not None else None
        if listed is not None and said in _NOT_COVERED:
            yield Finding(
                "hcpcs-not-covered",
                Severity.INFO,
                f"{line.code} is not paid by Medicare",
                f"Its coverage code says: {said}. A claim that only asks for the denial carries GY; other payers may take it.",
                f"{listed[1].label}; Medicare Claims Processing Manual, chapter 23, 20.9.1",
                (line.code,),
            )
