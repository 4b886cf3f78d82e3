"""Several procedures of one day: which are reduced, and where 51 does not belong."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.fees import Fee
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.services import is_visit
from consultant.coding.rules.values import Finding, Severity

_REDUCED = {
    "2": "All but the highest are paid at 50 percent",
    "3": "Within a family the base endoscopy is paid once; families are then ranked at 100 and 50 percent",
    "4": "Further technical parts of a session are paid at 50 percent and professional ones at 95 percent",
    "5": "Practice expense of all units but the highest is paid at 50 percent",
    "6": "Further technical parts of the day are paid at 75 percent",
    "7": "Further technical parts of the day are paid at 80 percent",
}
_SOURCE = "Medicare Claims Processing Manual, chapter 12, 40.6"


def check(chart: Chart) -> Iterator[Finding]:
    """Information for two or more codes that reduce each other, and a warning for 51 on an add-on code or a visit.

    Codes without a schedule of the date have no amounts to reduce, and nothing is said of them. Source: Medicare Claims
    Processing Manual, chapter 12, section 40.6; physician fee schedule, multiple procedure indicator.
    """
    fees = [fee for code in chart.procedures if isinstance(fee := chart.fees.fee(code, "", chart.case.on), Fee)]
    for indicator, how in _REDUCED.items():
        of = [fee for fee in fees if fee.row.multiple == indicator]
        if len(of) > 1:
            yield Finding(
                "multiple-procedure-reduction",
                Severity.INFO,
                f"{', '.join(fee.row.code for fee in of)} reduce each other",
                f"Their multiple procedure indicator is {indicator}. {how}.",
                f"{of[0].release.label}; {_SOURCE}",
                tuple(fee.row.code for fee in of),
            )
    add_ons = {fee.row.code for fee in fees if fee.row.global_days == "ZZZ"}
    for line in chart.case.lines:
        if "51" in line.modifiers and (line.code in add_ons or is_visit(line.code)):
            yield Finding(
                "modifier-not-allowed",
                Severity.WARN,
                f"51 does not go with {line.code}",
                f"{'An add-on code' if line.code in add_ons else 'A visit'} is never reduced. Take 51 off.",
                _SOURCE,
                (line.code, "51"),
            )
