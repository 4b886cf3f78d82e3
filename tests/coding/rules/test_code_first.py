import pytest

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.code_first import check
from consultant.coding.rules.values import Case, Severity
from tests.coding.shipped import IN_SEASON


def test_a_manifestation_without_its_disease_is_warned_about(catalogue):
    (finding,) = check(Chart(Case(IN_SEASON, ("D63.1", "I10")), catalogue))

    assert (finding.rule, finding.severity) == ("code-first", Severity.WARN)
    assert finding.title == "D63.1 needs its underlying disease coded first"
    assert finding.why.startswith("Code first at D63.1:")


def test_a_disease_behind_its_manifestation_goes_before(catalogue):
    (finding,) = check(Chart(Case(IN_SEASON, ("D63.1", "N18.6"), sequenced=True), catalogue))

    assert finding.title == "N18.6 goes before D63.1"


@pytest.mark.parametrize(
    "case",
    [
        Case(IN_SEASON),
        Case(IN_SEASON, ("N18.6", "D63.1"), sequenced=True),
        Case(IN_SEASON, ("D63.1", "N18.6")),
        Case(IN_SEASON, ("G30.9", "F02.80"), sequenced=True),
        Case(IN_SEASON, ("J18.9",)),
    ],
)
def test_a_manifestation_with_its_disease_is_fine(catalogue, case):
    assert list(check(Chart(case, catalogue))) == []
