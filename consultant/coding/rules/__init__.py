"""Rules, one a file: ``check(chart) -> Iterator[Finding]``, each finding with its source.

A chart is a case (lines, ordered diagnoses, date, setting, patient) beside what the installed releases say of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from consultant.coding.catalogue import Catalogue, ReferenceRelease, Release
from consultant.coding.rules import (
    add_on,
    age_conflict,
    code_first,
    combination_codes,
    coverage,
    drugs,
    equipment,
    excludes1,
    excludes2,
    external_cause_first,
    fee_indicators,
    global_days,
    integral_symptoms,
    laterality,
    manifestation_first,
    medicaid,
    medicare_codes,
    modifier_conflict,
    modifier_place,
    modifier_unknown,
    mue,
    multiple_procedures,
    order_on_claim,
    pregnancy,
    prolonged_services,
    ptp,
    sequela_first,
    seventh_characters,
    sex_conflict,
    status,
    telehealth,
    unspecified,
    use_additional,
    visit_complexity,
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
    combination_codes.check,
    laterality.check,
    age_conflict.check,
    sex_conflict.check,
    modifier_unknown.check,
    modifier_conflict.check,
    modifier_place.check,
    visit_complexity.check,
    prolonged_services.check,
    global_days.check,
    multiple_procedures.check,
    drugs.check,
    equipment.check,
    telehealth.check,
    fee_indicators.check,
    ptp.check,
    mue.check,
    add_on.check,
    excludes2.check,
    unspecified.check,
    integral_symptoms.check,
    medicare_codes.check,
    coverage.check,
    medicaid.check,
)

_ORDER = list(Severity)


def check_case(case: Case, catalogue: Catalogue) -> tuple[Finding, ...]:
    """What all rules find, stops first, in the rules' order within a severity; what was not checked comes last."""
    chart = Chart(case, catalogue)
    found = _marked(_together(finding for rule in RULES for finding in rule(chart)), case.on, catalogue)
    return tuple(sorted(found, key=lambda finding: (_ORDER.index(finding.severity), finding.rule == NOT_CHECKED)))


def _marked(findings: list[Finding], on: date, catalogue: Catalogue) -> list[Finding]:
    """Findings as they are, but the source of one read from a release that is older than its season says so."""
    releases: list[Release | ReferenceRelease] = [*catalogue.releases, *catalogue.references] if findings else []
    stale = {one.label: why for one in releases if (why := one.staleness(on)) is not None}
    marked: list[Finding] = []
    for finding in findings:
        why = next((why for label, why in stale.items() if _cites(finding.source, label)), None)
        marked.append(finding if why is None else replace(finding, source=f"{finding.source} (stale: {why})"))
    return marked


def _cites(source: str, label: str) -> bool:
    """Whether ``source`` begins with the release ``label``, which may begin the name of another one."""
    rest = source.removeprefix(label)
    return source.startswith(label) and (not rest or rest.startswith((";", ", ", " (Medicare)")))


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
