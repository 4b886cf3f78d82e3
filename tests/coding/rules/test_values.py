from datetime import date

from consultant.coding.rules.values import Case, Line, Severity
from consultant.coding.sets import System


def test_a_case_is_empty_unless_told():
    assert Case(date(2026, 5, 1)) == Case(on=date(2026, 5, 1), diagnoses=(), lines=(), sequenced=False)
    assert Line(System.CPT, "99213") == Line(System.CPT, "99213", (), None)


def test_severities_run_from_stop_to_info():
    assert list(Severity) == ["stop", "warn", "info"]
