import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.add_on_file import AddOnFile, build_add_ons, effective_of
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.sets import Reference
from tests.coding.releases.official import AOC_HEADINGS, workbook

HEAD = "addon_code,primary_code,aoc_type,effective_date,end_date\n"
ON = date(2026, 7, 1)


def table(folder: Path, *rows: str, name: str = "AOC_2026Q3_pairs.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="ascii")
    return path


@pytest.mark.shared
def test_every_pair_of_the_real_table_is_answered(shared: Path, tmp_path: Path):
    source = shared / "ncci" / "AOC_2026Q3_pairs.csv"
    built = build_add_ons(source, tmp_path)
    file = AddOnFile(built.path)
    with source.open(newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if date.fromisoformat(row["effective_date"]) <= ON]
    listed, kinds = defaultdict(set), {}
    for row in rows:
        kinds[row["addon_code"]] = int(row["aoc_type"])
        listed[row["addon_code"]] |= {row["primary_code"]} - {"CCCCC"}

    assert built.counts["pairs"] == 7_743
    assert built.counts["add-on codes"] == len(kinds)
    assert file.release.system is Reference.ADD_ONS
    assert (file.release.effective_from, file.release.effective_to) == (date(2026, 7, 1), date(2026, 9, 30))
    for code, kind in kinds.items():
        found = file.add_on(code, ON)
        assert found is not None
        assert (found.type, set(found.primaries)) == (kind, listed[code])


def test_what_has_ended_or_not_begun_is_not_listed(tmp_path: Path):
    path = table(
        tmp_path,
        "11045,11042,1,2013-01-01,",
        "11045,11043,1,2013-01-01,2025-12-31",
        "11045,11044,1,2026-07-01,",
        "0054T,CCCCC,2,2013-04-01,2025-12-31",
    )
    file = AddOnFile(build_add_ons(path, tmp_path).path)

    for on, primaries in ((date(2025, 12, 31), ("11042", "11043")), (ON, ("11042", "11044"))):
        found = file.add_on("11045", on)
        assert found is not None
        assert found.primaries == primaries
    assert file.add_on("11045", date(2012, 12, 31)) is None
    assert file.add_on("0054T", ON) is None
    assert file.of_primary("11043", ON) == ()
    assert [found.code for found in file.of_primary("11044", ON)] == ["11045"]


def test_type_2_has_no_list_and_type_3_has_one_that_is_not_all(tmp_path: Path):
    path = table(tmp_path, "0054T,CCCCC,2,2013-04-01,", "0071U,CCCCC,3,2018-10-01,", "0071U,0070U,3,2018-10-01,")
    file = AddOnFile(build_add_ons(path, tmp_path).path)

    two, three = file.add_on("0054T", ON), file.add_on("0071U", ON)

    assert two is not None
    assert three is not None
    assert (two.type, two.primaries) == (2, ())
    assert (three.type, three.primaries) == (3, ("0070U",))


def test_the_publishers_workbook_ends_where_edit_code_or_primary_end(tmp_path: Path):
    rows = [
        [1, "11045", None, "11042", None, 2013001, None, None],
        [1, "11046", None, "11043", 2025365, 2013001, None, None],
        [1, "11047", 2025365, "11044", None, 2013001, None, None],
    ]
    path = workbook(tmp_path, "aoc_v2026_q3-mcr.xlsx", [["A notice"], list(AOC_HEADINGS), *rows])
    file = AddOnFile(build_add_ons(path, tmp_path).path)

    assert [code for code in ("11045", "11046", "11047") if file.add_on(code, ON)] == ["11045"]
    assert all(file.add_on(code, date(2025, 12, 31)) for code in ("11045", "11046", "11047"))


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("AOC_2026Q3_pairs.csv", date(2026, 7, 1)),
        ("aoc_v2026_q1-mcr.xlsx", date(2026, 1, 1)),
        ("add-on 2025 Q4.xlsx", date(2025, 10, 1)),
        ("aoc.csv", None),
    ],
)
def test_the_quarter_is_told_by_the_name(name: str, begins: date | None):
    assert effective_of(name) == begins


def test_a_file_whose_quarter_nobody_says_is_refused_and_can_be_told(tmp_path: Path):
    path = table(tmp_path, "11045,11042,1,2013-01-01,", name="aoc.csv")

    with pytest.raises(UnreadableRelease, match="--effective"):
        build_add_ons(path, tmp_path / "shelf")
    assert build_add_ons(path, tmp_path / "shelf", effective=ON).described.effective_to == date(2026, 9, 30)


def test_a_pair_that_begins_after_the_quarter_is_of_another_one(tmp_path: Path):
    path = table(tmp_path, "11045,11042,1,2026-10-01,")

    with pytest.raises(UnreadableRelease, match="11045 from 2026-10-01; is it of another quarter"):
        build_add_ons(path, tmp_path / "shelf")
    assert not (tmp_path / "shelf").exists()
