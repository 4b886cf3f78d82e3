import pytest

from consultant.coding.rules.sequela_first import check
from tests.coding.rules.claims import claim


def test_an_injury_with_s_before_the_condition_it_left_is_warned_about(desk):
    (finding,) = check(claim(desk, "T24.311S", "L90.5"))

    assert (finding.rule, finding.severity.value, finding.codes) == ("sequela-first", "warn", ("T24.311S",))


@pytest.mark.parametrize("diagnoses", [(), ("L90.5", "T24.311S"), ("S52.521A",), ("I69.351",), ("E11.9",)])
def test_a_sequela_behind_its_condition_is_fine(desk, diagnoses):
    assert list(check(claim(desk, *diagnoses))) == []
