from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.rules.age_conflict import check
from tests.coding.rules.claims import AGES, LISTS, claim


@pytest.mark.parametrize(("code", "age"), [("P59.9", 1), ("A48.51", 18), ("O80", 65), ("O80", 8), ("N40.0", 14)])
def test_an_age_outside_of_the_group_is_warned_about(desk, code, age):
    (finding,) = check(claim(desk, code, age=age))

    assert (finding.rule, finding.severity.value, finding.codes) == ("age-conflict", "warn", (code,))


@pytest.mark.parametrize(
    ("code", "age"), [("P59.9", 0), ("A48.51", 17), ("O80", 9), ("O80", 64), ("N40.0", 15), ("I10", 3), ("O80", None)]
)
def test_an_age_within_the_group_or_unsaid_is_fine(desk, code, age):
    assert list(check(claim(desk, code, age=age))) == []


def test_without_the_editor_of_the_year_it_is_not_checked(desk):
    (finding,) = check(claim(desk, "O80", age=70, on=date(2028, 5, 1)))

    assert (finding.rule, finding.codes) == ("not-checked", ("O80",))


@given(age=st.integers(0, 130), group=st.sampled_from(sorted(AGES)))
def test_a_group_holds_both_its_ends(desk, age, group):
    bare = LISTS[f"age_{group}"][0]
    low, high = AGES[group]

    found = list(check(claim(desk, bare if len(bare) == 3 else f"{bare[:3]}.{bare[3:]}", age=age)))

    assert bool(found) == (not low <= age <= high)
