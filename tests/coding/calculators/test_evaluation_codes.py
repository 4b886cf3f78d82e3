from datetime import date

import pytest

from consultant.coding.calculators.evaluation_codes import (
    Family,
    Prolonged,
    family_of,
    levels,
    minutes_in_words,
    prolonged,
)

NOW, IN_2023 = date(2026, 5, 1), date(2023, 5, 1)


@pytest.mark.parametrize("family", list(Family))
def test_the_levels_of_a_family_rise_in_complexity_and_minutes(family: Family):
    found = levels(family, NOW)

    wanted = [one.complexity for one in found if one.complexity is not None]
    assert wanted == sorted(set(wanted))
    assert len(wanted) in (0, len(found))
    minutes = [one.minutes for one in found if one.minutes is not None]
    assert minutes == sorted(set(minutes))
    assert family.title


@pytest.mark.parametrize(
    ("code", "on", "minutes"),
    [
        ("99306", NOW, 50),
        ("99306", IN_2023, 45),
        ("99308", NOW, 20),
        ("99308", IN_2023, 15),
        ("99214", NOW, 30),
        ("99345", NOW, 75),
    ],
)
def test_the_minutes_are_those_of_the_date(code: str, on: date, minutes: int):
    family = family_of(code)
    assert family is not None

    assert {one.code: one.minutes for one in levels(family, on)}[code] == minutes


@pytest.mark.parametrize(
    ("family", "on", "words"),
    [
        (Family.OFFICE, NOW, ["10 or more", "20 or more", "30 or more", "40 or more"]),
        (Family.OFFICE, IN_2023, ["10 to 19", "20 to 29", "30 to 39", "40 to 54"]),
        (Family.OFFICE_NEW, IN_2023, ["15 to 29", "30 to 44", "45 to 59", "60 to 74"]),
        (Family.HOSPITAL, IN_2023, ["25 or more", "35 or more", "50 or more"]),
        (Family.EMERGENCY, NOW, ["time does not choose it"] * 4),
        (Family.HOSPITAL_DISCHARGE, NOW, ["30 or fewer", "more than 30"]),
        (Family.OFFICE_STAFF, NOW, ["time does not choose it"]),
    ],
)
def test_minutes_are_worded_as_the_rules_of_the_date_word_them(family: Family, on: date, words: list[str]):
    assert [minutes_in_words(family, one, on) for one in levels(family, on)] == words


def test_each_code_belongs_to_one_family():
    codes = [one.code for family in Family for one in levels(family, NOW)]

    assert len(codes) == len(set(codes))
    assert all(family_of(code) for code in codes)
    assert family_of("99211") is Family.OFFICE_STAFF
    assert family_of("99201") is None


def test_a_code_for_which_nothing_is_asked_is_known():
    assert [one.code for family in Family for one in levels(family, NOW) if one.unasked] == ["99211", "99238"]


@pytest.mark.parametrize(
    ("family", "cpt", "medicare"),
    [
        (Family.OFFICE_NEW, ("99417", 75), ("G2212", 89)),
        (Family.OFFICE, ("99417", 55), ("G2212", 69)),
        (Family.HOSPITAL_INITIAL, ("99418", 90), ("G0316", 90)),
        (Family.HOSPITAL, ("99418", 65), ("G0316", 65)),
        (Family.HOSPITAL_SAME_DAY, ("99418", 100), ("G0316", 110)),
        (Family.NURSING_INITIAL, ("99418", 65), ("G0317", 95)),
        (Family.NURSING, ("99418", 60), ("G0317", 85)),
        (Family.HOME_NEW, ("99417", 90), ("G0318", 140)),
        (Family.HOME, ("99417", 75), ("G0318", 110)),
        (Family.CONSULT_OFFICE, ("99417", 70), None),
        (Family.CONSULT_HOSPITAL, ("99418", 95), None),
        (Family.EMERGENCY, None, None),
        (Family.HOSPITAL_DISCHARGE, None, None),
        (Family.OFFICE_STAFF, None, None),
    ],
)
def test_prolonged_codes_begin_at_their_minutes(
    family: Family, cpt: tuple[str, int] | None, medicare: tuple[str, int] | None
):
    found = tuple((one.code, one.first) if one else None for one in prolonged(family, NOW))

    assert found == (cpt, medicare)


@pytest.mark.parametrize(("minutes", "units"), [(0, 0), (68, 0), (69, 1), (83, 1), (84, 2), (99, 3)])
def test_each_further_quarter_of_an_hour_is_a_unit(minutes: int, units: int):
    assert Prolonged("G2212", 69, "").units(minutes) == units


def test_consultations_are_known_as_such():
    assert [family for family in Family if family.consultation] == [Family.CONSULT_OFFICE, Family.CONSULT_HOSPITAL]
