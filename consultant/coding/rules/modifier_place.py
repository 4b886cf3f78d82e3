"""Modifiers of evaluation and management on procedures, and G2211 beside a visit with 25."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import NCCI_MANUAL, Finding, Line, Severity

_OF_VISITS = ("24", "25", "57")
_SURGERY = (10004, 69990)
_OFFICE = ("99202", "99203", "99204", "99205", "99211", "99212", "99213", "99214", "99215")
COMPLEXITY, SINCE = "G2211", date(2024, 1, 1)
_PREVENTIVE = "Only a vaccine or a preventive service of Part B of the same day leaves it payable (since 2025)"


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for 24, 25 or 57 on a surgical number, and for G2211 where its visit carries 25.

    Source: NCCI Policy Manual, chapter I, sections D and E; CMS, physician fee schedule final rules of 2024 and 2025.
    """
    for line in chart.case.lines:
        for modifier in line.modifiers:
            if modifier in _OF_VISITS and _is_surgery(line):
                yield Finding(
                    "modifier-misplaced",
                    Severity.WARN,
                    f"{modifier} belongs to a visit, not to {line.code}",
                    "Put it on the evaluation and management code.",
                    f"{NCCI_MANUAL}, D and E",
                    (line.code, modifier),
                )
    visits = [line.code for line in chart.case.lines if line.code in _OFFICE and "25" in line.modifiers]
    if COMPLEXITY in chart.procedures and visits and chart.case.on >= SINCE:
        yield Finding(
            "g2211-with-25",
            Severity.WARN,
            f"{COMPLEXITY} is not paid beside {visits[0]} with 25",
            f"{_PREVENTIVE}.",
            "CMS, physician fee schedule final rule for 2025, 42 CFR 414",
            (COMPLEXITY, visits[0]),
        )


def _is_surgery(line: Line) -> bool:
    return line.code.isdigit() and _SURGERY[0] <= int(line.code) <= _SURGERY[1]
