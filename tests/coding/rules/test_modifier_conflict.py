from itertools import combinations

import pytest

from consultant.coding.rules.modifier_conflict import CONFLICTS, check
from consultant.coding.systems import modifiers
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    "pair", ["GA-GZ", "RT-LT", "50-RT", "26-TC", "JW-JZ", "59-XS", "GX-GA", "NU-RR", "QX-QZ", "95-93", "58-79"]
)
def test_two_modifiers_that_exclude_each_other_stop(desk, pair):
    (finding,) = check(claim(desk, lines=(f"20610-{pair}",)))

    assert (finding.rule, finding.codes) == ("modifier-conflict", ("20610", *pair.split("-")))


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("99213-25",),
        ("20610-RT-59",),
        ("20610-RT", "20610-LT"),
        ("99213-24-25",),
        ("J1885-GX-GY",),
        ("J9035-JW", "J9035-JZ"),
    ],
)
def test_modifiers_that_go_together_or_stand_on_lines_of_their_own_are_fine(desk, lines):
    assert list(check(claim(desk, lines=lines))) == []


def test_every_pair_is_of_two_published_modifiers_with_a_source():
    assert all(modifiers.normalise(one) == one for pair in CONFLICTS for one in pair)
    assert all(why and source for why, source in CONFLICTS.values())


@pytest.mark.parametrize("pair", list(combinations(("XE", "XS", "XP", "XU"), 2)))
def test_two_x_modifiers_may_both_be_true(desk, pair):
    assert list(check(claim(desk, lines=(f"20610-{'-'.join(pair)}",)))) == []
