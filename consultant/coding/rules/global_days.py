"""Visits beside procedures with global days: 25 for minor ones, 57 for major ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from consultant.coding.edits import PairEdit
from consultant.coding.fees import Fee
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.services import is_visit
from consultant.coding.rules.values import Finding, Line, Severity, not_checked

MAJOR, MINOR = "090", ("000", "010")
_OF_VISITS = frozenset({"24", "25", "57"})
_SOURCE = "Medicare Claims Processing Manual, chapter 12, 40.2"


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for 57 beside minor procedures alone; information for a visit that says nothing of the global days.

    Without a schedule of the date a visit with 57 is not checked. Pairs that NCCI speaks of are left to it. Source:
    Medicare Claims Processing Manual, chapter 12, sections 40.1 and 40.2.
    """
    visits = [line for line in chart.case.lines if is_visit(line.code)]
    others = [line.code for line in chart.case.lines if not is_visit(line.code)]
    if not visits or not others:
        return
    fees = {code: chart.fees.fee(code, "", chart.case.on) for code in others}
    held = {code: fee for code, fee in fees.items() if isinstance(fee, Fee)}
    for visit in visits:
        if "57" in visit.modifiers and not held:
            unheld = [fee.reason for fee in fees.values() if fee is not None and not isinstance(fee, Fee)]
            if unheld:
                yield not_checked("no fee schedule for this date", unheld[0], (visit.code, *others))
        yield from _of_visit(chart, visit, held)


def _of_visit(chart: Chart, visit: Line, fees: Mapping[str, Fee]) -> Iterator[Finding]:
    minor = [code for code, fee in fees.items() if fee.row.global_days in MINOR]
    major = [code for code, fee in fees.items() if fee.row.global_days == MAJOR]
    if "57" in visit.modifiers and minor and not major:
        fee = fees[minor[0]]
        yield Finding(
            "modifier-misplaced",
            Severity.WARN,
            f"57 on {visit.code} goes with 90 global days, and {minor[0]} has {fee.row.global_days}",
            "Take 25 for a minor procedure of the day; 57 stays only for a major one of this or the next day.",
            f"{fee.release.label}, global days; {_SOURCE}",
            (visit.code, "57", minor[0]),
        )
    elif major and not minor and "25" in visit.modifiers and "57" not in visit.modifiers:
        yield _told(
            visit, fees[major[0]], "If the visit led to the operation, it carries 57; 25 is for minor procedures"
        )
    elif not _OF_VISITS & set(visit.modifiers):
        for code in (*major, *minor):
            if not isinstance(chart.edits.pair(code, visit.code, chart.case.on, chart.case.setting), PairEdit):
                how = "57 where it led to the operation" if code in major else "25 where it is significant and separate"
                yield _told(visit, fees[code], f"The visit is paid with {how}, or is part of the procedure")
                return


def _told(visit: Line, fee: Fee, how: str) -> Finding:
    return Finding(
        "visit-in-global",
        Severity.INFO,
        f"{visit.code} stands within the global days ({fee.row.global_days}) of {fee.row.code}",
        f"{how}.",
        f"{fee.release.label}, global days; {_SOURCE}",
        (visit.code, fee.row.code),
    )
