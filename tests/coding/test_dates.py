from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.dates import written_dates

TODAY = date(2026, 9, 3)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("08/27/2026", date(2026, 8, 27)),
        ("8/27/26", date(2026, 8, 27)),
        ("8-27-2026", date(2026, 8, 27)),
        ("2026-08-27", date(2026, 8, 27)),
        ("Aug 27, 2026", date(2026, 8, 27)),
        ("August 27th", date(2026, 8, 27)),
        ("27 Aug 2026", date(2026, 8, 27)),
        ("27-AUG-26", date(2026, 8, 27)),
        ("Sept. 30", date(2025, 9, 30)),
        ("3/14/62", date(1962, 3, 14)),
        ("9/2", date(2026, 9, 2)),
    ],
)
def test_a_date_is_read_as_americans_write_it(text, value):
    (written,) = written_dates(f"on {text}.", TODAY)

    assert written.value == value


@pytest.mark.parametrize("text", ["13/45/2026", "Feb 30, 2026", "120/80", "1/2/3/4", "99213-25-95", "2026", "5/6 mg/1"])
def test_impossible_dates_and_other_numbers_are_none(text):
    assert all(written.value.year in (2025, 2026) and not written.whole for written in written_dates(text, TODAY))


def test_a_missing_year_is_noticed():
    whole, part = written_dates("8/27/2026 and 9/1", TODAY)

    assert whole.whole
    assert not part.whole


@given(
    st.dates(date(1990, 1, 1), date(2027, 12, 31)), st.sampled_from(["%m/%d/%Y", "%Y-%m-%d", "%B %d, %Y", "%d %b %Y"])
)
def test_every_date_survives_its_writing(value, shape):
    (written,) = written_dates(f"seen {value.strftime(shape)} here", TODAY)

    assert written.value == value


@given(st.text())
def test_any_text_is_read_without_an_error(text):
    assert all(written.start < written.end for written in written_dates(text, TODAY))
