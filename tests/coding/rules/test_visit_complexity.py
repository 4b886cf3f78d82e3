from datetime import date

import pytest

from consultant.coding.rules.visit_complexity import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize("lines", [("99214-25", "G2211"), ("99203-25", "G2211", "20610"), ("99348-25", "G2211")])
def test_g2211_beside_a_visit_with_25_is_warned_about(desk, lines):
    (finding,) = check(claim(desk, lines=lines))

    assert (finding.rule, finding.severity.value, finding.codes) == ("g2211-with-25", "warn", ("G2211", lines[0][:5]))


@pytest.mark.parametrize(
    ("lines", "on"),
    [
        (("99214", "G2211"), date(2026, 5, 1)),
        (("99214-25", "20610"), date(2026, 5, 1)),
        (("99214-25", "G2211", "G0008", "90662"), date(2026, 5, 1)),
        (("99214-25", "G2211", "G0439"), date(2025, 1, 2)),
        (("99214-25", "G2211"), date(2023, 12, 31)),
    ],
)
def test_g2211_that_is_paid_or_older_than_its_payment_is_fine(desk, lines, on):
    assert list(check(claim(desk, lines=lines, on=on))) == []


def test_before_2025_a_vaccine_made_no_difference(desk):
    assert len(list(check(claim(desk, lines=("99214-25", "G2211", "G0008"), on=date(2024, 10, 1))))) == 1
