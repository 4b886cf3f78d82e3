from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from consultant.coding.calculators.global_period import DAYS, WITHOUT, Period, Place, Second, period, speaking

ON = date(2026, 3, 10)


def of(days: str) -> Period:
    found = period(days, ON)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("days", "first", "last", "length"),
    [
        ("000", ON, ON, 1),
        ("010", ON, date(2026, 3, 20), 11),
        ("090", date(2026, 3, 9), date(2026, 6, 8), 92),
    ],
)
def test_the_days_of_a_period(days: str, first: date, last: date, length: int):
    found = of(days)

    assert (found.first, found.last, found.length) == (first, last, length)
    assert found.free == last + timedelta(days=1)


@pytest.mark.parametrize("days", list(WITHOUT))
def test_a_code_without_a_count_of_days_has_no_period_and_a_reason(days: str):
    assert period(days, ON) is None
    assert WITHOUT[days].endswith(".")


def test_a_word_that_is_no_global_days_is_refused():
    with pytest.raises(ValueError, match="one of 000, 010, 090"):
        period("120", ON)


@pytest.mark.parametrize(
    ("days", "after", "modifiers"),
    [
        ("090", -2, []),
        ("090", -1, ["57"]),
        ("090", 0, ["57", "25", "78", "79"]),
        ("090", 1, ["24", "58", "78", "79"]),
        ("090", 90, ["24", "58", "78", "79"]),
        ("090", 91, []),
        ("010", -1, []),
        ("010", 0, ["25", "78", "79"]),
        ("010", 10, ["24", "58", "78", "79"]),
        ("010", 11, []),
        ("000", 0, ["25", "78", "79"]),
        ("000", 1, []),
    ],
)
def test_the_modifiers_that_speak_on_a_day(days: str, after: int, modifiers: list[str]):
    said = speaking(of(days), ON + timedelta(days=after))

    assert [one.modifier for one in said] == modifiers
    assert {one.second for one in said if one.modifier in ("24", "25", "57")} <= {Second.VISIT}


@given(
    days=some.sampled_from([days for days in DAYS if days not in WITHOUT]),
    on=some.dates(date(1992, 1, 1), date(2099, 1, 1)),
    second=some.integers(-200, 200),
)
def test_a_modifier_speaks_within_the_period_and_only_there(days: str, on: date, second: int):
    found, day = period(days, on), on + timedelta(days=second)
    assert found is not None

    assert found.first <= found.procedure <= found.last
    assert (found.last - on).days == int(days)
    assert (on - found.first).days == (days == "090")
    within = found.first <= day <= found.last
    assert (found.place(day) is not Place.OUTSIDE) is within
    assert bool(speaking(found, day)) is within
