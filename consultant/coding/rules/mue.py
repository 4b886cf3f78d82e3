"""Medically unlikely edits: units by line, or by date of service over all lines of one code."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.edits import NotHeld, UnitLimit
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import NCCI_MANUAL, NO_NCCI, Finding, Severity, not_checked

BY_LINE, BY_DAY, BY_DAY_UNLESS_DOCUMENTED = 1, 2, 3
NONE_PAID = "Medicare pays none by this table: another table (equipment), another code or another payer may"
_BOTH_SIDES = {"LT", "RT"}


def check(chart: Chart) -> Iterator[Finding]:
    """A stop for units above an edit by line (MAI 1) or by day (MAI 2), a warning above one that records may lift (MAI 3).

    A line that says no units counts one. Source: NCCI Policy Manual, chapter I, section V; the table of the quarter.
    """
    unheld: dict[str, list[str]] = {}
    for code in chart.procedures:
        limit = chart.edits.units(code, chart.case.on, chart.case.setting)
        if isinstance(limit, NotHeld):
            unheld.setdefault(limit.reason, []).append(code)
        elif limit is not None:
            yield from _judged(chart, limit)
    for reason, codes in unheld.items():
        yield not_checked(NO_NCCI, reason, tuple(codes))


def _judged(chart: Chart, limit: UnitLimit) -> Iterator[Finding]:
    lines = [line for line in chart.case.lines if line.code == limit.code]
    units = [1 if line.units is None else line.units for line in lines]
    modifiers = {modifier for line in lines for modifier in line.modifiers}
    if limit.indicator == BY_LINE:
        if max(units) > limit.value:
            how = "Split the units over lines with a modifier that says why, when the record supports them"
            yield _finding(limit, "mue-line", Severity.STOP, f"{_units(max(units))} on a line", how)
    elif sum(units) > limit.value:
        told = f"{_units(sum(units))} on a day"
        if limit.indicator == BY_DAY:
            how = "The limit is policy: no modifier or record lifts it"
            if modifiers >= _BOTH_SIDES:
                how += "; a bilateral service is one line with 50 and one unit where the code allows it"
            yield _finding(limit, "mue-day", Severity.STOP, told, how)
        else:
            how = "Keep the record that shows why each unit was necessary" if limit.value else NONE_PAID
            yield _finding(limit, "mue-docs", Severity.WARN, told, how)


def _units(count: int) -> str:
    return "1 unit" if count == 1 else f"{count} units"


def _finding(limit: UnitLimit, rule: str, severity: Severity, told: str, how: str) -> Finding:
    return Finding(
        rule,
        severity,
        f"{limit.code}: {told}, {limit.value or 'none'} {'at most' if limit.value else 'paid in this setting'}",
        f"MAI {limit.indicator}, {limit.rationale}. {how}.",
        f"{limit.release.label}; {NCCI_MANUAL}, V",
        (limit.code,),
    )
