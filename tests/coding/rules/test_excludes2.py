import pytest

from consultant.coding.rules.excludes2 import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize("pair", [("S52.521A", "S62.101A"), ("J18.9", "R05.9")])
def test_a_pair_of_an_excludes2_note_is_told_once(desk, pair):
    (finding,) = check(claim(desk, *pair))

    assert (finding.rule, finding.severity.value, set(finding.codes)) == ("excludes2", "info", set(pair))


@pytest.mark.parametrize("codes", [(), ("E11.9",), ("J45.909", "I10"), ("E11.9", "E10.9"), ("S52", "S52.521A")])
def test_other_pairs_and_those_of_an_excludes1_note_are_left_in_peace(desk, codes):
    assert list(check(claim(desk, *codes))) == []


def test_a_note_of_a_chapter_holds_for_every_code_below_it(desk):
    (finding,) = check(claim(desk, "E11.9", "I10"))

    assert "Excludes2 at 9:" in finding.why
