"""Medicaid has edits of its own, which the library does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import Finding, not_checked

MEDICAID = "medicaid"


def check(chart: Chart) -> Iterator[Finding]:
    """Says for a Medicaid claim that its own NCCI tables were not read, and that Medicare's were.

    Source: CMS, Medicaid NCCI Technical Guidance Manual.
    """
    if MEDICAID in (chart.case.payer or "").lower() and chart.procedures:
        reason = "They are not installed: pairs, unit limits and add-on codes were judged by Medicare's tables"
        yield not_checked("Medicaid's own NCCI tables", reason, chart.procedures)
