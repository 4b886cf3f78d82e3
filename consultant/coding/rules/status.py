"""Each code against the list of its date: billable, a header, expired, not yet effective, unknown, or not checked."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.catalogue import (
    Answer,
    Billable,
    Expired,
    Header,
    NotChecked,
    NotYetEffective,
    Unknown,
    day,
)
from consultant.coding.rules import seventh_characters
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import SHELF, Case, Finding, Severity
from consultant.coding.sets import System

SHOWN = 6
_NAMES = {System.CM: "dx", System.HCPCS: "hcpcs", System.CPT: "cpt", System.PCS: "pcs", System.MODIFIER: "modifier"}


def check(chart: Chart) -> Iterator[Finding]:
    """A finding for each code that is not good on the date, and one a system for what could not be checked.

    A diagnosis of which only the seventh character is wrong is left to ``seventh_characters``.

    Source: 45 CFR 162.1002 (code sets by date of service); ICD-10-CM Official Guidelines, I.B.2 (highest specificity).
    """
    case = chart.case
    coded = [(System.CM, code) for code in case.diagnoses] + [(line.system, line.code) for line in case.lines]
    unchecked: dict[tuple[System, str], list[str]] = {}
    for system, code in dict.fromkeys(coded):
        answer = chart.ask(system, code)
        if isinstance(answer, NotChecked):
            unchecked.setdefault((system, answer.reason), []).append(code)
        elif system is not System.CM or seventh_characters.of(chart, code) is None:
            yield from _judged(system, code, answer, case)
    for (system, reason), codes in unchecked.items():
        title = f"Not checked on {day(case.on)}: {', '.join(codes)}"
        yield Finding(
            f"{_NAMES[system]}-not-checked", Severity.INFO, title, f"{system.title}: {reason}.", SHELF, tuple(codes)
        )


def _judged(system: System, code: str, answer: Answer, case: Case) -> Iterator[Finding]:
    name = _NAMES[system]
    match answer:
        case Header(release=release, leaves=leaves, leaf_count=count, stopped=stopped):
            shown = "; ".join(f"{leaf.code} {leaf.text}" for leaf in leaves[:SHOWN])
            why = (
                f"It is a header over {count} billable codes. {'Among them' if count > SHOWN else 'They are'}: {shown}."
            )
            why += f" It stopped being billable on {day(stopped)}." if stopped else ""
            title = f"{code} is not billable"
            yield Finding(f"{name}-not-billable", Severity.STOP, title, why, release.label, (code,))
        case Expired(release=release, last_day=last_day, successors=successors):
            ended = "terminated" if system is System.HCPCS else "expired"
            why = f"Last good on {day(last_day)}; the date of service is {day(case.on)}."
            why += f" See {'; '.join(f'{one.code} {one.text}' for one in successors[:SHOWN])}." if successors else ""
            yield Finding(f"{name}-{ended}", Severity.STOP, f"{code} is no longer valid", why, release.label, (code,))
        case NotYetEffective(release=release, effective_from=begins):
            why = f"Good from {day(begins)} on; the date of service is {day(case.on)}."
            title = f"{code} is not valid yet"
            yield Finding(f"{name}-not-yet-effective", Severity.STOP, title, why, release.label, (code,))
        case Unknown(release=release, nearest=nearest):
            near = "; ".join(f"{listed.code} {listed.text}" for listed in nearest)
            why = f"Spelled nearly alike: {near}." if near else "No code of the list is spelled nearly alike."
            yield Finding(f"{name}-unknown", Severity.STOP, f"{code} is in no list", why, release.label, (code,))
        case Billable() | NotChecked():
            return
