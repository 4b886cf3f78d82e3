import re
from pathlib import Path

import pytest

from consultant.coding.releases.code_lists import read_code_list
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.icd10pcs_tables import PcsRow, choices, read_pcs_tables, version_of_tables


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[PcsRow]:
    return list(read_pcs_tables(shared / "icd10pcs/icd10pcs_tables_2021.xml"))


@pytest.mark.shared
def test_the_tables_of_2021_make_exactly_their_codes(shared: Path, rows: list[PcsRow]):
    codes = [code for row in rows for code in row.codes()]
    listed = {row.code for row in read_code_list(shared / "icd10pcs/icd10pcs_codes_78638.tsv.gz")}

    assert version_of_tables(shared / "icd10pcs/icd10pcs_tables_2021.xml") == "2021"
    assert len(codes) == len(set(codes)) == 78_136
    assert (len(listed - set(codes)), len(set(codes) - listed)) == (684, 182)


@pytest.mark.shared
def test_a_code_is_built_character_by_character_inside_its_rows(rows: list[PcsRow]):
    body_systems = choices(rows, "0")
    approaches = choices(rows, "0016")

    assert body_systems is not None
    assert (body_systems.title, body_systems.values[0]) == (
        "Body System",
        ("0", "Central Nervous System and Cranial Nerves"),
    )
    assert approaches is not None
    assert approaches.values == (("0", "Open"), ("3", "Percutaneous"), ("4", "Percutaneous Endoscopic"))
    operation = choices(rows, "00")
    assert operation is not None
    assert operation.definition
    assert choices(rows, "0019") is None
    assert choices(rows, "0016070") is None


TABLE = """<ICD10PCS.tabular><version>2027</version><pcsTable>
<axis pos="1"><title>Section</title><label code="0">Medical and Surgical</label></axis>
<axis pos="2"><title>Body System</title><label code="0">Nerves</label></axis>
<axis pos="3"><title>Operation</title><label code="1">Bypass</label></axis>
<pcsRow codes="2"><axis pos="4"><title>Body Part</title><label code="6">Ventricle</label></axis>
<axis pos="5"><title>Approach</title><label code="0">Open</label><label code="3">Percutaneous</label></axis>
<axis pos="6"><title>Device</title><label code="Z">No Device</label></axis>
<axis pos="7"><title>Qualifier</title><label code="B">Cisterns</label></axis></pcsRow></pcsTable></ICD10PCS.tabular>"""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TABLE.replace('codes="2"', 'codes="3"'), "expected 3 codes in row 1 (table 001), not 2"),
        (re.sub(r'<axis pos="7">.*?</axis>', "", TABLE), "expected seven axes in row 1"),
        (TABLE[:300], "well-formed XML"),
        ("<ICD10PCS.tabular><version>2027</version></ICD10PCS.tabular>", "rows of the ICD-10-PCS tables"),
    ],
)
def test_tables_that_do_not_agree_with_themselves_are_refused(tmp_path: Path, text: str, words: str):
    path = tmp_path / "tables.xml"
    path.write_text(text)

    with pytest.raises(UnreadableRelease, match=re.escape(words)):
        list(read_pcs_tables(path))


def test_a_row_is_what_it_says(tmp_path: Path):
    path = tmp_path / "tables.xml"
    path.write_text(TABLE)

    (row,) = read_pcs_tables(path)

    assert (row.table, row.count, list(row.codes())) == ("001", 2, ["00160ZB", "00163ZB"])
