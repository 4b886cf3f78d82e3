from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.fee_schedule import FeeFile, FeeRow, file_of, looks_like_fee_schedule, read_fee_schedule
from tests.coding.releases.official import FEE_ROWS, FEE_STACK, FEE_TITLES, fee_csv, workbook, write

NAME = "PPRRVU2026_Jul_nonQPP.csv"
INJECTION = FeeRow(
    code="20610",
    modifier="",
    description=None,
    status="A",
    not_used="",
    work=Decimal("0.79"),
    non_facility_pe=Decimal("1.10"),
    non_facility_na=False,
    facility_pe=Decimal("0.45"),
    facility_na=False,
    malpractice=Decimal("0.10"),
    non_facility_total=Decimal("1.99"),
    facility_total=Decimal("1.34"),
    professional_technical="0",
    global_days="000",
    before_surgery=Decimal("0.10"),
    within_surgery=Decimal("0.80"),
    after_surgery=Decimal("0.10"),
    multiple="2",
    bilateral="1",
    assistant="1",
    co_surgeons="0",
    team="0",
    pricing="0",
    endoscopic_base="",
    conversion_factor=Decimal("33.4009"),
    supervision="09",
    calculation="0",
    imaging_family="99",
    opps_non_facility_pe=Decimal("0.00"),
    opps_facility_pe=Decimal("0.00"),
    opps_malpractice=Decimal("0.00"),
)


def test_headings_stacked_over_several_rows_are_joined(tmp_path: Path):
    rows = list(read_fee_schedule(write(tmp_path, NAME, fee_csv(*FEE_ROWS))))

    assert rows[0] == INJECTION
    assert (rows[1].modifier, rows[1].facility_na, rows[1].non_facility_na, rows[1].imaging_family) == (
        "26",
        True,
        False,
        "88",
    )
    assert (rows[2].code, rows[2].status, rows[2].not_used, rows[2].non_facility_na) == ("00100", "J", "+", True)


def test_descriptions_are_dropped_unless_a_licence_is_stated(tmp_path: Path):
    path = write(tmp_path, NAME, fee_csv(*FEE_ROWS))

    assert {row.description for row in read_fee_schedule(path)} == {None}
    assert {row.description for row in read_fee_schedule(path, licensed=True)} == {"our own words"}


def _without(line: str, at: int) -> str:
    cells = line.split(",")
    return ",".join(cells[:at] + cells[at + 1 :])


def test_the_31_columns_before_2026_have_no_pricing_indicator(tmp_path: Path):
    stack, rows = ([_without(line, 23) for line in lines] for lines in (FEE_STACK, FEE_ROWS))

    read = list(read_fee_schedule(write(tmp_path, "PPRRVU24_JAN.csv", fee_csv(*rows, stack=stack))))

    assert read[0] == replace(INJECTION, pricing="")
    assert len(FEE_STACK[-1].split(",")) == 32


def test_columns_may_change_their_places(tmp_path: Path):
    def swapped(line: str) -> str:
        cells = line.split(",")
        cells[5], cells[18] = cells[18], cells[5]
        return ",".join(cells)

    content = fee_csv(*map(swapped, FEE_ROWS), stack=[*map(swapped, FEE_STACK)])

    assert next(read_fee_schedule(write(tmp_path, NAME, content))) == INJECTION


def test_a_workbook_gives_the_same_rows_though_its_cells_are_numbers(tmp_path: Path):
    def typed(cell: str) -> object:
        return float(cell) if "." in cell else int(cell) if cell.isdigit() else cell or None

    rows = [[cell or None for cell in line.split(",")] for line in (*FEE_TITLES, *FEE_STACK)]
    path = workbook(tmp_path, "PPRRVU.xlsx", [*rows, *([typed(cell) for cell in line.split(",")] for line in FEE_ROWS)])

    assert list(read_fee_schedule(path)) == list(read_fee_schedule(write(tmp_path, NAME, fee_csv(*FEE_ROWS))))


