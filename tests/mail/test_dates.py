from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.dates import read_date

TEN = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 23 Nov 2026 10:00:00 -0500", "23 Nov 2026 15:00 GMT", "Mon, 23 Nov 2026 10:00:00 EST", "Mon Nov 23 15:00:00 2026",
        "2026-11-23T10:00:00-05:00", "2026-11-23 15:00:00Z", "Mon, 23 Nov 26 15:00:00 +0000", "Mon, 23 Nov 2026 15:00:00 -0000 (UTC)",
        "Mon, 23 Nov 2026 10:00:00 (EST)", "(x) 23 Nov 2026 15:00:00 +0000", "Mon, 23 Nov 2026 16:00:00 GMT+0100", "23 Nov 2026 16:00:00 +01:00",
        "Mon, Nov 23, 2026 at 10:00 AM -0500", "23 Nov 2026 3:00 PM +0000", "23 Nov 2026 15:00:00.123 +0000", "lun., 23 nov. 2026 16:00:00 CET",
        "Tue, 24 Nov 2026 00:00:00 +0900", "Mon, 23 Nov 2026 24:00:00 +0900", "23 Nov 126 15:00:00 +0000", '23 Nov 2026 15:00 "GMT"',
    ],
)  # fmt: skip
def test_dates_are_read_in_all_their_shapes(written):
    assert read_date(written) == (TEN, ())


def test_the_zone_of_the_sender_is_kept():
    date, _ = read_date("Mon, 23 Nov 2026 10:00:00 -0500")

    assert date.tzinfo == timezone(timedelta(hours=-5))


def test_what_is_no_date_is_flagged():
    assert read_date("") == (None, ("no-date",))
    assert read_date("yesterday") == (None, ("bad-date",))
    assert read_date("Tue, 31 Feb 2026 10:00:00 +0000") == (None, ("bad-date",))
    assert read_date("Mon, 23 Nov 2026 24:61 +0000") == (None, ("bad-date",))
    assert read_date("Mon, 23 Nov 2026") == (datetime(2026, 11, 23, tzinfo=UTC), ())
    assert read_date("2026-11-23 15:00:00") == (TEN, ("date-without-zone",))


@given(st.text(max_size=60))
def test_any_text_gives_an_aware_date_or_none(text):
    date, _ = read_date(text)

    assert date is None or date.tzinfo is not None
