from datetime import date

import pytest

from consultant.coding.rules.sex_conflict import check
from tests.coding.rules.claims import claim

BEFORE = date(2024, 9, 30)


@pytest.mark.parametrize(
    ("code", "sex"), [("N40.0", "F"), ("O80", "M"), ("C61", "F"), ("N80.00", "M"), ("C50.011", "M")]
)
def test_a_diagnosis_of_the_other_sex_is_warned_about_while_the_edit_was_on(desk, code, sex):
    (finding,) = check(claim(desk, code, sex=sex, on=BEFORE))

    assert (finding.rule, finding.severity.value, finding.codes) == ("sex-conflict", "warn", (code,))


@pytest.mark.parametrize(
    ("code", "sex", "on"),
    [
        ("N40.0", "M", BEFORE),
        ("N40.0", None, BEFORE),
        ("I10", "F", BEFORE),
        ("N40.0", "F", date(2024, 10, 1)),
        ("O80", "M", date(2026, 5, 1)),
    ],
)
def test_the_own_sex_and_dates_since_cms_switched_it_off_are_fine(desk, code, sex, on):
    assert list(check(claim(desk, code, sex=sex, on=on))) == []