@pytest.mark.parametrize(
    ("name", "quality"),
    [
        (NAME, False),
        ("PPRRVU2026_Jul_QPP.csv", True),
        ("PPRRVU2026_Jul_non-QPP.csv", False),
        ("PPRRVU24_JAN.csv", None),
    ],
)
def test_the_titles_and_the_name_say_what_the_file_is(tmp_path: Path, name: str, quality: bool | None):
    path = write(tmp_path, name, fee_csv(*FEE_ROWS))

    title = "2026 National Physician Fee Schedule Relative Value File July Release"
    assert file_of(path) == FeeFile(title, 2026, date(2026, 6, 30), quality)
    assert looks_like_fee_schedule(path)


@pytest.mark.parametrize(
    ("at", "cell", "expected"),
    [
        (0, "2061X0", r"column 1 \(HCPCS\): expected a CPT or HCPCS code"),
        (1, "268", r"column 2 \(MOD\): expected a modifier of two characters or nothing"),
        (3, "0.79", r"column 4 \(STATUS CODE\): expected the indicator status, not '0.79'"),
        (5, "A", r"column 6 \(WORK RVU\): expected a number, not 'A'"),
        (8, "", r"column 9 \(FACILITY PE RVU\): expected a number, not ''"),
        (14, "10 days", r"column 15 \(GLOB DAYS\): expected the indicator global days"),
        (19, "150", r"column 20 \(BILAT SURG\): expected the indicator bilateral"),
        (25, "x", r"column 26 \(CONV FACTOR\): expected a number"),
        (
            26,
            "999",
            r"column 27 \(PHYSICIAN SUPERVISION OF DIAGNOSTIC PROCEDURES\): expected the indicator supervision",
        ),
    ],
)
def test_damage_is_refused_with_file_line_column_and_what_was_expected(
    tmp_path: Path, at: int, cell: str, expected: str
):
    cells = FEE_ROWS[0].split(",")
    cells[at] = cell

    with pytest.raises(UnreadableRelease, match=rf"{NAME}, line 10, {expected}"):
        list(read_fee_schedule(write(tmp_path, NAME, fee_csv(FEE_ROWS[1], ",".join(cells)))))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("GLOB,", "GLOBE,", "line 8: expected the column GLOBAL DAYS among the stacked headings"),
        ("DESCRIPTION", "WORDS", "line 8, column 3: expected the column DESCRIPTION behind MOD"),
        ("HCPCS,MOD", "CODE,MOD", "line 1: expected a heading row that begins with HCPCS, MOD in the first 40 rows"),
    ],
)
def test_a_file_with_other_headings_is_refused(tmp_path: Path, old: str, new: str, expected: str):
    content = fee_csv(*FEE_ROWS).decode().replace(old, new, 1)

    with pytest.raises(UnreadableRelease, match=rf"{NAME}, {expected}"):
        list(read_fee_schedule(write(tmp_path, NAME, content)))


def test_a_truncated_row_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableRelease, match="line 10, column 31: expected 32 cells, as the headings in line 8"):
        list(read_fee_schedule(write(tmp_path, NAME, fee_csv(FEE_ROWS[0], FEE_ROWS[1][:-5]))))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    values=st.lists(st.decimals(0, 9999, places=2), min_size=6, max_size=6),
    days=st.sampled_from(("000", "090", "MMM", "ZZZ")),
)
def test_written_values_come_back(tmp_path: Path, values: list[Decimal], days: str):
    cells = FEE_ROWS[0].split(",")
    cells[14] = days
    for at, value in zip((5, 6, 8, 10, 11, 12), values, strict=True):
        cells[at] = str(value)

    (row,) = read_fee_schedule(write(tmp_path, NAME, fee_csv(",".join(cells))))

    assert [
        row.work,
        row.non_facility_pe,
        row.facility_pe,
        row.malpractice,
        row.non_facility_total,
        row.facility_total,
    ] == values
    assert row.global_days == days


@pytest.mark.shared
def test_the_official_excerpt_is_read(shared: Path):
    path = shared / "layouts/PPRRVU2026_Jul_nonQPP.excerpt.redacted.csv"

    rows = list(read_fee_schedule(path))

    assert [(row.code, row.status, row.global_days, row.conversion_factor) for row in rows] == [
        ("0001F", "I", "XXX", Decimal("33.4009")),
        ("00100", "J", "XXX", Decimal("33.4009")),
        ("00102", "J", "XXX", Decimal("33.4009")),
    ]
    assert file_of(path).released == date(2026, 6, 30)
