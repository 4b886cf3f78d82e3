"""A modifier of a line is one of the published ones."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.catalogue import Billable, Expired
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
            if not _known(chart, modifier):
                yield Finding(
                    "modifier-unknown",
                    Severity.STOP,
                    f"{modifier} is no modifier",
                    f"{line.code} carries it, and no list has it. Take it off or correct it.",
                    "HCPCS Level II and CPT modifiers as published",
                    (line.code, modifier),
                )


def _known(chart: Chart, modifier: str) -> bool:
    if modifiers.normalise(modifier) is not None:
        return True
    if isinstance(chart.reference.modifier(modifier, chart.case.on), ModifierName):
        return True
    return isinstance(chart.ask(System.MODIFIER, modifier), Billable | Expired)
