import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.excludes1 import check
from consultant.coding.rules.values import Case, Severity
from tests.coding.rules.claims import claim
from tests.coding.shipped import IN_SEASON


@pytest.mark.parametrize(
    "pair",
    [
        ("E11.9", "E10.9"),
        ("E10.9", "E11.9"),
        ("N39.0", "N30.00"),
        ("M54.50", "M51.27"),
    ],
)
def test_two_codes_of_an_excludes1_note_are_warned_about_once(catalogue, pair):
    (finding,) = check(Chart(Case(IN_SEASON, pair), catalogue))

    assert finding.rule == "excludes1"
    assert finding.severity is Severity.WARN
    assert set(finding.codes) == set(pair)
    assert finding.why.endswith("Except when the two conditions are unrelated.")
    assert "Official Guidelines, I.A.12.a" in finding.source


def test_a_note_of_a_level_above_counts(catalogue):
    (finding,) = check(Chart(Case(IN_SEASON, ("E11.3211", "O24.419")), catalogue))

    assert "Excludes1 at E11:" in finding.why


@pytest.mark.parametrize(
    "codes", [(), ("E11.9",), ("E11.9", "I10"), ("M17", "M17.11"), ("E11.9", "E11.99"), ("E11.9", "E11.9")]
)
def test_codes_that_go_together_are_left_in_peace(catalogue, codes):
    assert list(check(Chart(Case(IN_SEASON, codes), catalogue))) == []


@pytest.mark.parametrize(
    "codes", [("R47.01", "I69.321"), ("M17.11", "M16.12"), ("S52.521A", "S62.101A"), ("N39.0", "N20.0")]
)
def test_a_note_of_neighbours_names_no_others(desk, codes):
    assert list(check(claim(desk, *codes))) == []


PLENTY = (
    "E11.9",
    "E10.9",
    "I10",
    "N39.0",
    "N30.00",
    "M54.50",
    "M51.27",
    "R05.9",
    "J20.9",
    "O24.410",
    "G81.91",
    "I69.351",
)


@given(pair=st.lists(st.sampled_from(PLENTY), min_size=2, max_size=2, unique=True))
def test_the_order_of_two_codes_does_not_matter(desk, pair):
    there, back = (list(check(claim(desk, *codes))) for codes in (pair, pair[::-1]))

    assert [set(finding.codes) for finding in there] == [set(finding.codes) for finding in back]
