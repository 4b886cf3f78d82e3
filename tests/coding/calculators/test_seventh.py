from datetime import date

import pytest

from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.coding.calculators.seventh import (
    Encounter,
    Healing,
    Told,
    Wound,
    asked_for,
    fitting,
    seventh_characters,
    stem,
    stems_below,
)
from tests.coding.shipped import IN_SEASON


@pytest.mark.parametrize(
    ("code", "bare"),
    [
        ("S52.521A", "S52.521"),
        ("S52.521", "S52.521"),
        ("T81.40XA", "T81.40"),
        ("W09.8XXA", "W09.8"),
        ("O31.8X10", "O31.8X1"),
        ("M17", "M17"),
    ],
)
def test_a_code_is_told_without_its_seventh_character_and_placeholders(code: str, bare: str):
    assert stem(code) == bare


def test_each_character_makes_a_whole_code_with_its_placeholders(catalogue: LibraryCatalogue):
    found = seventh_characters(catalogue, "W09.8", IN_SEASON)

    assert [(one.character, one.meaning, one.code) for one in found] == [
        ("A", "initial encounter", "W09.8XXA"),
        ("D", "subsequent encounter", "W09.8XXD"),
        ("S", "sequela", "W09.8XXS"),
    ]


@pytest.mark.parametrize("code", ["M17.11", "S52.52", "Z99.999"])
def test_a_code_that_takes_none_or_lacks_more_has_none(catalogue: LibraryCatalogue, code: str):
    assert seventh_characters(catalogue, code, IN_SEASON) == ()


def test_below_a_code_that_lacks_more_stand_those_that_lack_only_it(catalogue: LibraryCatalogue):
    assert stems_below(catalogue, "S52.52", IN_SEASON)[:2] == ("S52.521", "S52.522")
    assert stems_below(catalogue, "M17.11", IN_SEASON) == ()
    assert stems_below(catalogue, "M17", IN_SEASON) == ()
    assert stems_below(catalogue, "T40.5", IN_SEASON) == tuple(f"T40.5X{way}" for way in "123456")
    assert stems_below(catalogue, "S72", IN_SEASON)[:3] == ("S72.0", "S72.1", "S72.2")


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (Told(Encounter.INITIAL, wound=Wound.CLOSED), ["S82.201A"]),
        (Told(Encounter.INITIAL, wound=Wound.OPEN_3), ["S82.201C"]),
        (Told(Encounter.SUBSEQUENT, Healing.NONUNION, Wound.OPEN_1_2), ["S82.201M"]),
        (Told(Encounter.SEQUELA), ["S82.201S"]),
        (Told(Encounter.INITIAL), ["S82.201A", "S82.201B", "S82.201C"]),
    ],
)
def test_the_encounter_chooses(catalogue: LibraryCatalogue, told: Told, codes: list[str]):
    offered = seventh_characters(catalogue, "S82.201", IN_SEASON)

    assert [one.code for one in fitting(offered, told)] == codes


def test_an_open_fracture_without_types_is_chosen_by_either(catalogue: LibraryCatalogue):
    offered = seventh_characters(catalogue, "S02.0", IN_SEASON)

    assert [one.code for one in fitting(offered, Told(Encounter.INITIAL, wound=Wound.OPEN_3))] == ["S02.0XXB"]


def test_what_a_meaning_does_not_speak_of_excludes_nothing(catalogue: LibraryCatalogue):
    offered = seventh_characters(catalogue, "M1A.071", IN_SEASON)

    assert fitting(offered, Told(Encounter.INITIAL, Healing.ROUTINE, Wound.CLOSED)) == offered
    assert len(offered) == 2


@pytest.mark.parametrize(
    ("code", "asks"),
    [
        ("S82.201", (True, True, True)),
        ("S52.521", (True, True, False)),
        ("T81.41", (True, False, False)),
        ("M1A.071", (False, False, False)),
    ],
)
def test_only_what_decides_is_asked(catalogue: LibraryCatalogue, code: str, asks: tuple[bool, bool, bool]):
    assert asked_for(seventh_characters(catalogue, code, date(2026, 5, 1))) == asks


def test_every_encounter_says_when_it_is_true():
    assert all(one.words for one in Encounter)
