from datetime import date

import pytest

from consultant.coding.catalogue import Catalogue
from consultant.coding.edits import Setting
from consultant.coding.sets import System
from consultant.coding.sheet import readings, sheet

ON = date(2026, 5, 1)


def test_a_code_has_its_card_notes_and_listings(catalogue: Catalogue):
    found = sheet(catalogue, System.CM, "M17.11", ON)

    assert found.card.code == "M17.11"
    assert {note.at for note in found.notes} == {"M17.1", "M15-M19", "13"}
    assert [one.billable for one in found.listings] == [True]


def test_seventh_characters_stand_behind_placeholders(catalogue: Catalogue):
    found = {one.character: one for one in sheet(catalogue, System.CM, "T78.1", ON).sevenths}
    short = {one.character: one.code for one in sheet(catalogue, System.CM, "T71.9", ON).sevenths}

    assert found == {}
    assert short == {"A": "T71.9XXA", "D": "T71.9XXD", "S": "T71.9XXS"}


def test_a_whole_code_wants_no_seventh_character(catalogue: Catalogue):
    assert sheet(catalogue, System.CM, "E11.9", ON).sevenths == ()


def test_a_code_that_has_its_seventh_character_stands_among_the_others_that_it_could_have(catalogue):
    assert [one.code for one in sheet(catalogue, System.CM, "S52.521A", ON).sevenths] == [
        f"S52.521{letter}" for letter in "ADGKPS"
    ]
    assert "T81.40XA" in [one.code for one in sheet(catalogue, System.CM, "T81.40XA", ON).sevenths]


def test_sets_that_are_not_installed_are_said_to_be_unchecked(catalogue: Catalogue):
    found = {one.key: one for one in sheet(catalogue, System.HCPCS, "J7325", ON).sections}

    assert [line.head for line in found["units"].lines] == list(Setting)
    assert "is installed" in str(found["pairs-1"].unchecked)
    assert "is installed" in str(found["fees"].unchecked)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("m1711", [(System.CM, "M17.11")]),
        ("J7325", [(System.HCPCS, "J7325")]),
        ("99213", [(System.CPT, "99213")]),
        ("hello", []),
    ],
)
def test_a_word_is_read_in_every_system_that_may_have_it(catalogue: Catalogue, word: str, expected: list):
    assert [(one.card.system, one.card.code) for one in readings(catalogue, word, ON)] == expected
