import sys
from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.icd10cm import build_icd10cm, effective_dates, packaged_tabular, stored_entries
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.icd10cm_tabular import TabularRow


def test_the_packaged_list_is_found_without_importing_the_package():
    assert packaged_tabular().stat().st_size > 9_000_000
    assert "simple_icd_10_cm" not in sys.modules


@pytest.mark.parametrize(
    ("name", "version", "begins"),
    [
        ("icd10c-tabular-April-1-2026.xml", "2026", date(2026, 4, 1)),
        ("icd10cm-tabular-2026.xml", "2026", date(2025, 10, 1)),
        ("icd10cm-tabular-April-1-2024.xml", "2026", date(2025, 10, 1)),
    ],
)
def test_the_first_day_is_in_the_name_or_is_1_october(name, version, begins):
    assert effective_dates(Path(name), version) == (begins, date(2026, 9, 30))


def test_the_shipped_release_is_complete_and_named(releases):
    built = releases[0]

    assert built.described.label == "ICD-10-CM FY 2026, release of 1 Apr 2026"
    assert built.counts == {"codes": 98_186, "billable": 74_719, "notes": 25_689}
    assert built.size < 30_000_000


def test_parents_and_subtrees_are_kept_by_position():
    rows = [
        TabularRow("1", "chapter", 0, "x", billable=False),
        TabularRow("A00-A09", "block", 1, "x", billable=False),
        TabularRow("A00", "category", 2, "x", billable=False),
        TabularRow("A00.0", "code", 3, "x", billable=True),
        TabularRow("2", "chapter", 0, "x", billable=False),
    ]

    entries = stored_entries(rows)

    assert [entry.parent for entry in entries] == [-1, 0, 1, 2, -1]
    assert [entry.last for entry in entries] == [3, 3, 3, 3, 4]


def test_a_file_without_a_fiscal_year_is_refused(tmp_path: Path):
    path = tmp_path / "list.xml"
    path.write_text("<ICD10CM.tabular><version>draft</version></ICD10CM.tabular>")

    with pytest.raises(
        UnreadableRelease, match=r"list\.xml, line 1: expected a tabular list that states its fiscal year"
    ):
        build_icd10cm(path, tmp_path / "out")


def test_a_date_outside_the_fiscal_year_is_refused(tmp_path: Path):
    path = tmp_path / "list.xml"
    path.write_text("<ICD10CM.tabular><version>2026</version></ICD10CM.tabular>")

    with pytest.raises(UnreadableRelease, match="expected an effective date within FY 2026"):
        build_icd10cm(path, tmp_path / "out", effective=date(2026, 10, 1))


def test_a_tabular_list_that_has_lost_chapters_is_refused(tmp_path: Path):
    whole = packaged_tabular().read_bytes()
    path = tmp_path / "icd10cm-tabular.xml"
    path.write_bytes(whole[: whole.index(b"</chapter>")] + b"</chapter></ICD10CM.tabular>")

    with pytest.raises(UnreadableRelease, match="a whole tabular list of 65,000 billable codes or more"):
        build_icd10cm(path, tmp_path / "out")

    assert not (tmp_path / "out").exists()
