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
    "X": "is outside of the fee schedule by statute",
}
_ASKING = frozenset({"26", "TC", "50", "62", "66", *_ASSISTANTS})


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for each modifier that an indicator forbids; information for a status that Medicare does not pay.

    What was not asked for (no such modifier on a line) and has no schedule is silent. Source: CMS, physician fee
    schedule, record layout (Medicare Claims Processing Manual, chapter 23, addendum MPFSDB).
    """
    unheld: dict[str, list[str]] = {}
    for line in chart.case.lines:
        found = chart.fees.fee(line.code, "", chart.case.on)
        if isinstance(found, NotHeld):
            if _ASKING & set(line.modifiers):
                unheld.setdefault(found.reason, []).append(line.code)
        elif found is not None:
            yield from _judged(line, found)
    for reason, codes in unheld.items():
        yield not_checked("no fee schedule for this date", reason, tuple(dict.fromkeys(codes)))


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
    if row.status in _NOT_PAID:
        title = f"{row.code} {_NOT_PAID[row.status]}"
        yield _finding(fee, "not-payable", Severity.INFO, title, f"Its status is {row.status}", (row.code,))


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


def _finding(fee: Fee, rule: str, severity: Severity, title: str, why: str, codes: tuple[str, ...]) -> Finding:
    return Finding(rule, severity, title, f"{why}.", f"{fee.release.label}, indicators", codes)
