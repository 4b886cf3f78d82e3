from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.domain.rhythm import is_silent

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


def office(weeks: int, until: datetime) -> list[datetime]:
    """Mail in each working hour from 8 to 18, Monday to Friday."""
    hours = (MONDAY - timedelta(weeks=weeks) + n * HOUR for n in range((weeks + 3) * 168))
    return [at for at in hours if at < until and at.weekday() < 5 and 8 <= at.hour < 18]


@pytest.mark.parametrize(
    ("last", "now", "silent"),
    [
        ("Fri 17:00", "Mon 08:00", False),
        ("Fri 17:00", "Mon 12:00", False),
        ("Fri 17:00", "Mon 15:00", True),
        ("Tue 09:00", "Tue 12:00", False),
        ("Tue 09:00", "Tue 16:00", True),
        ("Tue 17:00", "Wed 08:00", False),
    ],
)
def test_an_office_mailbox_is_silent_after_six_hours_in_which_mail_always_came(last: str, now: str, silent: bool):
    days = {"Fri": 4, "Mon": 7, "Tue": 8, "Wed": 9}
    moments = [
        MONDAY + timedelta(days=days[day], hours=int(at[:2])) for day, at in (word.split() for word in (last, now))
    ]

    assert is_silent(office(5, moments[0] + HOUR), moments[1]) is silent


def test_a_mailbox_that_gets_a_mail_a_week_is_silent_after_two():
    weekly = [MONDAY - timedelta(weeks=n) for n in range(6, -1, -1)]

    assert not is_silent(weekly, MONDAY + timedelta(days=13))
    assert is_silent(weekly, MONDAY + timedelta(days=15))


def test_a_new_mailbox_is_silent_after_a_weekend_and_a_day():
    assert not is_silent([MONDAY], MONDAY + timedelta(days=3))
    assert is_silent([MONDAY], MONDAY + timedelta(days=3, hours=1))
    assert not is_silent([], MONDAY)


def test_a_silence_of_weeks_is_held_against_the_weeks_before_it():
    assert is_silent(office(5, MONDAY), MONDAY + timedelta(days=16))


@given(st.lists(st.integers(0, 60 * 24), min_size=1), st.integers(-50, 3000))
def test_any_history_is_judged(hours: list[int], later: int):
    arrivals = [MONDAY + n * HOUR for n in sorted(hours)]

    assert is_silent(arrivals, arrivals[-1] + later * HOUR) in {True, False}
