from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.domain.authorisations import Login, Standing, end_of, standing

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("login", "used_days_ago", "told_in_days", "how"),
    [
        (Login.GOOGLE, 0, None, Standing.GOOD),
        (Login.MICROSOFT, 0, None, Standing.GOOD),
        (Login.MICROSOFT, 82, None, Standing.GOOD),
        (Login.MICROSOFT, 84, None, Standing.ENDING),
        (Login.MICROSOFT, 90, None, Standing.REFUSED),
        (Login.GOOGLE, 84, None, Standing.GOOD),
        (Login.GOOGLE, 174, None, Standing.ENDING),
        (Login.GOOGLE, 0, 8, Standing.GOOD),
        (Login.GOOGLE, 0, 6, Standing.ENDING),
        (Login.GOOGLE, 0, -1, Standing.REFUSED),
        (Login.MICROSOFT, 89, 300, Standing.ENDING),
    ],
)
def test_a_grant_is_warned_of_a_week_before_its_end(
    login: Login, used_days_ago: int, told_in_days: int | None, how: Standing
):
    told = None if told_in_days is None else NOW + told_in_days * DAY

    assert standing(login, NOW - used_days_ago * DAY, refused=False, told=told, now=NOW) is how


def test_what_was_never_granted_is_wanted_and_what_was_refused_is_refused():
    assert standing(Login.GOOGLE, None, refused=False, told=None, now=NOW) is Standing.WANTED
    assert standing(Login.GOOGLE, NOW, refused=True, told=None, now=NOW) is Standing.REFUSED


@given(
    st.sampled_from([Login.GOOGLE, Login.MICROSOFT]),
    st.integers(0, 400),
    st.none() | st.integers(-400, 400),
    st.integers(0, 400),
)
def test_a_grant_only_gets_worse_until_it_is_used(login: Login, used: int, told_in: int | None, later: int):
    order = [Standing.GOOD, Standing.ENDING, Standing.REFUSED]
    told = None if told_in is None else NOW + told_in * DAY

    before = standing(login, NOW - used * DAY, refused=False, told=told, now=NOW)
    after = standing(login, NOW - used * DAY, refused=False, told=told, now=NOW + later * DAY)

    assert order.index(after) >= order.index(before)
    assert (after is Standing.REFUSED) == (end_of(login, NOW - used * DAY, told) <= NOW + later * DAY)
