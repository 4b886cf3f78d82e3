from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.localities import LocalityRow, looks_like_localities, read_localities
from tests.coding.releases.official import GPCI, workbook, write

ALASKA = LocalityRow("02102", "AK", "01", "ALASKA", Decimal("1.500"), Decimal("1.065"), Decimal("0.551"), None, 2026)


def test_localities_stand_between_titles_and_foot_notes_without_their_stars(tmp_path: Path):
    path = write(tmp_path, "GPCI2026.csv", GPCI)

    rows = list(read_localities(path))

    assert [(row.contractor, row.number, row.name) for row in rows] == [
        ("10112", "00", "ALABAMA"),
        ("02102", "01", "ALASKA"),
    ]
    assert rows[1] == ALASKA
    assert looks_like_localities(path)


def test_a_workbook_gives_back_the_leading_zeros(tmp_path: Path):
    head = [["ADDENDUM E"], [], GPCI.splitlines()[2].split(",")]
    path = workbook(tmp_path, "GPCI.xlsx", [*head, [2102, "AK", 1, "ALASKA*", 1.5, 1.065, 0.551], ["a note"]])

    assert list(read_localities(path)) == [ALASKA]


def test_the_index_without_the_floor_is_kept_beside_the_one_that_counts(tmp_path: Path):
    content = (
        "Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,2026 PW GPCI (without 1.0 Floor),"
        "2026 PW GPCI (with 1.0 Floor)***,2026 PE GPCI,2026 MP GPCI\n10112,AL,00,ALABAMA,0.981,1.000,0.875,0.566\n"
    )

    (row,) = read_localities(write(tmp_path, "GPCI2026.csv", content))

    assert (row.work, row.bare_work) == (Decimal("1.000"), Decimal("0.981"))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1011,AL,00,ALABAMA,1.000,0.875,0.566", None),
        (
            "AL,10112,00,ALABAMA,1.000,0.875,0.566",
            r"column 1 .*: expected the number of a contractor, five digits, not 'AL'",
        ),
        ("10112,ALA,00,ALABAMA,1.000,0.875,0.566", r"column 2 \(State\): expected a state of two letters"),
        ("10112,AL,000,ALABAMA,1.000,0.875,0.566", r"column 3 \(Locality Number\): expected a locality of two digits"),
        ("10112,AL,00,,1.000,0.875,0.566", r"column 4 \(Locality Name\): expected the name of the locality"),
        ("10112,AL,00,ALABAMA,one,0.875,0.566", r"column 5 .*: expected a number, not 'one'"),
        ("10112,AL,00,ALABAMA,1.000,0.875", "column 6: expected 7 cells"),
    ],
)
def test_damage_is_refused_with_file_line_column_and_what_was_expected(tmp_path: Path, row: str, expected: str | None):
    lines = GPCI.splitlines()
    path = write(tmp_path, "GPCI2026.csv", "\n".join((*lines[:4], row, *lines[5:])))

    if expected is None:
        assert [made.contractor for made in read_localities(path)] == ["10112", "01011"]
    else:
        with pytest.raises(UnreadableRelease, match=rf"GPCI2026\.csv, line 5, {expected}"):
            list(read_localities(path))


def test_a_locality_below_the_foot_notes_is_refused(tmp_path: Path):
    with pytest.raises(UnreadableRelease, match=r"line 8, .*nothing but notes below the first foot note"):
        list(read_localities(write(tmp_path, "GPCI2026.csv", GPCI + GPCI.splitlines()[3])))


def test_notes_alone_are_refused(tmp_path: Path):
    lines = GPCI.splitlines()

    with pytest.raises(UnreadableRelease, match="line 4: expected localities below the headings"):
        list(read_localities(write(tmp_path, "GPCI2026.csv", "\n".join((*lines[:3], *lines[5:])))))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(*(st.decimals("0.3", 3, places=3) for _ in range(3)), st.integers(0, 99)), min_size=1))
def test_written_localities_come_back(tmp_path: Path, rows: list[tuple[Decimal, Decimal, Decimal, int]]):
    written = "".join(f"01112,CA,{number:02},PLACE,{work},{pe},{mp}\n" for work, pe, mp, number in rows)
    content = "\n".join(GPCI.splitlines()[:3]) + "\n" + written

    read = list(read_localities(write(tmp_path, "GPCI2026.csv", content)))

    assert [(row.work, row.practice, row.malpractice, int(row.number)) for row in read] == rows


@pytest.mark.shared
def test_the_official_excerpt_is_read(shared: Path):
    rows = list(read_localities(shared / "layouts/GPCI2026.excerpt.csv"))

    assert [(row.state, row.number, row.name, row.year) for row in rows] == [
        ("AL", "00", "ALABAMA", 2026),
        ("AK", "01", "ALASKA", 2026),
        ("NY", "01", "MANHATTAN", 2026),
    ]
