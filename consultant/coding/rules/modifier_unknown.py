"""A modifier of a line is one of the published ones."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.catalogue import Billable, Expired
from consultant.coding.edits import NotHeld
from consultant.coding.reference import ModifierName
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import Finding, Severity
from consultant.coding.sets import System
from consultant.coding.systems import modifiers


def check(chart: Chart) -> Iterator[Finding]:
    """A stop for each modifier of a line that neither a list nor the HCPCS file knows.

    Source: CMS, HCPCS Level II file (modifiers); the AMA's numbers of level I modifiers.
    """
    for line in chart.case.lines:
        for modifier in dict.fromkeys(line.modifiers):
            source = _unknown(chart, modifier)
            if source is not None:
                yield Finding(
                    "modifier-unknown",
                    Severity.STOP,
                    f"{modifier} is no modifier",
                    f"{line.code} carries it, and no list has it. Take it off or correct it.",
                    source,
                    (line.code, modifier),
                )


def _unknown(chart: Chart, modifier: str) -> str | None:
    """Where a modifier is missing from; None for one that is known."""
    named = chart.reference.modifier(modifier, chart.case.on)
    if isinstance(named, ModifierName) or modifiers.normalise(modifier) is not None:
        return None
    if isinstance(chart.ask(System.MODIFIER, modifier), Billable | Expired):
        return None
    return named.reason if isinstance(named, NotHeld) else "HCPCS Level II and CPT modifiers"
