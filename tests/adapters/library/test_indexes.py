from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.index_file import IndexFile, build_index
from consultant.adapters.library.indexes import LibraryIndexes
from consultant.adapters.library.pcs_definition_file import PcsDefinitionFile, build_pcs_definitions
from consultant.adapters.library.pcs_table_file import PcsTableFile, build_pcs_rows
from consultant.coding.edits import NotHeld
from consultant.coding.indexes import Choices
from consultant.coding.sets import Reference, System
from tests.adapters.library.test_index_file import index
from tests.coding.releases.test_icd10_index import ALPHABETIC

OCTOBER = "icd10cm-index-October-1-2025.xml"
PCS_DAY = date(2021, 1, 1)


@pytest.fixture
def indexes(tmp_path: Path) -> LibraryIndexes:
    """Two releases of the alphabetic index in one fiscal year, which send the same words to different codes."""
    files = [
        build_index(index(tmp_path, ALPHABETIC.replace("R52", "R52.9"), OCTOBER), tmp_path),
        build_index(index(tmp_path), tmp_path),
    ]
    return LibraryIndexes([IndexFile(built.path) for built in files])


@pytest.mark.parametrize(("on", "code"), [(date(2026, 3, 31), "R52.9"), (date(2026, 4, 1), "R52")])
def test_the_index_of_the_date_answers(indexes: LibraryIndexes, on: date, code: str):
    terms = indexes.terms(Reference.CM_INDEX, on)
    paths = indexes.paths_of(System.CM, "R52.9", on)

    assert not isinstance(terms, NotHeld)
    assert [term.codes for term in terms if term.path == ("Pain NEC",)] == [(code,)]
    assert [path.printed for path in paths.found] == [code]


def test_one_index_of_a_year_speaks_for_the_whole_year(tmp_path: Path):
    april = LibraryIndexes([IndexFile(build_index(index(tmp_path), tmp_path).path)])

    assert april.paths_of(System.CM, "I43", date(2025, 10, 1)).found
    assert not april.paths_of(System.CM, "I43", date(2025, 9, 30)).found


def test_indexes_that_nothing_speaks_for_are_named(indexes: LibraryIndexes):
    paths = indexes.paths_of(System.CM, "I43", date(2026, 5, 1))

    assert [missing.reason for missing in paths.missing] == [
        f"no release of “{title}” for 1 May 2026 is installed"
        for title in ("ICD-10-CM external cause index", "ICD-10-CM table of drugs", "ICD-10-CM table of neoplasms")
    ]
    assert isinstance(indexes.terms(Reference.CM_INDEX, date(2024, 1, 1)), NotHeld)
    assert indexes.paths_of(System.HCPCS, "J1885", date(2026, 5, 1)).missing == ()


@pytest.mark.shared
def test_procedures_are_built_and_explained_by_the_year(shared: Path, tmp_path: Path):
    tables = PcsTableFile(build_pcs_rows(shared / "icd10pcs/icd10pcs_tables_2021.xml", tmp_path).path)
    meanings = build_pcs_definitions(shared / "icd10pcs/icd10pcs_definitions_2021.xml", tmp_path)
    indexes = LibraryIndexes([tables, PcsDefinitionFile(meanings.path)])

    found = indexes.pcs_choices("0DT", PCS_DAY)
    assert isinstance(found, Choices)
    assert ("J", "Appendix") in found.axis.values
    assert indexes.pcs_choices("00O", PCS_DAY) is None
    assert isinstance(indexes.pcs_choices("0DT", date(2021, 10, 1)), NotHeld)
    assert len(indexes.pcs_definitions("0", 3, "Resection", PCS_DAY)) == 1  # type: ignore[arg-type]
    assert indexes.pcs_devices("J", "Nothing", PCS_DAY) == ()
    assert isinstance(indexes.pcs_definitions("0", 3, "Resection", date(2022, 1, 1)), NotHeld)
    assert isinstance(indexes.pcs_devices("J", "Nothing", date(2022, 1, 1)), NotHeld)
