import time
from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.adapters.library.opening import open_release
from consultant.adapters.library.pcs_definition_file import build_pcs_definitions
from consultant.adapters.library.pcs_table_file import build_pcs_rows
from consultant.coding.cards import Status
from consultant.coding.catalogue import Catalogue
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden
from consultant.services.pages import pcs
from tests.coding.shipped import shared
from tests.factories.pcs import build_pcs

__all__ = ["shared"]

CODER = Person(1, Role.CODER, "Priya")
ON = date(2026, 5, 1)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return LibraryCatalogue([open_release(built.path) for built in build_pcs(tmp_path, tmp_path)])


def test_at_the_start_the_first_place_is_offered(catalogue: Catalogue):
    built = pcs.build(CODER, catalogue, "", on=ON)

    assert (built.code, built.chosen, built.place) == ("", (), "Section")
    assert [(one.character, one.words, one.code) for one in built.choices] == [("0", "Medical and Surgical", "0")]
    assert built.tables == "ICD-10-PCS tables FY 2026, release of 1 Oct 2025"


def test_what_is_chosen_is_explained_and_what_follows_adds_a_character(catalogue: Catalogue):
    built = pcs.build(CODER, catalogue, " 0s r", on=ON)

    assert [(one.place, one.before, one.value.words) for one in built.chosen] == [
        ("Section", "", "Medical and Surgical"),
        ("Body System", "0", "Lower Joints"),
        ("Operation", "0S", "Replacement"),
    ]
    assert built.chosen[2].value.meaning == "Putting in material. The part may have been taken out."
    assert built.chosen[2].value.includes == ("Total hip replacement",)
    assert [(one.words, one.includes, one.code) for one in built.choices] == [
        ("Hip Joint, Right", ("Acetabulofemoral joint",), "0SR9")
    ]


def test_devices_of_their_own_are_told_where_they_count(catalogue: Catalogue):
    built = pcs.build(CODER, catalogue, "0SR90", on=ON)

    assert [one.includes for one in built.choices] == [("Metal",)]


def test_a_character_that_no_table_has_there_is_refused_and_the_rest_is_kept(catalogue: Catalogue):
    built = pcs.build(CODER, catalogue, "0SRC0", on=ON)

    assert (built.code, built.refused, built.place) == ("0SR", "C0", "Body Part")
    assert built.card is None


def test_seven_characters_are_a_code_with_its_standing(catalogue: Catalogue):
    built = pcs.build(CODER, catalogue, "0SR90J9X", on=ON)

    assert (built.code, built.refused, built.place, built.choices) == ("0SR90J9", "X", None, ())
    assert built.card is not None
    assert (built.card.code, built.card.status) == ("0SR90J9", Status.BILLABLE)
    assert pcs.is_whole("0sr90j9")
    assert not pcs.is_whole("0SR90J")


def test_a_date_without_tables_says_so_and_which_there_are(catalogue: Catalogue):
    built = pcs.build(CODER, catalogue, "0SR", on=date(2024, 5, 1))

    assert built.missing == "no release of “ICD-10-PCS tables” for 1 May 2024 is installed"
    assert [one.begins for one in built.elsewhere] == [date(2025, 10, 1)]
    assert (built.code, built.choices) == ("0SR", ())


def test_without_definitions_the_tables_still_build_and_say_what_is_not_shown(tmp_path: Path):
    files = [open_release(built.path) for built in build_pcs(tmp_path, tmp_path, explained=False)]

    built = pcs.build(CODER, LibraryCatalogue(files), "0SR", on=ON)

    assert [one.words for one in built.choices] == ["Hip Joint, Right"]
    assert built.chosen[2].value.meaning == ""
    assert "ICD-10-PCS definitions" in (built.unexplained or "")


def test_an_asker_builds_no_codes(catalogue: Catalogue):
    with pytest.raises(Forbidden):
        pcs.build(Person(2, Role.ASKER, "Dana"), catalogue, "0", on=ON)


@pytest.mark.shared
def test_the_tables_of_2021_are_gone_through_within_50_ms(shared: Path, tmp_path: Path):
    built = [
        build_pcs_rows(shared / "icd10pcs/icd10pcs_tables_2021.xml", tmp_path),
        build_pcs_definitions(shared / "icd10pcs/icd10pcs_definitions_2021.xml", tmp_path),
    ]
    catalogue = LibraryCatalogue([open_release(one.path) for one in built])
    on = date(2021, 5, 1)

    codes = [pcs.build(CODER, catalogue, "0SR9019"[:length], on=on) for length in range(8)]
    began = time.process_time()
    pcs.build(CODER, catalogue, "0SR901", on=on)
    took = time.process_time() - began

    assert [one.place for one in codes] == [
        "Section",
        "Body System",
        "Operation",
        "Body Part",
        "Approach",
        "Device",
        "Qualifier",
        None,
    ]
    assert took < 0.05
