from datetime import date

import pytest

from consultant.coding.rules.modifier_place import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("lines", "rule", "codes"),
    [
        (("20610-25",), "modifier-misplaced", ("20610", "25")),
        (("27447-57",), "modifier-misplaced", ("27447", "57")),
        (("99214-25", "G2211"), "g2211-with-25", ("G2211", "99214")),
    ],
)
def test_a_modifier_of_visits_elsewhere_is_warned_about(desk, lines, rule, codes):
    (finding,) = check(claim(desk, lines=lines))

    assert (finding.rule, finding.severity.value, finding.codes) == (rule, "warn", codes)


@pytest.mark.parametrize(
    "lines", [(), ("99214-25", "20610"), ("99214-57",), ("92014-25",), ("G0439-25",), ("99214", "G2211"), ("20610-59",)]
)
def test_modifiers_in_their_place_are_fine(desk, lines):
    assert list(check(claim(desk, lines=lines))) == []


def test_before_g2211_was_paid_nothing_is_said_of_it(desk):
    assert list(check(claim(desk, lines=("99214-25", "G2211"), on=date(2023, 12, 31)))) == []
