import pytest

from consultant.coding.rules import Case, Chart
from consultant.coding.rules.use_additional import check
from tests.coding.rules.claims import claim
from tests.coding.shipped import IN_SEASON


@pytest.mark.parametrize(
    "diagnoses", [("E11.22",), ("N39.0",), ("I13.2", "I50.9"), ("E11.621", "I10"), ("I11.0",), ("T24.311A", "X08.8XXA")]
)
def test_what_a_note_asks_for_and_is_missing_is_warned_about(desk, diagnoses):
    (finding,) = check(claim(desk, *diagnoses))

    assert (finding.rule, finding.severity.value, finding.codes) == ("use-additional", "warn", (diagnoses[0],))


@pytest.mark.parametrize(
    "diagnoses",
    [
        (),
        ("E11.22", "N18.30"),
        ("N39.0", "B96.20"),
        ("I13.2", "I50.9", "N18.6", "Z99.2"),
        ("E11.621", "L97.411"),
        ("E11.9",),
        ("J44.9",),
        ("S52.521A",),
        ("E66.9",),
        ("I10",),
        ("G30.9",),
        ("L90.5", "T24.311S"),
    ],
)
def test_what_is_there_or_asked_for_on_a_condition_is_fine(desk, diagnoses):
    assert list(check(claim(desk, *diagnoses))) == []


def test_codes_that_are_merely_told_are_no_whole_claim(desk):
    assert list(check(Chart(Case(IN_SEASON, ("E11.22",)), desk))) == []
