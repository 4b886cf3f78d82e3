"""Modifiers that the fee schedule's indicators of a code do not allow, and codes that it does not pay."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.edits import NotHeld
from consultant.coding.fees import Fee
from consultant.coding.releases.fee_schedule import FeeRow
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import Finding, Line, Severity, not_checked

_ASSISTANTS = ("80", "81", "82", "AS")
_NOT_PAID = {
    "B": "is always part of another service and never paid apart",
    "I": "is not valid for Medicare, which uses another code",
    "N": "is not covered by Medicare",
    "P": "is part of another service or excluded, and never paid apart",
}
_OTHERWISE = {
    "X": (
        "outside-fee-schedule",
        "stands outside of the physician fee schedule",
        "another fee schedule pays it, or none",
    ),
    "R": ("restricted-coverage", "has restricted coverage", "the contractor looks at each case"),
    "C": ("contractor-priced", "is priced by the contractor", "send what was done and why"),
    "T": ("paid-alone", "is paid only when nothing else of the day is", "leave it out beside another paid service"),
}
_ASKING = frozenset({"26", "TC", "50", "62", "66", *_ASSISTANTS})


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for each modifier that an indicator forbids; information for a status that Medicare does not pay.

    What was not asked for (no such modifier on a line) and has no schedule is silent. Source: CMS, physician fee
    schedule, record layout (Medicare Claims Processing Manual, chapter 23, addendum MPFSDB).
    """
    unheld: dict[str, list[str]] = {}
    yield from _two_sides(chart)
    for line in chart.case.lines:
        found = chart.fees.fee(line.code, "", chart.case.on)
        if isinstance(found, NotHeld):
            if _ASKING & set(line.modifiers):
                unheld.setdefault(found.reason, []).append(line.code)
        elif found is not None:
            yield from _judged(line, found)
    for reason, codes in unheld.items():
        yield not_checked("no fee schedule for this date", reason, tuple(dict.fromkeys(codes)))


def _two_sides(chart: Chart) -> Iterator[Finding]:
    """Right and left on two lines of a code whose values are already for both."""
    for code in chart.procedures:
        sides = {modifier for line in chart.case.lines if line.code == code for modifier in line.modifiers}
        if not sides >= {"RT", "LT"}:
            continue
        fee = chart.fees.fee(code, "", chart.case.on)
        if isinstance(fee, Fee) and fee.row.bilateral == "2":
            how = "Its bilateral indicator is 2: one line without a side is both"
            title = f"{code} is already for both sides"
            yield _finding(fee, "modifier-not-allowed", Severity.WARN, title, how, (code, "RT", "LT"))


def _judged(line: Line, fee: Fee) -> Iterator[Finding]:
    row = fee.row
    for modifier in dict.fromkeys(line.modifiers):
        if (indicator := _forbidding(row, modifier)) is not None:
            yield _finding(
                fee,
                "modifier-not-allowed",
                Severity.WARN,
                f"{modifier} does not go with {row.code}",
                f"Its {indicator[0]} indicator is {indicator[1]}. Take the modifier off",
                (row.code, modifier),
            )
        elif (needed := _with_papers(row, modifier)) is not None:
            yield _finding(
                fee,
                "documentation-required",
                Severity.INFO,
                f"{modifier} on {row.code} is paid with papers alone",
                f"Its {needed[0]} indicator is {needed[1]}. Send what shows the medical need",
                (row.code, modifier),
            )
    if row.status in _NOT_PAID:
        title = f"{row.code} {_NOT_PAID[row.status]}"
        yield _finding(fee, "not-payable", Severity.INFO, title, f"Its status is {row.status}", (row.code,))
    elif row.status in _OTHERWISE:
        rule, title, how = _OTHERWISE[row.status]
        yield _finding(
            fee, rule, Severity.INFO, f"{row.code} {title}", f"Its status is {row.status}: {how}", (row.code,)
        )


def _forbidding(row: FeeRow, modifier: str) -> tuple[str, str] | None:
    """Name and value of the indicator that forbids ``modifier``; None where it is allowed or none speaks of it."""
    if modifier in ("26", "TC"):
        parts = row.professional_technical
        allowed = parts == "1" or (modifier == "26" and parts == "6")
        return None if allowed or not parts else ("PC/TC", parts)
    if modifier == "50":
        return ("bilateral", row.bilateral) if row.bilateral in ("0", "2", "9") else None
    if modifier in _ASSISTANTS:
        return ("assistant", row.assistant) if row.assistant in ("1", "9") else None
    if modifier == "62":
        return ("co-surgeon", row.co_surgeons) if row.co_surgeons in ("0", "9") else None
    if modifier == "66":
        return ("team", row.team) if row.team in ("0", "9") else None
    return None


def _with_papers(row: FeeRow, modifier: str) -> tuple[str, str] | None:
    """Name and value of the indicator that asks for papers with ``modifier``; None where none does."""
    if modifier in _ASSISTANTS:
        return ("assistant", row.assistant) if row.assistant == "0" else None
    if modifier == "62":
        return ("co-surgeon", row.co_surgeons) if row.co_surgeons == "1" else None
    return ("team", row.team) if modifier == "66" and row.team in ("1", "2") else None


def _finding(fee: Fee, rule: str, severity: Severity, title: str, why: str, codes: tuple[str, ...]) -> Finding:
    return Finding(rule, severity, title, f"{why}.", f"{fee.release.label}, indicators", codes)
