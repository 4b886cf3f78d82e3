"""Add-on codes stand beside a primary code that is listed for them."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.edits import AddOn, NotHeld
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import NCCI_MANUAL, NO_NCCI, Finding, Severity, not_checked

CHOSEN_BY_CONTRACTOR = 2
SHOWN = 8


def check(chart: Chart) -> Iterator[Finding]:
    """A stop for an add-on code (type 1 or 3) without a listed primary; information for one of type 2 alone.

    Source: CMS, NCCI add-on code edits; NCCI Policy Manual, chapter I, section R.
    """
    add_ons: list[AddOn] = []
    for code in chart.procedures:
        found = chart.edits.add_on(code, chart.case.on)
        if isinstance(found, NotHeld):
            yield not_checked(NO_NCCI, found.reason, chart.procedures)
            return
        if found is not None:
            add_ons.append(found)
    primaries = set(chart.procedures) - {found.code for found in add_ons}
    for found in add_ons:
        if found.type == CHOSEN_BY_CONTRACTOR:
            if not primaries:
                yield _finding(found, Severity.INFO, "The contractor says which codes are its primaries")
        elif not set(found.primaries) & set(chart.procedures):
            shown = ", ".join(found.primaries[:SHOWN]) + (" and others" if len(found.primaries) > SHOWN else "")
            yield _finding(found, Severity.STOP, f"Report it with one of {shown}")


def _finding(found: AddOn, severity: Severity, how: str) -> Finding:
    return Finding(
        "addon-without-primary",
        severity,
        f"{found.code} is an add-on code without its primary",
        f"Type {found.type}. {how}.",
        f"{found.release.label}; {NCCI_MANUAL}, R",
        (found.code,),
    )
