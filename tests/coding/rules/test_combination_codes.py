import pytest

from consultant.coding.rules.combination_codes import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("diagnoses", "together"),
    [
        (("I10", "N18.4"), "I12.-"),
        (("I50.22", "I10"), "I11.-"),
        (("I11.0", "I50.22", "N18.30"), "I13.-"),
        (("I12.9", "N18.30", "I50.9"), "I13.-"),
        (("E11.9", "N18.31"), "E11.22"),
        (("E10.9", "G62.9"), "E10.42"),
        (("E11.9", "L97.511"), "E11.621"),
        (("E11.9", "L97.211"), "E11.622"),
        (("J44.9", "J18.9"), "J44.0"),
        (("I50.21", "I50.22"), "I50.23"),
        (("J96.01", "J96.11"), "J96.2-"),
    ],
)
def test_two_codes_that_one_code_says_together_are_warned_about_once(desk, diagnoses, together):
    (finding,) = check(claim(desk, *diagnoses))

    assert (finding.rule, finding.severity.value) == ("combination-code", "warn")
    assert set(finding.codes) <= set(diagnoses)
    assert f"Report {together}" in finding.why


@pytest.mark.parametrize(
    "diagnoses",
    [
        (),
        ("I10", "E11.9", "E78.5"),
        ("I12.9", "N18.4"),
        ("I11.0", "I50.22"),
        ("I13.0", "I50.22", "N18.4"),
        ("E11.22", "N18.4"),
        ("E11.621", "L97.511"),
        ("E11.9", "L89.154"),
        ("J44.1", "J44.0", "J18.9"),
        ("J44.9", "J45.909"),
        ("I50.23", "I48.91"),
        ("N18.4", "D63.1"),
        ("E16.2", "I10"),
    ],
)
def test_codes_that_are_told_apart_are_fine(desk, diagnoses):
    assert list(check(claim(desk, *diagnoses))) == []
