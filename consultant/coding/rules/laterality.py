"""Sides that contradict each other: between two diagnoses, or between a line's modifier and the diagnoses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from consultant.coding.catalogue import Billable, Header
from consultant.coding.rules.chart import Chart, Diagnosis
from consultant.coding.rules.sides import MODIFIERS, Side, apart_from_side, side_of
from consultant.coding.rules.values import GUIDELINES, Finding, Line, Severity
from consultant.coding.sets import System

Sided = tuple[Diagnosis, Side]


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for one condition told with sides that do not fit, and for a line of the other side.

    Right and left of one condition are fine unless a code for both sides exists. Source: ICD-10-CM Official Guidelines,
    I.B.13.
    """
    sided = [(one, side) for one in chart.diagnoses if (side := side_of(one.entry.text)) is not None]
    for first, second in combinations(sided, 2):
        yield from _between(chart, first, second)
    for line in chart.case.lines:
        yield from _of_line(line, sided)


def _between(chart: Chart, first: Sided, second: Sided) -> Iterator[Finding]:
    (one, side), (other, other_side) = first, second
    if side is other_side or one.code[:3] != other.code[:3]:
        return
    if apart_from_side(one.entry.text, side) != apart_from_side(other.entry.text, other_side):
        return
    if {side, other_side} == {Side.RIGHT, Side.LEFT}:
        both = _for_both_sides(chart, one, other)
        if both is not None:
            how = f"One code says both sides: {both}"
            yield _finding(one, f"{one.code} and {other.code} are one bilateral condition", how, other.code)
        return
    how = f"One says {side.value}, the other {other_side.value}. Keep the one that the record supports"
    yield _finding(one, f"{one.code} and {other.code} differ about the side", how, other.code)


def _for_both_sides(chart: Chart, one: Diagnosis, other: Diagnosis) -> str | None:
    """The code that says the same of both sides, where one exists."""
    side = side_of(one.entry.text) or Side.RIGHT
    wanted = apart_from_side(one.entry.text, side)
    differing = [at for at, pair in enumerate(zip(one.code, other.code, strict=False)) if pair[0] != pair[1]]
    if len(one.code) != len(other.code) or len(differing) != 1:
        return None
    at = differing[0]
    match chart.ask(System.CM, f"{one.code[:at]}3{one.code[at + 1 :]}"):
        case Billable(entry=entry) if _both(entry.text, wanted):
            return entry.code
        case _:
            pass
    match chart.ask(System.CM, one.code[:3]):
        case Header(leaves=leaves):
            return next((leaf.code for leaf in leaves if _both(leaf.text, wanted)), None)
        case _:
            return None


def _both(text: str, wanted: tuple[str, ...]) -> bool:
    return side_of(text) is Side.BOTH and apart_from_side(text, Side.BOTH) == wanted


def _of_line(line: Line, sided: list[Sided]) -> Iterator[Finding]:
    """A line of one side while every diagnosis that says a side says the other one."""
    sides = {MODIFIERS[modifier] for modifier in line.modifiers if modifier in MODIFIERS}
    told = [(one, side) for one, side in sided if side is not Side.UNSAID]
    if len(sides) != 1 or not told:
        return
    (side,) = sides
    opposite = Side.LEFT if side is Side.RIGHT else Side.RIGHT
    if all(found is opposite for _, found in told):
        one = told[0][0]
        how = f"The line says {side.value}, the diagnoses say {opposite.value}. Correct the modifier or the diagnosis"
        yield _finding(one, f"{line.code} is of another side than {one.code}", how, line.code)


def _finding(one: Diagnosis, title: str, how: str, other: str) -> Finding:
    source = f"{one.release.label}; {GUIDELINES}, I.B.13"
    return Finding("laterality-conflict", Severity.WARN, title, f"{how}.", source, (one.code, other))
