from datetime import date

import pytest

from consultant.adapters.library.quarters import last_day, quarter_of


@pytest.mark.parametrize(
    ("begins", "name", "ends"),
    [
        (date(2026, 1, 1), "first quarter of 2026", date(2026, 3, 31)),
        (date(2024, 4, 1), "second quarter of 2024", date(2024, 6, 30)),
        (date(2026, 7, 1), "third quarter of 2026", date(2026, 9, 30)),
        (date(2026, 10, 1), "fourth quarter of 2026", date(2026, 12, 31)),
    ],
)
def test_a_quarter_has_a_name_and_a_last_day(begins: date, name: str, ends: date):
    assert quarter_of(begins) == name
    assert last_day(begins) == ends
