import pytest

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.code_first import check
from consultant.coding.rules.values import Case, Severity
from tests.coding.rules.claims import claim
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


@pytest.mark.parametrize(
    ("diagnoses", "codes"),
    [
        (("N18.4", "I12.9"), ("N18.4", "I12.9")),
        (("R65.20", "A41.9"), ("R65.20", "A41.9")),
        (("R65.20",), ("R65.20",)),
        (("J12.82", "I10"), ("J12.82",)),
        (("T36.0X5A", "L27.0"), ("T36.0X5A", "L27.0")),
        (("I50.9", "I11.0"), ("I50.9", "I11.0")),
        (("L97.511", "E11.621"), ("L97.511", "E11.621")),
        (("Z3A.20",), ("Z3A.20",)),
    ],
)
def test_a_note_of_another_code_than_a_manifestation_fixes_the_order_too(desk, diagnoses, codes):
    (finding,) = check(claim(desk, *diagnoses))

    assert (finding.rule, finding.codes) == ("code-first", codes)


@pytest.mark.parametrize(
    "diagnoses",
    [
        ("N18.4",),
        ("I50.9",),
        ("B39.4",),
        ("L97.511",),
        ("T40.1X1A", "R40.20"),
        ("T36.0X1A", "K29.00"),
        ("L27.0", "T36.0X5A"),
        ("J15.4", "R65.20"),
        ("I82.401", "I10"),
        ("U07.1", "J12.82"),
    ],
)
def test_a_note_with_a_condition_asks_for_nothing_that_is_not_there(desk, diagnoses):
    assert list(check(claim(desk, *diagnoses))) == []
