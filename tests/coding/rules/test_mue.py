from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.rules.mue import check
from consultant.coding.rules.values import Severity
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("lines", "rule", "severity"),
    [
        (("20610 x3",), "mue-line", Severity.STOP),
        (("27447 x2",), "mue-day", Severity.STOP),
        (("27447-RT x1", "27447-LT x1"), "mue-day", Severity.STOP),
        (("J1885 x5", "J1885-59 x4"), "mue-docs", Severity.WARN),
    ],
)
def test_units_above_an_edit_are_told_once_a_code(desk, lines, rule, severity):
    (finding,) = check(claim(desk, lines=lines))

    assert (finding.rule, finding.severity, finding.codes) == (rule, severity, (lines[0][:5],))
    assert "second quarter of 2026" in finding.source


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("20610 x2", "20610-59 x2", "20610-LT x2"),
        ("27447-50 x1",),
        ("27447",),
        ("J1885 x4", "J1885-59 x4"),
        ("99213 x9",),
    ],
)
def test_units_within_an_edit_by_its_own_way_of_counting_are_fine(desk, lines):
    assert list(check(claim(desk, lines=lines))) == []


def test_an_edit_of_none_says_where_else_to_look(desk):
    (finding,) = check(claim(desk, lines=("E0143",)))

    assert (finding.rule, finding.severity) == ("mue-docs", Severity.WARN)
    assert finding.title == "E0143: 1 unit on a day, none paid in this setting"
    assert "another payer" in finding.why


def test_a_date_without_a_table_is_not_checked(desk):
    (finding,) = check(claim(desk, lines=("20610 x3", "J1885"), on=date(2026, 8, 1)))

    assert (finding.rule, finding.severity, finding.codes) == ("not-checked", Severity.INFO, ("20610", "J1885"))
    assert finding.title == "Not checked: no NCCI release for this date"


@given(units=st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_only_the_sum_counts_for_an_edit_by_day_and_only_the_greatest_for_one_by_line(desk, units):
    by_day = list(check(claim(desk, lines=tuple(f"J1885 x{count}" for count in units))))
    by_line = list(check(claim(desk, lines=tuple(f"20610 x{count}" for count in units))))

    assert bool(by_day) == (sum(units) > 8)
    assert bool(by_line) == (max(units) > 2)
