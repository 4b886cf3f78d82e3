import pytest

from consultant.coding.catalogue import Catalogue
from consultant.errors import Forbidden
from consultant.services.pages.check import TypedLine
from consultant.services.pages.tools import units
from consultant.services.pages.tools.told import Told
from consultant.services.pages.tools.units import UnitsSheet
from tests.services.pages.tools.conftest import ASKER, CODER, TODAY


def show(catalogue: Catalogue, **typed: str) -> UnitsSheet:
    return units.show(CODER, catalogue, typed, today=TODAY)


def test_the_dose_is_read_from_the_code_and_the_lines_follow(catalogue: Catalogue):
    page = show(catalogue, code="j7325", given="45 mg", opened="48 mg")

    assert page.billed is not None
    assert (page.billed.units, page.billed.wasted, str(page.dose), page.by_hand) == (45, 3, "1 mg", False)
    assert page.answer == (
        "J7325 × 45: 45 mg given, and one unit is 1 mg. J7325-JW × 3 on a second line for what was thrown away (3 mg left). "
        "Source: HCPCS Level II sample of 70 codes, 2026; Medicare Claims Processing Manual, chapter 17, 40; 42 CFR 414.940."
    )


def test_none_wasted_is_said_by_jz(catalogue: Catalogue):
    assert show(catalogue, code="J7325", given="48 mg", opened="48 mg").answer.startswith("J7325-JZ × 48: 48 mg given")


def test_a_container_for_several_doses_is_not_split(catalogue: Catalogue):
    page = show(catalogue, code="J7325", given="45 mg", opened="48 mg", container="multiple")

    assert page.billed is not None
    assert (page.single, page.billed.wasted, page.billed.modifier) == (False, 0, None)


def test_a_dose_that_the_text_does_not_say_is_asked_for_and_taken(catalogue: Catalogue):
    asked = show(catalogue, code="J0000", given="20 mg")
    told = show(catalogue, code="J0000", given="25 mg", dose="10 mg")

    assert asked.wrong == {"dose": "No release has words for it. Write here what one unit is."}
    assert told.billed is not None
    assert (told.billed.units, told.by_hand) == (3, True)
    assert "rounded up to whole units" in told.answer


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"code": "99214"}, "code", "a letter and four digits"),
        ({"code": "J7325", "given": "much"}, "given", "Write a number and its unit"),
        ({"code": "J7325", "given": "5 ml"}, "given", "5 ml is volume"),
        ({"code": "J7325", "given": "48 mg", "opened": "a vial"}, "opened", "is no container"),
        ({"code": "J7325", "given": "48 mg", "opened": "20 mg"}, "given", "only 20 mg opened"),
        ({"code": "J7325", "dose": "some"}, "dose", "Write a number"),
        ({"code": "J7325", "on": "soon"}, "on", "Write the day"),
    ],
)
def test_what_cannot_be_counted_is_named_at_its_field(
    catalogue: Catalogue, typed: dict[str, str], field: str, words: str
):
    page = show(catalogue, **typed)

    assert words in page.wrong[field]
    assert (page.billed, page.answer) == (None, "")


def test_without_an_edit_of_the_date_no_limit_is_told(catalogue: Catalogue):
    assert show(catalogue, code="J7325", given="48 mg").limit is None


def test_a_ticket_fills_the_first_code_that_has_a_dose(catalogue: Catalogue):
    told = Told(1, (TypedLine("20610"), TypedLine("A4550"), TypedLine("J7325")), on="2026-08-27")

    assert units.filled(told, catalogue, TODAY) == {"on": "2026-08-27", "code": "J7325"}
    assert units.filled(Told(1), catalogue, TODAY) == {"on": "", "code": ""}


def test_who_may_not_find_codes_may_not_calculate(catalogue: Catalogue):
    with pytest.raises(Forbidden):
        units.show(ASKER, catalogue, {}, today=TODAY)
