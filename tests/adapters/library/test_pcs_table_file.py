from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.pcs_table_file import PcsTableFile, build_pcs_rows
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.icd10pcs_tables import choices, read_pcs_tables

TABLES = "icd10pcs/icd10pcs_tables_2021.xml"


@pytest.mark.shared
def test_the_tables_of_2021_are_kept_whole(shared: Path, tmp_path: Path):
    built = build_pcs_rows(shared / TABLES, tmp_path)
    file = PcsTableFile(built.path)

    assert built.counts == {"tables": 890, "rows": 2_428}
    assert (file.release.effective_from, file.release.effective_to) == (date(2020, 10, 1), date(2021, 9, 30))


@pytest.mark.shared
def test_a_code_is_built_character_by_character_as_from_the_tables_themselves(shared: Path, tmp_path: Path):
    file = PcsTableFile(build_pcs_rows(shared / TABLES, tmp_path).path)
    rows = list(read_pcs_tables(shared / TABLES))

    for beginning in ("", "0", "0D", "0DT", "0DTJ", "0DTJ4", "0DTJ4Z"):
        found = file.choices(beginning)
        assert found is not None
        assert found.axis == choices(rows, beginning)
    for beginning in ("0DTJ4ZZ", "ZZ", "00O"):
        assert file.choices(beginning) is None


def test_broken_tables_leave_nothing(tmp_path: Path):
    path = tmp_path / "icd10pcs_tables_2021.xml"
    path.write_text("<ICD10PCS.tabular><version>2021</version><pcsTable></pcsTable></ICD10PCS.tabular>")

    with pytest.raises(UnreadableRelease, match="rows of the ICD-10-PCS tables"):
        build_pcs_rows(path, tmp_path / "shelf")
    assert list((tmp_path / "shelf").iterdir()) == []
