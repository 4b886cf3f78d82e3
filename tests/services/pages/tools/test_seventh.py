import pytest

from consultant.coding.catalogue import Catalogue
from consultant.errors import Forbidden
from consultant.services.pages.tools import seventh
from consultant.services.pages.tools.seventh import SeventhSheet
from consultant.services.pages.tools.told import Told
from tests.services.pages.tools.conftest import ASKER, CODER, TODAY

ON = "2026-05-01"


def show(catalogue: Catalogue, code: str, **typed: str) -> SeventhSheet:
    return seventh.show(CODER, catalogue, {"code": code, "on": ON, **typed}, today=TODAY)


@pytest.mark.parametrize("code", ["s52521", "S52.521", "S52.521D"])
def test_the_encounter_leaves_the_whole_code(catalogue: Catalogue, code: str):
    page = show(catalogue, code, encounter="initial")

    assert page.whole is not None
    assert page.whole.code == "S52.521A"
    assert page.answer == (
        "S52.521A: the seventh character is A, initial encounter for closed fracture. Source: "
        f"{page.whole.release}; ICD-10-CM Official Guidelines, section I.A.5 and I.C.19.a."
    )


def test_placeholders_are_filled_and_said(catalogue: Catalogue):
    page = show(catalogue, "W09.8", encounter="subsequent")

    assert page.answer.startswith(
        "W09.8XXD: the seventh character is D, subsequent encounter, with X in the empty places."
    )


def test_without_the_encounter_all_are_offered_and_none_is_chosen(catalogue: Catalogue):
    page = show(catalogue, "S52.521")

    assert (page.whole, page.answer, len(page.fitting), page.asks) == (None, "", 6, (True, True, False))


def test_a_sequela_is_known_as_such(catalogue: Catalogue):
    assert show(catalogue, "S52.521", encounter="sequela").sequela


def test_nothing_fits_what_the_code_does_not_know(catalogue: Catalogue):
    page = show(catalogue, "S52.521", encounter="initial", wound="open_3")

    assert (page.fitting, page.whole) == ((), None)


def test_below_a_code_that_lacks_more_its_stems_are_offered(catalogue: Catalogue):
    page = show(catalogue, "S52.52")

    assert [one.code for one in page.stems][:2] == ["S52.521", "S52.522"]
    assert page.offered == ()


@pytest.mark.parametrize(("code", "listed"), [("M17.11", True), ("Z99.999", False)])
def test_a_code_that_takes_none_is_told_from_one_that_nothing_lists(catalogue: Catalogue, code: str, listed: bool):
    page = show(catalogue, code)

    assert (page.offered, page.stems, page.listed) == ((), (), listed)


def test_what_is_no_code_is_named_at_its_field(catalogue: Catalogue):
    assert set(show(catalogue, "nonsense").wrong) == {"code"}
    assert seventh.show(CODER, catalogue, {}, today=TODAY).wrong == {}


def test_a_ticket_fills_the_first_diagnosis_that_takes_one(catalogue: Catalogue):
    told = Told(1, diagnoses=("M17.11", "S52.521A"), on=ON)

    assert seventh.filled(told, catalogue, TODAY) == {"on": ON, "code": "S52.521A"}


def test_who_may_not_find_codes_may_not_calculate(catalogue: Catalogue):
    with pytest.raises(Forbidden):
        seventh.show(ASKER, catalogue, {}, today=TODAY)
