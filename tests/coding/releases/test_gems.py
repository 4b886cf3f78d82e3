from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.gems import GemRow, looks_like_gem, read_gem
from tests.coding.releases.official import as_csv, write

CSV = "icd9cm,icd10cm,flags,approximate,no_map,combination,scenario,choice_list\n"


def test_the_fixed_width_from_icd_10_is_read(tmp_path: Path):
    path = write(tmp_path, "2018_I10gem.txt", "A000    0010  00000\r\nT364X5A 9604  10112\r\nB20     NoDx  11000\r\n")

    assert list(read_gem(path)) == [
        GemRow(True, "A000", "0010", approximate=False, combination=False, scenario=0, choice_list=0),
        GemRow(True, "T364X5A", "9604", approximate=True, combination=True, scenario=1, choice_list=2),
        GemRow(True, "B20", None, approximate=True, combination=False, scenario=0, choice_list=0),
    ]
    assert looks_like_gem(path)


def test_the_fixed_width_from_icd_9_is_read(tmp_path: Path):
    path = write(tmp_path, "2018_I9gem.txt", "0010  A000    00000\nV9120 O30209  10000\n36570 NoDx    11000\n")

    read = list(read_gem(path))

    assert [(row.from_icd10, row.source, row.target) for row in read] == [
        (False, "0010", "A000"),
        (False, "V9120", "O30209"),
        (False, "36570", None),
    ]
    assert [row.no_map for row in read] == [False, False, True]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("A000 0010 00000", "line 2, column 7: expected a target that begins in column 7 or 9"),
        ("A.00    0010  00000", "line 2, column 1: expected a source code without a dot, not 'A.00'"),
        ("A000    00.10 00000", "line 2, column 9: expected a target code or NoDx, not '00.10'"),
        ("A000    0010  0000", "line 2, column 15: expected five flags, not '0000'"),
        ("A000    0010  20000", "line 2, column 15: expected five flags"),
        ("A000    0010  11000", "line 2, column 16: expected NoDx exactly where the flag for no map is 1"),
        ("A000    NoDx  10000", "line 2, column 16"),
    ],
)
def test_damage_in_fixed_width_is_refused_with_its_column(tmp_path: Path, line: str, expected: str):
    with pytest.raises(UnreadableRelease, match=rf"gem\.txt, {expected}"):
        list(read_gem(write(tmp_path, "gem.txt", f"A001    0011  00000\n{line}\n")))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("0010,A000,00000,0,0,0,0,0", None),
        ("0010,A000,0,0,0,0,0,0", None),
        ("00.10,A000,00000,0,0,0,0,0", r"column 1 \(icd9cm\): expected an ICD-9-CM code"),
        ("0010,A0.00,00000,0,0,0,0,0", r"column 2 \(icd10cm\): expected an ICD-10-CM code"),
        ("0010,A000,x,0,0,0,0,0", r"column 3 \(flags\): expected five flags"),
        ("0010,A000,10000,0,0,0,0,0", r"column 3 \(flags\): expected the flags of the columns behind"),
        ("0010,A000,01000,0,1,0,0,0", r"column 2 \(icd10cm\): expected NoDx exactly"),
    ],
)
def test_the_split_flags_must_say_the_same(tmp_path: Path, row: str, expected: str | None):
    path = write(tmp_path, "gem.csv", CSV + row + "\n")

    if expected is None:
        assert [made.target for made in read_gem(path)] == ["A000"]
    else:
        with pytest.raises(UnreadableRelease, match=rf"gem\.csv, line 2, {expected}"):
            list(read_gem(path))


flags = st.tuples(st.booleans(), st.booleans(), st.integers(0, 9), st.integers(0, 9))
icd10 = st.from_regex(r"[A-Z][0-9][0-9A-Z]{1,5}", fullmatch=True)
icd9 = st.from_regex(r"[0-9EV][0-9]{2,4}", fullmatch=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(rows=st.lists(st.tuples(icd9, st.none() | icd10, flags), min_size=1, max_size=10))
def test_written_mappings_come_back_from_every_layout(tmp_path: Path, rows: list):
    signs = [
        (one, other or "NoDx", f"{approximate:d}{other is None:d}{combined:d}{scenario}{choice}")
        for one, other, (approximate, combined, scenario, choice) in rows
    ]
    wanted = [GemRow(False, one, other, *marks) for one, other, marks in rows]

    fixed = write(tmp_path, "I9gem.txt", "".join(f"{one:6}{other:8}{mark}\n" for one, other, mark in signs))
    split = write(tmp_path, "gem.csv", CSV.encode() + as_csv([[*sign, *sign[2]] for sign in signs]))

    assert list(read_gem(fixed)) == wanted
    assert list(read_gem(split)) == wanted


@pytest.mark.shared
def test_the_mappings_are_counted_exactly(shared: Path):
    rows = list(read_gem(shared / "misc/gem_icd9_to_icd10cm_nber.csv"))

    assert len(rows) == 23_912
    assert sum(row.no_map for row in rows) == 425
    assert sum(row.combination for row in rows) == 2260
