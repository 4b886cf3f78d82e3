"""Rules, one a file: ``check(case, catalogue) -> Iterator[Finding]``, each finding with its source."""

from __future__ import annotations

from consultant.coding.catalogue import Catalogue
from consultant.coding.rules import code_first, excludes1, external_cause_first, manifestation_first, status
from consultant.coding.rules.values import Case, Finding, Line, Severity

__all__ = ["RULES", "Case", "Finding", "Line", "Severity", "check_case"]

RULES = (
    status.check,
    excludes1.check,
    external_cause_first.check,
    manifestation_first.check,
    code_first.check,
)

_ORDER = list(Severity)


def check_case(case: Case, catalogue: Catalogue) -> tuple[Finding, ...]:
    """What all rules find, stops first, in the rules' order within a severity."""
    found = [finding for rule in RULES for finding in rule(case, catalogue)]
    return tuple(sorted(found, key=lambda finding: _ORDER.index(finding.severity)))
