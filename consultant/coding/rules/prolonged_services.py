"""Prolonged services: CPT and Medicare count them by codes of their own, never by two at once."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import Finding, Severity

CPT = ("99417", "99418")
MEDICARE = ("G2212", "G0316", "G0317", "G0318")
_OTHER_DAYS = ("99358", "99359")
_SOURCE = "CMS, Pub. 100-04, chapter 12, 30.6.15; physician fee schedule final rules for 2021 and 2023"


def check(chart: Chart) -> Iterator[Finding]:
    """A warning when one visit's time is told by a prolonged code of CPT and one of Medicare, or by one for other days.

    Which visits a prolonged code may follow is the add-on table's to say. Source: CMS, physician fee schedule final rules
    for 2021 (G2212) and 2023 (G0316 to G0318).
    """
    by_cpt, by_medicare, apart = (
        [code for code in chart.procedures if code in codes] for codes in (CPT, MEDICARE, _OTHER_DAYS)
    )
    if by_cpt and by_medicare:
        how = "Medicare takes the G code, payers that follow CPT the other one: keep one"
        yield _finding(by_cpt[0], by_medicare[0], how)
    for code in (*by_cpt, *by_medicare) if apart else ():
        yield _finding(apart[0], code, "Time of the day of the visit is counted once: keep one")


def _finding(one: str, other: str, how: str) -> Finding:
    title = f"{one} and {other} tell the same time twice"
    return Finding("prolonged-service", Severity.WARN, title, f"{how}.", _SOURCE, (one, other))
