"""Modifiers of visits on other services, and those of procedures on visits."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.services import is_never_visit, is_visit
from consultant.coding.rules.values import NCCI_MANUAL, Finding, Line, Severity

_OF_VISITS = frozenset({"24", "25", "57"})
_OF_PROCEDURES = frozenset({"59", "XE", "XP", "XS", "XU", "58", "78", "79"})


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for 24, 25 or 57 on what is never a visit, and for 58, 59, 78, 79 or an X modifier on a visit.

    Source: NCCI Policy Manual, chapter I, sections D and E; Medicare Claims Processing Manual, chapter 12, section 40.2.
    """
    for line in chart.case.lines:
        for modifier in dict.fromkeys(line.modifiers):
            if modifier in _OF_VISITS and is_never_visit(line.code):
                title = f"{modifier} belongs to a visit, not to {line.code}"
                yield _finding(line, modifier, title, "Put it on the evaluation and management code")
            elif modifier in _OF_PROCEDURES and is_visit(line.code) and line.code.isdigit():
                title = f"{modifier} belongs to a procedure, not to the visit {line.code}"
                yield _finding(line, modifier, title, "A visit that is separate carries 24, 25 or 57")


def _finding(line: Line, modifier: str, title: str, how: str) -> Finding:
    source = f"{NCCI_MANUAL}, D and E"
    return Finding("modifier-misplaced", Severity.WARN, title, f"{how}.", source, (line.code, modifier))
