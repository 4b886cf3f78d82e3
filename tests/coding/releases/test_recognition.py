"""A file is known by its content to exactly one reader, whatever its name."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from consultant.coding.releases.add_on_codes import looks_like_add_on_codes
from consultant.coding.releases.archives import looks_like_archive, members
from consultant.coding.releases.code_editor import looks_like_code_editor
from consultant.coding.releases.coverage_database import looks_like_coverage
from consultant.coding.releases.coverage_index import looks_like_index, looks_like_jurisdictions
from consultant.coding.releases.cpt import looks_like_cpt
from consultant.coding.releases.fee_schedule import looks_like_fee_schedule
from consultant.coding.releases.gems import looks_like_gem
from consultant.coding.releases.hcpcs_contractor import looks_like_contractor_file
from consultant.coding.releases.hcpcs_table import looks_like_descriptors, looks_like_hcpcs_table
from consultant.coding.releases.localities import looks_like_localities
from consultant.coding.releases.modifiers import SHIPPED, looks_like_modifiers
from consultant.coding.releases.mue import looks_like_mue
from consultant.coding.releases.places import looks_like_places
from consultant.coding.releases.ptp import looks_like_ptp
from tests.coding.releases.official import SAMPLES, write

KNOW: dict[str, Callable[[Path], bool]] = {
    "contractor": looks_like_contractor_file,
    "hcpcs": looks_like_hcpcs_table,
    "descriptors": looks_like_descriptors,
    "mue": looks_like_mue,
    "pairs": looks_like_add_on_codes,
    "ptp": looks_like_ptp,
    "fees": looks_like_fee_schedule,
    "localities": looks_like_localities,
    "gem": looks_like_gem,
    "places": looks_like_places,
    "edits": looks_like_code_editor,
    "served": looks_like_jurisdictions,
    "index": looks_like_index,
    "coverage": looks_like_coverage,
    "cpt": looks_like_cpt,
    "modifiers": looks_like_modifiers,
    "archive": looks_like_archive,
}

# Every file of the shared folder, by the beginning of its name; those that are missing here are for other readers.
OFFICIAL = {
    "hcpcs/HCPC2019_CONTR_ANWEB.txt": "contractor",
    "hcpcs/HCPC2019_CONTR_ANWEB.xlsx": "hcpcs",
    "hcpcs/HCPC2020_ANWEB_w_disclaimer.txt": "contractor",
    "hcpcs/hcpcs_level2_2026_descriptors.csv": "descriptors",
    "layouts/GPCI2026.excerpt.csv": "localities",
    "layouts/HCPC2026_OCT_ANWEB.excerpt.csv": "hcpcs",
    "layouts/MCR_MUE_PractitionerServices_Eff_07-01-2026.excerpt.csv": "mue",
    "layouts/PPRRVU2026_Jul_nonQPP.excerpt.redacted.csv": "fees",
    "layouts/ccipra-v322r0-f1.excerpt.txt": "ptp",
    "misc/gem_icd9_to_icd10cm_nber.csv": "gem",
    "misc/mac_jurisdictions.json": "served",
    "misc/mce_edits.json": "edits",
    "misc/pos_codes.json": "places",
    "ncci/AOC_2026Q3_pairs.csv": "pairs",
    "ncci/MUE_Practitioner_2026-04-01_reconstructed.csv": "mue",
    "policy/mcd_lcd_article_index_2025-08.csv": "index",
}


def known(path: Path) -> set[str]:
    return {kind for kind, knows in KNOW.items() if knows(path)}


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_a_sample_without_its_name_is_known_to_its_reader_alone(tmp_path: Path, kind: str):
    assert known(write(tmp_path, "upload", SAMPLES[kind][2])) == {kind.split(maxsplit=1)[0]}


@pytest.mark.parametrize(
    "content", [b"", b"\0\1\2", b"<html></html>", b"PK\x03\x04", b"words\n", b"a,b\n1,2\n", b"{}", b"\xff\xfe"]
)
def test_what_is_no_official_file_is_known_to_nobody(tmp_path: Path, content: bytes):
    assert known(write(tmp_path, "upload", content)) == set()


def test_the_shipped_modifiers_are_known():
    assert known(SHIPPED) == {"modifiers"}


@pytest.mark.shared
def test_every_official_file_is_known_to_one_reader_or_to_none_of_these(shared: Path):
    found = {
        str(path.relative_to(shared)): known(path)
        for path in sorted(shared.rglob("*"))
        if path.is_file() and path.name not in ("SOURCES.md", "README.txt")
    }

    assert {name: kinds for name, kinds in found.items() if kinds} == {name: {kind} for name, kind in OFFICIAL.items()}


@pytest.mark.shared
def test_official_files_are_known_and_read_in_a_zip_as_in_the_folder(shared: Path, tmp_path: Path):
    path = tmp_path / "everything.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in OFFICIAL:
            archive.write(shared / name, name)

    assert known(path) == {"archive"}
    assert {member.name: known(member.path) for member in members(path)} == {
        f"everything.zip/{name}": {kind} for name, kind in OFFICIAL.items()
    }
