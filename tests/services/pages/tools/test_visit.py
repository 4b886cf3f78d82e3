import pytest

from consultant.coding.calculators.evaluation_codes import Family
from consultant.coding.catalogue import Catalogue
from consultant.errors import Forbidden
from consultant.services.pages.check import TypedLine
from consultant.services.pages.tools import visit
from consultant.services.pages.tools.told import Told
from consultant.services.pages.tools.visit import VisitSheet
from tests.services.pages.tools.conftest import ASKER, CODER, TODAY

MODERATE = {"problems": "chronics", "risk": "drug"}


def show(catalogue: Catalogue, **typed: str) -> VisitSheet:
    return visit.show(CODER, catalogue, typed, today=TODAY)


def test_both_ways_stand_side_by_side(catalogue: Catalogue):
    page = show(catalogue, family="office", minutes="25", **MODERATE)

    assert page.found is not None
    assert page.found.better == "elements"
    assert {one.code for one in page.codes} == {"99214", "99213"}
    assert page.answer == (
        "99214 is reached by medical decision making: problems moderate, data straightforward, risk moderate, and two of "
        "the three decide. By time, 25 minutes reach 99213 (20 or more). Source: E/M guidelines of 2021 (office) and 2023, "
        "adopted in CMS, physician fee schedule final rules for 2021 and 2023."
    )


def test_time_that_is_better_tells_its_prolonged_codes(catalogue: Catalogue):
    page = show(catalogue, family="office", minutes="70", **MODERATE)

    assert "99215 is reached by total time: 70 minutes (40 or more), with 2 × 99417" in page.answer
    assert "or 1 × G2212 for Medicare" in page.answer
    assert "decision making alone would reach 99214" in page.answer
    assert {one.code for one in page.codes} == {"99214", "99215", "99417", "G2212"}


@pytest.mark.parametrize(("payer", "told", "untold"), [("medicare", "G2212", "99417"), ("cpt", "99417", "G2212")])
def test_who_pays_decides_which_prolonged_code_the_answer_names(
    catalogue: Catalogue, payer: str, told: str, untold: str
):
    page = show(catalogue, family="office", minutes="70", payer=payer)

    assert told in page.answer
    assert untold not in page.answer


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ({"family": "hospital-discharge"}, "99238", "No minutes are told, so 99238 is what can be shown. 99239 wants"),
        ({"family": "hospital-discharge", "minutes": "30"}, "99238", "by total time: 30 minutes (30 or fewer)."),
        ({"family": "hospital-discharge", "minutes": "31"}, "99239", "by total time: 31 minutes (more than 30)."),
        ({"family": "office-staff"}, "99211", "99211 fits. Clinical staff saw an established patient;"),
        ({"family": "hospital-same-day", "hours": "9", "encounters": "2", **MODERATE}, "99235", "at least 8 hours and"),
        ({"family": "hospital-same-day", "hours": "9", "encounters": "2", "minutes": "85"}, "99236", "both services"),
        ({"family": "hospital-same-day", "hours": "7", **MODERATE}, "99222", "Only an initial code is left"),
        ({"family": "hospital-same-day", "encounters": "1", "minutes": "40"}, "99221", "Only an initial code is left"),
        (
            {"family": "hospital-same-day", **MODERATE},
            "99235",
            "It wants a stay of at least 8 hours and two encounters",
        ),
    ],
)
def test_days_in_hospital_and_visits_by_staff_go_by_rules_of_their_own(
    catalogue: Catalogue, typed: dict[str, str], code: str, words: str
):
    page = show(catalogue, **typed)

    assert page.found is not None
    assert page.found.level is not None
    assert page.found.level.code == code
    assert {one.code for one in page.codes} == {code}
    assert words in page.answer
    assert page.remarks
    assert f"Source: {page.remarks[0].source}; E/M guidelines" in page.answer


def test_hours_of_a_stay_change_no_other_kind_of_visit(catalogue: Catalogue):
    page = show(catalogue, family="hospital", hours="3", encounters="1", minutes="25")

    assert (page.family, page.remarks) == (Family.HOSPITAL, ())


def test_too_few_minutes_are_said(catalogue: Catalogue):
    assert "The 5 minutes reach no code by time." in show(catalogue, minutes="5", **MODERATE).answer
    assert show(catalogue, minutes="5").answer == ""


@pytest.mark.parametrize(
    ("typed", "unsaid"),
    [
        ({"problems": "minor"}, "Choose the risk"),
        ({"risk": "drug"}, "Choose the problem"),
        ({"notes": "2"}, "Choose the problem and the risk"),
        ({}, ""),
    ],
)
def test_what_is_still_to_be_said_is_named(catalogue: Catalogue, typed: dict[str, str], unsaid: str):
    page = show(catalogue, **typed)

    assert page.found is None
    assert page.unsaid.startswith(unsaid)
    assert bool(page.unsaid) is bool(unsaid)


def test_notes_results_and_orders_are_counted_together(catalogue: Catalogue):
    page = show(catalogue, notes="1", results="1", orders="1", problems="chronics", risk="low")

    assert page.found is not None
    assert page.found.level is not None
    assert page.found.level.code == "99214"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"minutes": "many"}, "minutes"),
        ({"notes": "-1"}, "notes"),
        ({"on": "nonsense"}, "on"),
        ({"family": "hospital-same-day", "hours": "25"}, "hours"),
        ({"family": "hospital-discharge", "on": "2022-12-31"}, "on"),
        ({"on": "2019-01-01", "minutes": "30"}, "on"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_field(catalogue: Catalogue, typed: dict[str, str], field: str):
    page = show(catalogue, **typed)

    assert (set(page.wrong), page.found) == ({field}, None)


def test_the_page_knows_g2211_and_the_levels_of_the_family(catalogue: Catalogue):
    page = show(catalogue, family="office", separate="on")

    assert page.complexity is not None
    assert "not paid beside a visit with 25" in page.complexity
    assert [row.level.code for row in page.rows] == ["99212", "99213", "99214", "99215"]


@pytest.mark.parametrize(
    ("told", "family", "separate"),
    [
        (Told(1, (TypedLine("20610"), TypedLine("99223", "25")), place="21"), Family.HOSPITAL_INITIAL, "on"),
        (Told(1, place="23"), Family.EMERGENCY, ""),
        (Told(1, place="12"), Family.HOME, ""),
    ],
)
def test_a_ticket_fills_the_kind_of_visit(catalogue: Catalogue, told: Told, family: Family, separate: str):
    found = visit.filled(told, catalogue, TODAY)

    assert (found["family"], found["separate"]) == (family.value, separate)


@pytest.mark.parametrize(
    ("payer", "filled"), [("Medicare", "medicare"), ("Medicare Advantage", ""), ("Aetna", ""), ("", "")]
)
def test_a_ticket_fills_who_pays_where_that_says_which_rules_hold(catalogue: Catalogue, payer: str, filled: str):
    assert visit.filled(Told(1, payer=payer), catalogue, TODAY)["payer"] == filled


def test_who_may_not_find_codes_may_not_calculate(catalogue: Catalogue):
    with pytest.raises(Forbidden):
        visit.show(ASKER, catalogue, {}, today=TODAY)
