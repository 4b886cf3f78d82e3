from datetime import date
from itertools import product

import pytest

from consultant.coding.calculators.evaluation import Data, by_elements, by_time, complexity_note, evaluate
from consultant.coding.calculators.evaluation_codes import Family
from consultant.coding.calculators.evaluation_words import Complexity, Element

ON = date(2026, 5, 1)
S, L, M, H = Complexity


def elements(problems: Complexity, data: Complexity, risk: Complexity) -> dict[Element, Complexity]:
    return {Element.PROBLEMS: problems, Element.DATA: data, Element.RISK: risk}


@pytest.mark.parametrize(
    ("data", "complexity"),
    [
        (Data(), S),
        (Data(1), S),
        (Data(2), L),
        (Data(historian=True), L),
        (Data(1, historian=True), L),
        (Data(2, historian=True), M),
        (Data(3), M),
        (Data(interpretation=True), M),
        (Data(discussion=True), M),
        (Data(3, discussion=True), H),
        (Data(interpretation=True, discussion=True), H),
        (Data(2, interpretation=True), M),
    ],
)
def test_data_is_counted(data: Data, complexity: Complexity):
    assert data.complexity is complexity


@pytest.mark.parametrize("of", list(product(Complexity, repeat=3)))
def test_two_of_three_decide(of: tuple[Complexity, Complexity, Complexity]):
    found = by_elements(Family.OFFICE, elements(*of), ON)

    assert found is not None
    assert sum(one >= found.reached for one in of) >= 2
    assert all(sum(one >= higher for one in of) < 2 for higher in Complexity if higher > found.reached)
    assert len(found.carrying) >= 2
    assert found.lacking in ((0,) if found.above is None else (1, 2))
    raised = dict(found.elements) | dict.fromkeys(found.wanting[: found.lacking], H)
    higher = by_elements(Family.OFFICE, raised, ON)
    assert higher is not None
    assert found.above is None or higher.level.code >= found.above.code


@pytest.mark.parametrize(
    ("family", "of", "code"),
    [
        (Family.OFFICE, (M, L, M), "99214"),
        (Family.OFFICE_NEW, (H, S, H), "99205"),
        (Family.OFFICE, (S, S, H), "99212"),
        (Family.HOSPITAL_INITIAL, (L, L, M), "99221"),
        (Family.HOSPITAL, (S, S, S), "99231"),
        (Family.EMERGENCY, (H, H, L), "99285"),
        (Family.NURSING_INITIAL, (L, L, L), "99304"),
        (Family.HOME_NEW, (M, M, L), "99344"),
        (Family.CONSULT_HOSPITAL, (M, H, H), "99255"),
    ],
)
def test_the_code_is_the_highest_that_is_reached(
    family: Family, of: tuple[Complexity, Complexity, Complexity], code: str
):
    found = by_elements(family, elements(*of), ON)

    assert found is not None
    assert found.level.code == code


@pytest.mark.parametrize(
    ("of", "above", "wanting", "lacking"),
    [
        ((H, M, M), "99223", (Element.DATA, Element.RISK), 1),
        ((M, M, M), "99223", tuple(Element), 2),
        ((S, L, M), "99222", (Element.PROBLEMS, Element.DATA), 1),
        ((H, S, H), None, (), 0),
    ],
)
def test_what_the_code_above_would_want_is_known(
    of: tuple[Complexity, Complexity, Complexity], above: str | None, wanting: tuple[Element, ...], lacking: int
):
    found = by_elements(Family.HOSPITAL_INITIAL, elements(*of), ON)

    assert found is not None
    assert (found.above.code if found.above else None) == above
    assert (found.wanting, found.lacking) == (wanting, lacking)


@pytest.mark.parametrize(
    ("family", "minutes", "code"),
    [
        (Family.OFFICE, 9, None),
        (Family.OFFICE, 10, "99212"),
        (Family.OFFICE, 29, "99213"),
        (Family.OFFICE, 30, "99214"),
        (Family.OFFICE, 200, "99215"),
        (Family.HOSPITAL_SAME_DAY, 69, "99234"),
        (Family.HOSPITAL_DISCHARGE, 0, "99238"),
        (Family.HOSPITAL_DISCHARGE, 30, "99238"),
        (Family.HOSPITAL_DISCHARGE, 31, "99239"),
    ],
)
def test_time_chooses_the_highest_whose_minutes_are_met(family: Family, minutes: int, code: str | None):
    found = by_time(family, minutes, ON)

    assert found is not None
    assert (found.level.code if found.level else None) == code


