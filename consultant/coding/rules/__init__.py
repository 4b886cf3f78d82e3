"""Rules, one a file: ``check(chart) -> Iterator[Finding]``, each finding with its source.

A chart is a case (lines, ordered diagnoses, date, setting, patient) beside what the installed releases say of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from consultant.coding.catalogue import Catalogue
from consultant.coding.rules import (
    add_on,
    age_conflict,
    code_first,
    excludes1,
    excludes2,
    external_cause_first,
    fee_indicators,
    laterality,
    manifestation_first,
    modifier_conflict,
    modifier_place,
    modifier_unknown,
    mue,
    order_on_claim,
    pregnancy,
    ptp,
    sequela_first,
    seventh_characters,
    sex_conflict,
    status,
    unspecified,
    use_additional,
)
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import NOT_CHECKED, Case, Finding, Line, Patient, Severity

__all__ = ["RULES", "Case", "Chart", "Finding", "Line", "Patient", "Severity", "check_case"]

RULES = (
    status.check,
    seventh_characters.check,
    excludes1.check,
    external_cause_first.check,
    manifestation_first.check,
    code_first.check,
    use_additional.check,
    order_on_claim.check,
    sequela_first.check,
    pregnancy.check,
    laterality.check,
    age_conflict.check,
    sex_conflict.check,
    modifier_unknown.check,
    modifier_conflict.check,
    modifier_place.check,
    fee_indicators.check,
    ptp.check,
    mue.check,
    add_on.check,
    excludes2.check,
    unspecified.check,
)

_ORDER = list(Severity)


def check_case(case: Case, catalogue: Catalogue) -> tuple[Finding, ...]:
    """What all rules find, stops first, in the rules' order within a severity; what was not checked comes last."""
    chart = Chart(case, catalogue)
    found = _together(finding for rule in RULES for finding in rule(chart))
    return tuple(sorted(found, key=lambda finding: (_ORDER.index(finding.severity), finding.rule == NOT_CHECKED)))


def _together(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as they are, but those of rules that lack the same data as one."""
    kept: list[Finding] = []
    lacking: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.rule == NOT_CHECKED:
            lacking.setdefault(finding.title, []).append(finding)
        else:
            kept.append(finding)
    for group in lacking.values():
        why = " ".join(dict.fromkeys(finding.why for finding in group))
        codes = tuple(dict.fromkeys(code for finding in group for code in finding.codes))
        kept.append(replace(group[0], why=why, codes=codes))
    return kept
