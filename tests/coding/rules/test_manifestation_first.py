import pytest

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.manifestation_first import check
from consultant.coding.rules.values import Case, Severity
from tests.coding.shipped import IN_SEASON


@pytest.mark.parametrize("code", ["D63.1", "F02.80", "H36.811", "E08.9"])
def test_a_manifestation_first_on_the_claim_stops(catalogue, code):
    (finding,) = check(Chart(Case(IN_SEASON, (code, "I10"), sequenced=True), catalogue))

    assert (finding.rule, finding.severity, finding.codes) == ("manifestation-first", Severity.STOP, (code,))


@pytest.mark.parametrize(
    "case",
    [
        Case(IN_SEASON),
        Case(IN_SEASON, ("N18.6", "D63.1"), sequenced=True),
        Case(IN_SEASON, ("D63.1", "N18.6")),
        Case(IN_SEASON, ("B97.4", "I10"), sequenced=True),
        Case(IN_SEASON, ("J18.9", "I10"), sequenced=True),
    ],
)
def test_a_manifestation_behind_its_disease_is_fine(catalogue, case):
    assert list(check(Chart(case, catalogue))) == []
