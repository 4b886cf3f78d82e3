"""G2211 beside a visit with 25."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.services import is_preventive
from consultant.coding.rules.values import Finding, Severity

_BASE = (*(str(number) for number in range(99202, 99216)), *(str(number) for number in range(99341, 99351)))
COMPLEXITY, SINCE, PREVENTIVE_SINCE = "G2211", date(2024, 1, 1), date(2025, 1, 1)
_PREVENTIVE = "Only a vaccine or a preventive service of Part B of the same day leaves it payable (since 2025)"


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for G2211 where its visit carries 25, unless since 2025 the day's other service is preventive.

    Source: CMS, physician fee schedule final rules for 2024 and 2025 (42 CFR 414).
    """
    if COMPLEXITY not in chart.procedures or chart.case.on < SINCE:
        return
    visits = [line.code for line in chart.case.lines if line.code in _BASE and "25" in line.modifiers]
    if not visits:
        return
    if chart.case.on >= PREVENTIVE_SINCE and any(is_preventive(code) for code in chart.procedures):
        return
    yield Finding(
        "g2211-with-25",
        Severity.WARN,
        f"{COMPLEXITY} is not paid beside {visits[0]} with 25",
        f"{_PREVENTIVE}.",
        "CMS, physician fee schedule final rule for 2025, 42 CFR 414",
        (COMPLEXITY, visits[0]),
    )
