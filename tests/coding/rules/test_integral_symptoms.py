import pytest

from consultant.coding.rules.integral_symptoms import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("symptom", "disease"),
    [
        ("R07.9", "I21.4"),
        ("R05.1", "J20.9"),
        ("R50.9", "J18.9"),
        ("R10.31", "K35.80"),
        ("R06.02", "I50.23"),
        ("M25.561", "M17.11"),
        ("R30.0", "N39.0"),
    ],
)
def test_a_symptom_beside_its_disease_is_told_whatever_the_order(desk, symptom, disease):
    (finding,), (other,) = check(claim(desk, disease, symptom)), check(claim(desk, symptom, disease))

    assert (finding.rule, finding.severity.value, finding.codes) == ("integral-symptom", "info", (symptom, disease))
    assert other == finding


@pytest.mark.parametrize(
    "diagnoses",
    [
        (),
        ("R07.9",),
        ("R07.9", "R05.1"),
        ("I10", "R07.9"),
        ("J18.9", "R63.4"),
        ("M17.11", "M25.562"),
        ("R51.9", "G43.009"),
        ("E11.9", "R50.9"),
    ],
)
def test_symptoms_of_nothing_on_the_claim_are_left_in_peace(desk, diagnoses):
    assert list(check(claim(desk, *diagnoses))) == []
