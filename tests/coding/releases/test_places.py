from pathlib import Path

import pytest

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.places import PlaceRow, looks_like_places, read_places
from tests.coding.releases.official import workbook, write


def test_the_table_of_the_publisher_is_read_without_what_is_not_assigned(tmp_path: Path):
    rows = [
        ["Place of Service Code(s)", "Place of Service Name", "Place of Service Description"],
        ["01", "Pharmacy", "Where drugs are sold,\nor given"],
        ["27-30", "Unassigned", "N/A"],
        [2, "Telehealth", ""],
    ]

    read = list(read_places(workbook(tmp_path, "pos.xlsx", rows)))

    assert read == [
        PlaceRow("01", "Pharmacy", None, "Where drugs are sold,\nor given"),
        PlaceRow("02", "Telehealth", None, ""),
    ]


def test_a_column_says_where_the_facility_is_paid(tmp_path: Path):
    path = write(tmp_path, "pos.csv", "Code,Name,Facility\n11,Office,N\n21,Hospital,F\n99,Other,\n")

    assert [row.facility for row in read_places(path)] == [False, True, None]
    assert looks_like_places(path)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "Code,Name\nX1,Office\n",
            r"line 2, column 1 \(Code\): expected a place of service code of two digits, not 'X1'",
        ),
        ("Code,Name\n11,\n", r"line 2, column 2 \(Name\): expected the name of the place"),
        ("Code,Name,Facility\n11,Office,Q\n", r"line 2, column 3 \(Facility\): expected F \(facility\) or N"),
        ("Code,Name\n27-30,Unassigned\n", "line 1: expected places that are assigned"),
        (
            '{"codes": {"11": {"name": "Office", "facility": "Q"}}}',
            "line 1: expected a name and F or N for the place '11'",
        ),
        ('{"codes": {"1": {"name": "Office"}}}', "for the place '1'"),
        ('{"codes": {"11": "Office"}}', "for the place '11'"),
    ],
)
def test_damage_is_refused_with_what_was_expected(tmp_path: Path, content: str, expected: str):
    with pytest.raises(UnreadableRelease, match=rf"pos, {expected}|pos, line \d.*{expected}"):
        list(read_places(write(tmp_path, "pos", content)))


@pytest.mark.shared
def test_the_collection_is_counted_exactly(shared: Path):
    rows = {row.code: row for row in read_places(shared / "misc/pos_codes.json")}

    assert len(rows) == 49
    assert sum(row.facility is True for row in rows.values()) == 18
    assert (rows["11"].name, rows["11"].facility) == ("Office", False)
    assert "27" not in rows
