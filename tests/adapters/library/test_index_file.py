from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.index_file import IndexFile, build_index
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.icd10_index import IndexTerm, read_index
from consultant.coding.sets import Reference
from tests.coding.releases.test_icd10_index import ALPHABETIC

CAUSES = "icd10cm/icd10cm-eindex-April-1-2026.xml"
DRUGS = "icd10cm/icd10cm-drug-April-1-2026.xml"
NEOPLASMS = "icd10cm/icd10cm-neoplasm-April-1-2026.xml"
PROCEDURES = "icd10pcs/icd10pcs_index_2021.xml"


def index(folder: Path, text: str = ALPHABETIC, name: str = "icd10cm-index-April-1-2026.xml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_the_alphabetic_index_keeps_its_lines_and_leads_to_codes(tmp_path: Path):
    built = build_index(index(tmp_path), tmp_path / "shelf")
    file = IndexFile(built.path)

    assert file.release.system is Reference.CM_INDEX
    assert (file.release.effective_from, file.release.effective_to) == (date(2026, 4, 1), date(2026, 9, 30))
    assert built.counts == {"terms": 3, "codes": 5}
    assert next(file.terms()) == IndexTerm(("Amyloid heart",), ("disease",), ("E85.4",), ("I43",))
    assert [path.words for path in file.paths_of("I43")] == [("Amyloid heart",)]
    assert [(path.words, path.printed) for path in file.paths_of("M25.561")] == [
        (("Pain NEC", "joint"), "M25.5-"),
        (("Pain NEC", "joint"), "M25"),
    ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "of", "terms", "codes"),
    [
        (CAUSES, Reference.CM_EXTERNAL, 8_090, 2_718),
        (DRUGS, Reference.CM_DRUGS, 7_430, 1_606),
        (NEOPLASMS, Reference.CM_NEOPLASMS, 1_940, 684),
        (PROCEDURES, Reference.PCS_INDEX, 23_866, 12_966),
    ],
)
def test_the_official_indexes_are_whole(shared: Path, tmp_path: Path, name: str, of: Reference, terms: int, codes: int):
    built = build_index(shared / name, tmp_path)
    file = IndexFile(built.path)

    assert built.counts == {"terms": terms, "codes": codes}
    assert file.release.system is of
    assert list(file.terms()) == list(read_index(shared / name))


@pytest.mark.shared
def test_a_code_with_its_seventh_character_is_found_by_what_the_table_prints(shared: Path, tmp_path: Path):
    file = IndexFile(build_index(shared / DRUGS, tmp_path).path)

    found = file.paths_of("T51.3X1A")

    assert len(found) == 19
    assert (found[0].words, found[0].column, found[0].printed) == (
        ("1-propanol",),
        "Poisoning Accidental (unintentional)",
        "T51.3X1",
    )


@pytest.mark.shared
def test_a_procedure_is_found_by_beginnings_also_those_inside_a_reference(shared: Path, tmp_path: Path):
    file = IndexFile(build_index(shared / PROCEDURES, tmp_path).path)

    assert ("Abdominohysterectomy",) in [path.words for path in file.paths_of("0UT94ZZ")]
    assert file.release.label == "ICD-10-PCS index FY 2021, release of 1 Oct 2020"


@pytest.mark.parametrize(
    "text", ["<ICD10CM.index><version>2026</version><letter>", ALPHABETIC.replace("</letter></ICD10CM.index>", "")]
)
def test_a_broken_index_leaves_nothing(tmp_path: Path, text: str):
    with pytest.raises(UnreadableRelease):
        build_index(index(tmp_path, text), tmp_path / "shelf")
    assert not (tmp_path / "shelf").exists() or list((tmp_path / "shelf").iterdir()) == []
