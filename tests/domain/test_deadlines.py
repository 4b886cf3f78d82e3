from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.domain.deadlines import WorkingHours, due

DESK = WorkingHours()
ZONES = st.sampled_from(["America/New_York", "America/Los_Angeles", "UTC", "Asia/Kolkata", "Australia/Lord_Howe"])
MOMENTS = st.integers(1_704_067_200, 1_893_456_000).map(lambda second: datetime.fromtimestamp(second, UTC))
HOURS = st.floats(0.05, 100)


@st.composite
def desks(draw: st.DrawFn) -> WorkingHours:
    opens = draw(st.integers(0, 20))
    closes = draw(st.integers(opens + 1, 23))
    weekdays = draw(st.frozensets(st.integers(0, 6), min_size=1))
    return WorkingHours(draw(ZONES), time(opens), time(closes), weekdays)


@given(MOMENTS, HOURS, desks())
def test_an_answer_is_due_after_the_question_and_while_somebody_works(
    asked: datetime, hours: float, desk: WorkingHours
):
    moment = due(asked, hours, desk)

    local = moment.astimezone(ZoneInfo(desk.zone))
    assert moment > asked
    assert local.weekday() in desk.weekdays
    assert desk.opens <= local.time() <= desk.closes


@given(MOMENTS, HOURS, st.floats(0.05, 20), desks())
def test_who_asks_later_or_waits_longer_is_due_no_earlier(
    asked: datetime, hours: float, more: float, desk: WorkingHours
):
    assert due(asked, hours + more, desk) > due(asked, hours, desk)
    assert due(asked + timedelta(hours=more), hours, desk) >= due(asked, hours, desk)


@given(MOMENTS, st.floats(0.05, 40), st.floats(0.05, 40))
def test_hours_add_up(asked: datetime, first: float, second: float):
    step_by_step = due(due(asked, first, DESK), second, DESK)

    assert abs(due(asked, first + second, DESK) - step_by_step) < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("asked", "hours", "expected"),
    [
        ("2026-11-23T15:00", 4, "2026-11-23T19:00"),  # Monday 10:00 in New York
        ("2026-11-23T20:00", 4, "2026-11-24T14:00"),  # Monday 15:00: three hours today, one tomorrow
        ("2026-11-21T15:00", 1, "2026-11-23T14:00"),  # Saturday
        ("2026-11-23T23:00", 1, "2026-11-24T14:00"),  # at closing time
        ("2026-11-23T09:00", 10, "2026-11-23T23:00"),  # before opening, a whole day
        ("2026-03-06T22:00", 2, "2026-03-09T13:00"),  # over the weekend in which the clocks go forward
        ("2026-10-30T21:00", 2, "2026-11-02T14:00"),  # and back
    ],
)
def test_due_times_of_a_calendar(asked: str, hours: float, expected: str):
    moment = due(datetime.fromisoformat(asked).replace(tzinfo=UTC), hours, DESK)

    assert moment.astimezone(UTC).isoformat()[:16] == expected


def test_a_day_with_a_clock_change_is_as_long_as_it_is():
    whole_day = WorkingHours("America/New_York", time(0), time(23), frozenset(range(7)))
    asked = datetime(2026, 3, 8, 5, tzinfo=UTC)  # midnight of the day on which 02:00 is 03:00

    assert due(asked, 22, whole_day) - asked == timedelta(hours=22)


@pytest.mark.parametrize(
    "never", [{"opens": time(18), "closes": time(8)}, {"opens": time(8), "closes": time(8)}, {"weekdays": frozenset()}]
)
def test_a_desk_that_never_opens_is_refused(never: dict[str, object]):
    with pytest.raises(ValueError, match="opens on some weekday"):
        WorkingHours(**never)  # type: ignore[arg-type]
