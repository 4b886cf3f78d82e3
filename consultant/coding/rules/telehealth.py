"""Telehealth: the modifier and the place of service say the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.medicare_codes import MEDICARE
from consultant.coding.rules.values import Finding, Severity

TELEHEALTH = frozenset({"02", "10"})
"""Places: telehealth outside of the patient's home, and in it."""
_WAYS = ("93", "95", "GQ", "GT")
_HOSPITAL = frozenset({"19", "21", "22", "23"})
PLACES_SINCE = date(2024, 1, 1)
_SOURCE = "Medicare Claims Processing Manual, chapter 12, 190; CMS, place of service codes"


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for a telehealth modifier at a place that is none; information for GT and GQ, which few payers take.

    Until 2023 Medicare had 95 beside the place of a visit in person, and hospitals' therapists still do. A case without a
    place is not judged. Source: Medicare Claims Processing Manual, chapter 12, section 190; 42 CFR 410.78.
    """
    place = chart.case.place
    for line in chart.case.lines:
        used = [modifier for modifier in line.modifiers if modifier in _WAYS]
        if not used:
            continue
        if place and place not in TELEHEALTH | _HOSPITAL and chart.case.on >= PLACES_SINCE:
            title = f"{used[0]} on {line.code} says telehealth, and place {place} does not"
            how = "Use place 10 for a patient at home, 02 elsewhere, or take the modifier off"
            yield _finding("telehealth-place", Severity.WARN, title, how, line.code, used[0])
        if used[0] in ("GT", "GQ") and MEDICARE in (chart.case.payer or "").lower():
            title = f"{used[0]} on {line.code} is for few Medicare claims"
            how = "GT is for critical access hospitals of method II, GQ for stored images of demonstrations; else 93 or none"
            yield _finding("telehealth-modifier", Severity.INFO, title, how, line.code, used[0])


def _finding(rule: str, severity: Severity, title: str, how: str, *codes: str) -> Finding:
    return Finding(rule, severity, title, f"{how}.", _SOURCE, codes)
