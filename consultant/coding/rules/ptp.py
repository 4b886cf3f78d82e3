"""Procedure-to-procedure edits: of two codes of one day column one is paid and column two is denied."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from consultant.coding.catalogue import day
from consultant.coding.edits import NotHeld, PairEdit
from consultant.coding.rules.associated_modifiers import REPEATS, bypassing
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import NCCI_MANUAL, NO_NCCI, Finding, Severity, not_checked


def check(chart: Chart) -> Iterator[Finding]:
    """For each pair in force: a stop for indicator 0; for 1 a warning, or information when a modifier bypasses it.

    Source: NCCI Policy Manual, chapter I, sections A and E; the table of the setting and quarter.
    """
    for one, other in combinations(chart.procedures, 2):
        edit = chart.edits.pair(one, other, chart.case.on, chart.case.setting)
        if isinstance(edit, NotHeld):
            yield not_checked(NO_NCCI, edit.reason, chart.procedures)
            return
        if edit is not None:
            yield _judged(chart, edit)


def _judged(chart: Chart, edit: PairEdit) -> Finding:
    one, two = edit.column1, edit.column2
    if edit.modifier_indicator == 0:
        title, how = f"{two} is denied beside {one}", "No modifier bypasses it: take one of the two off"
        return _finding(edit, "ptp-denied", Severity.STOP, title, how)
    used = _bypass(chart, edit)
    if used:
        title = f"{' and '.join(used)} bypasses the edit of {one} and {two}"
        how = "The record must show why the two are separate"
        how += "; an anatomic or an X modifier says it better than 59, where one is true" if used == ("59",) else ""
        return _finding(edit, "ptp-bypassed", Severity.INFO, title, how)
    title = f"{two} is denied beside {one} unless a modifier is true"
    how = "Add an anatomic or an X modifier where the record shows separate services, 59 only where none says it better"
    repeated = [modifier for modifier in _carried(chart, edit) if modifier in REPEATS]
    how += f"; {' and '.join(repeated)} bypasses no edit" if repeated else ""
    return _finding(edit, "ptp-modifier-allowed", Severity.WARN, title, how)


def _carried(chart: Chart, edit: PairEdit) -> list[str]:
    """Every modifier of the two codes, each once."""
    lines = (line for line in chart.case.lines if line.code in (edit.column1, edit.column2))
    return list(dict.fromkeys(modifier for line in lines for modifier in line.modifiers))


def _bypass(chart: Chart, edit: PairEdit) -> tuple[str, ...]:
    """The modifiers that bypass the pair: of column one, or else one on each line of column two."""
    lines = {code: [line for line in chart.case.lines if line.code == code] for code in (edit.column1, edit.column2)}
    first = [bypassing(line.modifiers) for line in lines[edit.column1]]
    second = [bypassing(line.modifiers) for line in lines[edit.column2]]
    if not (all(first) or all(second)):
        return ()
    return tuple(dict.fromkeys(modifier for found in (*first, *second) for modifier in found))


def _finding(edit: PairEdit, rule: str, severity: Severity, title: str, how: str) -> Finding:
    return Finding(
        rule,
        severity,
        title,
        f"Column 1 {edit.column1}, column 2 {edit.column2}, indicator {edit.modifier_indicator}, in force since "
        f"{day(edit.effective)}: {edit.rationale}. {how}.",
        f"{edit.release.label} (Medicare); {NCCI_MANUAL}",
        (edit.column1, edit.column2),
    )
