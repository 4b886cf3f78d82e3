import pytest

from consultant.coding.rules.order_on_claim import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("diagnoses", "rule", "code"),
    [
        (("I10", "Z00.00"), "first-listed-only", "Z00.00"),
        (("C50.911", "Z51.11"), "first-listed-only", "Z51.11"),
        (("Z68.41", "E66.01"), "secondary-only", "Z68.41"),
        (("R29.710", "I63.9"), "secondary-only", "R29.710"),
    ],
)
def test_a_code_out_of_its_one_place_is_warned_about(desk, diagnoses, rule, code):
    (finding,) = check(claim(desk, *diagnoses))

    assert (finding.rule, finding.severity.value, finding.codes) == (rule, "warn", (code,))


@pytest.mark.parametrize(
    "diagnoses",
    [
        (),
        ("Z00.00", "I10"),
        ("Z51.11", "C50.911"),
        ("Z51.0", "Z51.11", "C50.911"),
        ("E66.01", "Z68.41"),
        ("I10", "Z00.6"),
        ("I10", "Z79.4"),
        ("R40.20",),
    ],
)
def test_codes_in_their_place_are_fine(desk, diagnoses):
    assert list(check(claim(desk, *diagnoses))) == []
