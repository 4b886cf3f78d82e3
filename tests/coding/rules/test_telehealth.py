from datetime import date

import pytest

from consultant.coding.rules.telehealth import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize("modifier", ["95", "93"])
def test_a_modifier_of_telehealth_at_another_place_is_warned_about(desk, modifier):
    (finding,) = check(claim(desk, lines=(f"99213-{modifier}",), place="11"))

    assert (finding.rule, finding.severity.value) == ("telehealth-place", "warn")
    assert finding.codes == ("99213", modifier)


def test_gt_and_gq_are_told_of_for_medicare(desk):
    (finding,) = check(claim(desk, lines=("99213-GT",), place="02", payer="Medicare"))

    assert (finding.rule, finding.severity.value) == ("telehealth-modifier", "info")


@pytest.mark.parametrize(
    ("line", "place", "on"),
    [
        ("99213-95", "10", date(2026, 5, 1)),
        ("99213-95", None, date(2026, 5, 1)),
        ("97110-95", "22", date(2026, 5, 1)),
        ("99213", "11", date(2026, 5, 1)),
        ("99213-95", "11", date(2023, 5, 1)),
        ("99213-GT", "02", date(2026, 5, 1)),
    ],
)
def test_modifiers_that_fit_their_place_payer_and_date_are_fine(desk, line, place, on):
    assert list(check(claim(desk, lines=(line,), place=place, on=on))) == []
