import pytest

from consultant.coding.calculators.evaluation_codes import Family
from consultant.coding.calculators.evaluation_remarks import Stay, one_day, remarks


@pytest.mark.parametrize(
    ("stay", "family", "still_open"),
    [
        (Stay(8, 2), Family.HOSPITAL_SAME_DAY, False),
        (Stay(24, 2), Family.HOSPITAL_SAME_DAY, False),
        (Stay(7, 2), Family.HOSPITAL_INITIAL, False),
        (Stay(7), Family.HOSPITAL_INITIAL, False),
        (Stay(8, 1), Family.HOSPITAL_INITIAL, False),
        (Stay(None, 1), Family.HOSPITAL_INITIAL, False),
        (Stay(8), Family.HOSPITAL_SAME_DAY, True),
        (Stay(None, 2), Family.HOSPITAL_SAME_DAY, True),
        (Stay(), Family.HOSPITAL_SAME_DAY, True),
    ],
)
def test_eight_hours_and_two_encounters_take_one_code_for_both_services(stay: Stay, family: Family, still_open: bool):
    taken, why = one_day(stay)

    assert (taken, why.open) == (family, still_open)
    assert "30.6.9.1" in why.source
    assert why.answer


@pytest.mark.parametrize(
    ("stay", "words"),
    [
        (Stay(1), "Full hours: 1. 99234 to 99236 want at least 8."),
        (Stay(9, 1), "two encounters of the day, one for admission and one for discharge"),
        (Stay(9), "say the encounters of the day."),
        (Stay(), "say the hours of the stay and the encounters of the day."),
    ],
)
def test_what_decides_and_what_is_missing_is_said(stay: Stay, words: str):
    assert words in one_day(stay)[1].words


def test_discharges_and_visits_by_staff_say_their_rule_with_its_source_and_others_nothing():
    said = {family: remarks(family) for family in Family}

    assert {family for family, found in said.items() if found} == {Family.HOSPITAL_DISCHARGE, Family.OFFICE_STAFF}
    assert all(one.words and one.source for found in said.values() for one in found)
    assert "More than 30 must stand in the record for 99239" in said[Family.HOSPITAL_DISCHARGE][0].words
    assert "may not need a physician" in said[Family.OFFICE_STAFF][0].words
