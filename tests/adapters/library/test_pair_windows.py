from array import array
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.adapters.library.pair_windows import (
    CODE_SHIFT,
    Window,
    code_of,
    in_force,
    number_of,
    of_pair,
    once,
    packed,
    stands_in_pairs,
    unpacked,
)

code = st.from_regex(r"[0-9A-Z][0-9]{3}[0-9A-Z]", fullmatch=True)
day = st.dates(date(1980, 1, 1), date(2068, 12, 31))


def window(other: str, begins: date, ends: date | None = None, indicator: int = 1, rationale: int = 0) -> int:
    row = (False, int(f"{begins:%Y%m%d}"), int(f"{ends:%Y%m%d}") if ends else 0, indicator, "Words")
    return number_of(other) << CODE_SHIFT | packed(row, rationale)


@given(code, code)
def test_numbers_sort_as_their_codes_and_come_back(one: str, two: str):
    assert code_of(number_of(one)) == one
    assert (number_of(one) < number_of(two)) == (one < two)


@given(code, day, st.none() | day, st.sampled_from((0, 1, 9)), st.booleans(), st.integers(0, 1023))
def test_a_window_comes_back_whole(
    other: str, begins: date, ends: date | None, indicator: int, before: bool, rationale: int
):
    row = (before, int(f"{begins:%Y%m%d}"), int(f"{ends:%Y%m%d}") if ends else 0, indicator, "Words")
    number = number_of(other) << CODE_SHIFT | packed(row, rationale)

    assert number < 1 << 64
    assert unpacked(number) == Window(other, begins, ends, indicator, before, rationale)


@pytest.mark.parametrize("other", ["M17.11", "9921", "99213X", "A12B4", "99213 ", ""])
def test_a_code_of_another_shape_stands_in_no_pair(other: str):
    assert not stands_in_pairs(other)


def test_the_window_of_a_day_is_found_among_its_neighbours():
    begun, ended, again = date(2020, 1, 1), date(2021, 12, 31), date(2023, 4, 1)
    windows = array(
        "Q",
        sorted([window("97601", begun), window("97602", begun, ended), window("97602", again), window("97603", begun)]),
    ).tobytes()

    assert of_pair(windows, "97602", ended) == window("97602", begun, ended)
    assert of_pair(windows, "97602", date(2022, 1, 1)) is None
    assert of_pair(windows, "97602", again) == window("97602", again)
    assert of_pair(windows, "97604", again) is None
    assert of_pair(b"", "97602", again) is None
    assert in_force(windows, date(2022, 1, 1)) == [window("97601", begun), window("97603", begun)]


def test_a_window_of_indicator_9_never_bites():
    begun = date(2020, 1, 1)
    windows = array("Q", [window("97602", begun, begun, 9)]).tobytes()

    assert of_pair(windows, "97602", begun) is None
    assert in_force(windows, begun) == []


def test_a_repeated_row_is_one_and_a_contradiction_is_pointed_at():
    one, two = window("97601", date(2020, 1, 1)), window("97602", date(2020, 1, 1))
    other = window("97602", date(2020, 1, 1), indicator=0)

    assert once(array("Q", [one, two])) == (array("Q", [one, two]), None)
    assert once(array("Q", [one, two, two])) == (array("Q", [one, two]), None)
    kept, twice = once(array("Q", sorted([one, two, other])))
    assert twice is not None
    assert twice in (two, other)
    assert len(kept) == 3
