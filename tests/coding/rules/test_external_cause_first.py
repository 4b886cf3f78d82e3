import pytest

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.external_cause_first import check
from consultant.coding.rules.values import Case, Severity
from tests.coding.shipped import IN_SEASON


def test_an_external_cause_first_on_the_claim_stops(catalogue):
    (finding,) = check(Chart(Case(IN_SEASON, ("W01.0XXA", "S52.521A"), sequenced=True), catalogue))

    assert (finding.rule, finding.severity) == ("external-cause-first", Severity.STOP)
    assert finding.title == "W01.0XXA is never the first diagnosis"


def test_an_external_cause_alone_needs_a_diagnosis(catalogue):
    (finding,) = check(Chart(Case(IN_SEASON, ("Y92.009",)), catalogue))

    assert (finding.severity, finding.title) == (Severity.INFO, "Y92.009 needs a diagnosis before it")


@pytest.mark.parametrize(
    "case",
    [
        Case(IN_SEASON),
        Case(IN_SEASON, ("S52.521A", "W01.0XXA"), sequenced=True),
        Case(IN_SEASON, ("W01.0XXA", "S52.521A")),
        Case(IN_SEASON, ("Z23",), sequenced=True),
    ],
)
def test_a_cause_behind_its_injury_or_told_in_any_order_is_fine(catalogue, case):
    assert list(check(Chart(case, catalogue))) == []
