"""Drugs by the dose of their code, and the modifiers of what a single-dose container had left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from consultant.coding.calculators.units import NONE_WASTED, REQUIRED_SINCE, SOURCE, WASTED, dose_of
from consultant.coding.catalogue import Entry
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import Finding, Line, Severity, not_checked
from consultant.coding.sets import System


def check(chart: Chart) -> Iterator[Finding]:
    """Warnings for JW and JZ that cannot be, what units of a drug are as a dose, and what was not checked.

    Which drugs come in single-dose containers stands in no installed list: since 1 July 2023 an injected drug with
    neither modifier is not checked. Source: Medicare Claims Processing Manual, chapter 17, section 40.
    """
    drugs = [(line, entry) for line in chart.case.lines if (entry := _injected(chart, line)) is not None]
    yield from _wastage(chart, [line for line, _ in drugs])
    for line, entry in drugs:
        if (found := _dose(line, entry)) is not None:
            yield found


def _injected(chart: Chart, line: Line) -> Entry | None:
    """The entry of a line's code where it is an injected drug or a biosimilar; None for everything else."""
    if line.system is not System.HCPCS or not line.code.startswith(("J", "Q5")):
        return None
    listed = chart.listed(System.HCPCS, line.code)
    return listed[0] if listed is not None and listed[0].text.lower().startswith("inject") else None


def _wastage(chart: Chart, drugs: list[Line]) -> Iterator[Finding]:
    unsaid: list[str] = []
    for code in dict.fromkeys(line.code for line in drugs):
        lines = [line.modifiers for line in drugs if line.code == code]
        # Both on one line is a conflict of modifiers, told there.
        wasted = [WASTED in modifiers and NONE_WASTED not in modifiers for modifiers in lines]
        if all(wasted):
            title = f"{code} was wasted and none of it given"
            yield _finding(code, title, "Add the line of what was given, without JW", WASTED)
        elif any(wasted) and any(NONE_WASTED in modifiers for modifiers in lines):
            yield _finding(
                code, f"{code} was wasted and none was wasted", "Keep JW or JZ, not both", WASTED, NONE_WASTED
            )
        elif not any(wasted) and not all(NONE_WASTED in modifiers for modifiers in lines):
            unsaid.append(code)
    if unsaid and chart.case.on >= REQUIRED_SINCE:
        reason = f"No list of them is installed. From one, {NONE_WASTED} says that nothing was left; {WASTED} what was"
        yield not_checked("which drugs come in single-dose containers", reason, tuple(unsaid))


def _dose(line: Line, entry: Entry) -> Finding | None:
    """What the line's units are as a dose; None where the code or the line says none."""
    dose = dose_of(entry.text)
    if dose is None or not line.units:
        return None
    one = "1 unit is" if line.units == 1 else f"{line.units} units are"
    return Finding(
        "drug-units",
        Severity.INFO,
        f"{line.code}: {one} {replace(dose, amount=replace(dose.amount, number=dose.amount.number * line.units))}",
        f"One unit is {dose}. Compare with the dose of the record; a part of a unit counts as one.",
        f"HCPCS Level II, text of {line.code}; {SOURCE}",
        (line.code,),
    )


def _finding(code: str, title: str, how: str, *modifiers: str) -> Finding:
    return Finding("drug-wastage", Severity.WARN, title, f"{how}.", SOURCE, (code, *modifiers))
