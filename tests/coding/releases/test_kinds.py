from pathlib import Path

import pytest

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.kinds import Kind, kind_of

OFFICIAL = {
    "hcpcs/HCPC2019_CONTR_ANWEB.xlsx": Kind.HCPCS,
    "hcpcs/HCPC2020_ANWEB_w_disclaimer.txt": Kind.CONTRACTOR,
    "hcpcs/hcpcs_level2_2026_descriptors.csv": Kind.DESCRIPTORS,
    "hcpcs/proc_notes_2020.txt": None,
    "icd10cm/code-list-April-2026.txt": Kind.BARE,
    "icd10cm/icd10c-tabular-April-1-2026.xml.gz": Kind.TABULAR,
    "icd10cm/icd10cm-categories-April-1-2026.csv": Kind.CODES,
    "icd10cm/icd10cm-drug-April-1-2026.xml": Kind.INDEX,
    "icd10cm/icd10cm_codes_FY2025_short_long.csv.gz": Kind.CODES,
    "icd10pcs/icd10pcs_codes_78638.tsv.gz": Kind.CODES,
    "icd10pcs/icd10pcs_definitions_2021.xml": Kind.PCS_DEFINITIONS,
    "icd10pcs/icd10pcs_index_2021.xml": Kind.INDEX,
    "icd10pcs/icd10pcs_tables_2021.xml": Kind.PCS_TABLES,
    "layouts/GPCI2026.excerpt.csv": Kind.LOCALITIES,
    "layouts/PPRRVU2026_Jul_nonQPP.excerpt.redacted.csv": Kind.FEES,
    "layouts/ccipra-v322r0-f1.excerpt.txt": Kind.PAIRS,
    "layouts/icd10cm_order_2026.excerpt.txt": Kind.ORDER,
    "misc/gem_icd9_to_icd10cm_nber.csv": Kind.GEM,
    "misc/mac_jurisdictions.json": Kind.JURISDICTIONS,
    "misc/mce_edits.json": Kind.EDITOR,
    "misc/pos_codes.json": Kind.PLACES,
    "ncci/AOC_2026Q3_pairs.csv": Kind.ADD_ONS,
    "ncci/MUE_Practitioner_2026-04-01_reconstructed.csv": Kind.MUE,
    "policy/icd10cm_official_guidelines_FY2026.txt": None,
    "policy/mcd_lcd_article_index_2025-08.csv": Kind.COVERAGE_INDEX,
}


@pytest.mark.shared
@pytest.mark.parametrize(("name", "kind"), OFFICIAL.items())
def test_every_official_file_is_known_by_its_content_alone(shared: Path, tmp_path: Path, name: str, kind: Kind | None):
    copy = tmp_path / "upload"
    copy.symlink_to(shared / name)

    assert kind_of(copy) is kind


def test_a_packing_that_breaks_off_is_refused(tmp_path: Path):
    path = tmp_path / "list.gz"
    path.write_bytes(b"\x1f\x8b\x08\x00")

    with pytest.raises(UnreadableRelease, match="unpacked to its end"):
        kind_of(path)
