from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.releases.add_on_codes import AddOnRow, looks_like_add_on_codes, read_add_on_codes
from consultant.coding.releases.errors import UnreadableRelease
from tests.coding.releases.official import AOC_HEADINGS, as_csv, workbook, write

PAIRS = "addon_code,primary_code,aoc_type,effective_date,end_date\n"


def test_the_workbook_is_read_below_its_notice_with_dates_as_year_and_day(tmp_path: Path):
    path = workbook(
        tmp_path,
        "AOC_V2026Q3-MCR.xlsx",
        [
            ["A notice of the owner of the codes"],
            list(AOC_HEADINGS),
            [1, "0071U", None, "0070U", None, 2018274, None, None],
            [2, "0054T", 2020366, "CCCCC", None, 2013091, 2020366, "(By the contractor)"],
            [3, 11045, "0", 11042, 2024060, "2016001", None, None],
        ],
    )

    assert list(read_add_on_codes(path)) == [
        AddOnRow("0071U", "0070U", 1, date(2018, 10, 1), None, None, None, ""),
        AddOnRow(
            "0054T", None, 2, date(2013, 4, 1), date(2020, 12, 31), date(2020, 12, 31), None, "(By the contractor)"
        ),
        AddOnRow("11045", "11042", 3, date(2016, 1, 1), None, None, date(2024, 2, 29), ""),
    ]
    assert looks_like_add_on_codes(path)


def test_the_pairs_are_read(tmp_path: Path):
    path = write(tmp_path, "pairs.csv", PAIRS + "0054T,CCCCC,2,2013-04-01,\n0071U,0070U,1,2018-10-01,2020-12-31\n")

    assert list(read_add_on_codes(path)) == [
        AddOnRow("0054T", None, 2, date(2013, 4, 1), None, None, None, ""),
        AddOnRow("0071U", "0070U", 1, date(2018, 10, 1), date(2020, 12, 31), None, None, ""),
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "0054T,CCCCC,4,2013-04-01,",
            r"line 2, column 3 \(aoc_type\): expected the type of add-on code, 1, 2 or 3, not '4'",
        ),
        ("0054T,CCCC,2,2013-04-01,", r"line 2, column 2 \(primary_code\): expected a CPT or HCPCS code"),
        ("CCCCC,0054T,2,2013-04-01,", r"line 2, column 1 \(addon_code\): expected a CPT or HCPCS code"),
        ("0054T,CCCCC,2,,", r"line 2, column 4 \(effective_date\): expected the first day"),
        (
            "0054T,CCCCC,2,2013366,",
            r"line 2, column 4 .*: expected a date as YYYYDDD \(year and day of the year\), not '2013366'",
        ),
        ("0054T,CCCCC,2,2013000,", "YYYYDDD"),
        ("0054T,CCCCC,2,0000001,", "YYYYDDD"),
        ("0054T,CCCCC,2,2013-04-01", "line 2, column 4: expected 5 cells"),
    ],
)
def test_damage_is_refused_with_file_line_column_and_what_was_expected(tmp_path: Path, row: str, expected: str):
    with pytest.raises(UnreadableRelease, match=rf"pairs\.csv, .*{expected}"):
        list(read_add_on_codes(write(tmp_path, "pairs.csv", PAIRS + row + "\n")))


def test_another_table_is_refused_by_the_headings_of_the_workbook(tmp_path: Path):
    with pytest.raises(UnreadableRelease, match="the headings of the add-on code edits: AOC EDIT TYPE, ADD ON CODE"):
        list(read_add_on_codes(write(tmp_path, "other.csv", "a,b\n1,2\n")))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(days=st.lists(st.dates(date(1990, 1, 1), date(2040, 12, 31)), min_size=1, max_size=20))
def test_every_day_of_the_year_comes_back(tmp_path: Path, days: list[date]):
    rows = [["1", "0071U", "", "0070U", "", f"{day:%Y%j}", f"{day + timedelta(1):%Y%j}", ""] for day in days]

    read = list(read_add_on_codes(write(tmp_path, "a.csv", as_csv([AOC_HEADINGS, *rows]))))

    assert [(row.effective, row.ends) for row in read] == [(day, day + timedelta(1)) for day in days]


@pytest.mark.shared
def test_the_pairs_of_the_third_quarter_of_2026_are_counted_exactly(shared: Path):
    rows = list(read_add_on_codes(shared / "ncci/AOC_2026Q3_pairs.csv"))

    assert len(rows) == len({(row.add_on, row.primary) for row in rows}) == 7743
    assert Counter(row.type for row in rows) == {1: 7130, 2: 42, 3: 571}
    assert Counter(row.type for row in rows if row.primary is None) == {2: 42, 3: 8}


@pytest.mark.shared
def test_the_same_pairs_as_a_workbook_of_the_publisher_are_the_same_rows(shared: Path, tmp_path: Path):
    pairs = list(read_add_on_codes(shared / "ncci/AOC_2026Q3_pairs.csv"))
    rows = [
        [row.type, row.add_on, None, row.primary or "CCCCC", None, int(f"{row.effective:%Y%j}"), None, None]
        for row in pairs
    ]

    path = workbook(tmp_path, "AOC_V2026Q3-MCR.xlsx", [["A notice"], list(AOC_HEADINGS), *rows])

    assert list(read_add_on_codes(path)) == pairs
