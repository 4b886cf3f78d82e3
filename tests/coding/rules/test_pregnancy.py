import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.rules.pregnancy import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("diagnoses", "rule", "codes"),
    [
        (("D64.9", "O99.012"), "pregnancy-first", ("O99.012", "D64.9")),
        (("O99.011", "Z3A.20"), "trimester-conflict", ("O99.011", "Z3A.20")),
        (("O99.013", "Z3A.27"), "trimester-conflict", ("O99.013", "Z3A.27")),
        (("O09.511", "O99.012"), "trimester-conflict", ("O09.511", "O99.012")),
    ],
)
def test_order_and_trimester_are_warned_about(desk, diagnoses, rule, codes):
    (finding,) = check(claim(desk, *diagnoses))

    assert (finding.rule, finding.severity.value, finding.codes) == (rule, "warn", codes)


@pytest.mark.parametrize(
    "diagnoses",
    [
        (),
        ("D64.9",),
        ("O99.012", "D64.9", "Z3A.20"),
        ("O99.013", "Z3A.28"),
        ("O09.512", "O99.012", "O24.419"),
        ("O99.011", "Z3A.01"),
        ("O99.011", "Z3A.00"),
        ("O80", "Z37.0", "Z3A.39"),
        ("Z30.2", "O80"),
        ("I10", "Z33.1"),
    ],
)
def test_pregnancy_first_and_weeks_of_the_trimester_are_fine(desk, diagnoses):
    assert list(check(claim(desk, *diagnoses))) == []


@given(week=st.integers(8, 42))
def test_every_week_belongs_to_one_trimester(desk, week):
    fitting = [
        code for code in ("O99.011", "O99.012", "O99.013") if not list(check(claim(desk, code, f"Z3A.{week:02d}")))
    ]

    assert fitting == ["O99.011" if week < 14 else "O99.012" if week < 28 else "O99.013"]