@pytest.mark.parametrize("family", [Family.EMERGENCY, Family.OFFICE_STAFF])
def test_time_chooses_nothing_in_the_emergency_department_and_at_visits_by_staff(family: Family):
    assert by_time(family, 60, ON) is None


@pytest.mark.parametrize("family", [Family.HOSPITAL_DISCHARGE, Family.OFFICE_STAFF])
def test_decision_making_chooses_nothing_at_discharges_and_visits_by_staff(family: Family):
    assert by_elements(family, elements(H, H, H), ON) is None


@pytest.mark.parametrize(
    ("family", "minutes", "code", "unasked"),
    [
        (Family.HOSPITAL_DISCHARGE, None, "99238", True),
        (Family.HOSPITAL_DISCHARGE, 25, "99238", False),
        (Family.HOSPITAL_DISCHARGE, 45, "99239", False),
        (Family.OFFICE_STAFF, None, "99211", True),
        (Family.OFFICE_STAFF, 90, "99211", True),
    ],
)
def test_what_wants_neither_way_stands_without_them(family: Family, minutes: int | None, code: str, unasked: bool):
    found = evaluate(family, ON, elements=elements(H, H, H), minutes=minutes)

    assert found.level is not None
    assert (found.level.code, found.unasked is not None, found.better) == (code, unasked, None)


def test_minutes_that_no_day_has_are_refused():
    with pytest.raises(ValueError, match="0 to 1440"):
        by_time(Family.OFFICE, 1441, ON)


@pytest.mark.parametrize(("minutes", "cpt", "medicare"), [(54, 0, 0), (55, 1, 0), (69, 1, 1), (85, 3, 2)])
def test_time_beyond_the_highest_level_is_counted_both_ways(minutes: int, cpt: int, medicare: int):
    found = by_time(Family.OFFICE, minutes, ON)

    assert found is not None
    assert found.cpt is not None
    assert found.medicare is not None
    assert (found.cpt.units, found.medicare.units) == (cpt, medicare)


def test_below_the_highest_level_no_time_is_prolonged():
    found = by_time(Family.OFFICE, 39, ON)

    assert found is not None
    assert (found.cpt, found.medicare) == (None, None)


@pytest.mark.parametrize(
    ("of", "minutes", "better", "code"),
    [
        ((M, M, M), 25, "elements", "99214"),
        ((L, L, L), 45, "time", "99215"),
        ((M, M, M), 35, "same", "99214"),
        ((M, M, M), None, None, "99214"),
        (None, 35, None, "99214"),
        ((M, M, M), 5, "elements", "99214"),
    ],
)
def test_the_better_way_is_marked(
    of: tuple[Complexity, Complexity, Complexity] | None, minutes: int | None, better: str | None, code: str
):
    found = evaluate(Family.OFFICE, ON, elements=elements(*of) if of else None, minutes=minutes)

    assert found.better == better
    assert found.level is not None
    assert found.level.code == code


@pytest.mark.parametrize(("family", "on"), [(Family.OFFICE, date(2020, 12, 31)), (Family.HOSPITAL, date(2022, 12, 31))])
def test_before_the_rules_nothing_is_said(family: Family, on: date):
    with pytest.raises(ValueError, match="These rules begin on 1 Jan"):
        evaluate(family, on, minutes=30)


@pytest.mark.parametrize(
    ("family", "on", "separate", "words"),
    [
        (Family.OFFICE, date(2023, 12, 31), False, None),
        (Family.OFFICE, ON, False, "Medicare pays G2211"),
        (Family.OFFICE, date(2024, 5, 1), True, "G2211 is not paid beside a visit with 25."),
        (Family.OFFICE, ON, True, "unless the other service of the day is a vaccine"),
        (Family.HOME, date(2025, 12, 31), False, None),
        (Family.HOME, ON, False, "Medicare pays G2211"),
        (Family.OFFICE_STAFF, ON, False, "Medicare pays G2211"),
        (Family.HOSPITAL, ON, False, None),
    ],
)
def test_what_is_said_of_g2211(family: Family, on: date, separate: bool, words: str | None):
    found = complexity_note(family, on, separate=separate)

    assert found is None if words is None else words in str(found)
