from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.list_file import ListFile
from consultant.adapters.library.references import LibraryReferences
from consultant.adapters.library.small_lists import (
    build_code_editor,
    build_jurisdictions,
    build_modifiers,
    build_places,
)
from consultant.coding.edits import NotHeld
from consultant.coding.reference import ModifierName, Place
from consultant.coding.releases.modifiers import SHIPPED
from tests.coding.releases.official import write

DAY = date(2026, 5, 1)
EMPTY = LibraryReferences([])


@pytest.fixture
def references(shared: Path, tmp_path: Path) -> LibraryReferences:
    """Everything, the real files."""
    built = [
        build_places(shared / "misc/pos_codes.json", tmp_path),
        build_modifiers(SHIPPED, tmp_path),
        build_code_editor(shared / "misc/mce_edits.json", tmp_path),
        build_jurisdictions(shared / "misc/mac_jurisdictions.json", tmp_path),
    ]
    return LibraryReferences([ListFile(one.path) for one in built])


@pytest.mark.shared
def test_places_say_which_practice_expense_is_paid(references: LibraryReferences):
    office, hospital = references.place("11", DAY), references.place("21", DAY)

    assert isinstance(office, Place)
    assert isinstance(hospital, Place)
    assert (office.name, office.facility, hospital.facility) == ("Office", False, True)
    assert references.place("27", DAY) is None
    assert [place.code for place in references.places(DAY)][:2] == ["01", "02"]  # type: ignore[union-attr]


@pytest.mark.shared
def test_modifiers_are_explained(references: LibraryReferences):
    found = references.modifier("25", DAY)

    assert isinstance(found, ModifierName)
    assert (found.system, found.group) == ("CPT", "visit")
    assert references.modifier("ZZ", DAY) is None


@pytest.mark.shared
def test_the_editor_names_the_lists_of_a_code_for_its_fiscal_year(references: LibraryReferences):
    found = references.editor_lists("G73.1", DAY)

    assert not isinstance(found, NotHeld)
    assert len(found) == 2
    assert references.editor_lists("E11.9", DAY) == ()
    assert [one.words for one in references.editor_lists("A33", date(2025, 10, 1))] == [  # type: ignore[union-attr]
        "for newborns (under one year)"
    ]
    assert isinstance(references.editor_lists("A33", date(2026, 10, 1)), NotHeld)


@pytest.mark.shared
def test_contractors_of_a_state_are_those_of_parts_a_and_b_then_of_equipment(references: LibraryReferences):
    found = references.contractors("tx", DAY)

    assert not isinstance(found, NotHeld)
    assert (found[0].jurisdiction, found[0].name) == ("JH", "Novitas Solutions")
    assert [one.equipment for one in found] == [False, True]
    assert references.contractors("ZZ", DAY) == ()


def test_what_is_not_installed_is_said():
    for found in (
        EMPTY.place("11", DAY),
        EMPTY.places(DAY),
        EMPTY.modifier("25", DAY),
        EMPTY.editor_lists("A33", DAY),
        EMPTY.contractors("TX", DAY),
    ):
        assert isinstance(found, NotHeld)


@pytest.mark.parametrize(
    ("on", "name"),
    [(date(2024, 1, 1), "Office"), (date(2025, 12, 31), "Office"), (date(2026, 1, 1), "Consulting room")],
)
def test_the_list_of_the_date_answers_and_the_oldest_before_it(tmp_path: Path, on: date, name: str):
    files = []
    for begins, words in ((date(2025, 1, 1), "Office"), (date(2026, 1, 1), "Consulting room")):
        path = write(tmp_path, "pos.csv", f"POS Code,POS Name,POS Description\n11,{words},\n")
        files.append(ListFile(build_places(path, tmp_path, effective=begins).path))

    found = LibraryReferences(files).place("11", on)

    assert isinstance(found, Place)
    assert found.name == name
