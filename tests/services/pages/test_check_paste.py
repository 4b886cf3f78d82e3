from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.shelf import Shelf
from consultant.coding.catalogue import Catalogue
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden
from consultant.services.pages import check_paste
from consultant.services.pages.check import DIAGNOSES, LINES, Typed, TypedLine
from consultant.services.pages.check_paste import LONGEST, Pasted

TODAY = date(2026, 8, 27)
CODER = Person(1, Role.CODER, "Priya")
PASTED = "99213-25, 20610 RT x1, J7325 x48; M17.11 E11.9; DOS 3/4/2026 POS 11"


@pytest.fixture(scope="module")
def catalogue(shipped_releases: Path) -> Catalogue:
    shelf = Shelf(shipped_releases)
    return shelf.catalogue(shelf.noted())


def split(catalogue: Catalogue, text: str, typed: Typed | None = None) -> Pasted:
    return check_paste.split(CODER, catalogue, typed or Typed(), text, today=TODAY)


def test_a_pasted_claim_fills_the_form(catalogue: Catalogue):
    pasted = split(catalogue, PASTED)

    assert pasted.typed == Typed(
        (TypedLine("99213", "25"), TypedLine("20610", "RT", "1"), TypedLine("J7325", "", "48")),
        ("M17.11", "E11.9"),
        "2026-03-04",
        place="11",
    )
    assert pasted.taken == ("3 lines", "2 diagnoses", "date of service", "place of service")
    assert pasted.rest == ()


def test_who_bills_who_pays_and_the_patient_are_taken_too(catalogue: Catalogue):
    typed = split(catalogue, "99213-25; outpatient hospital claim; Medicare Part B; 71 y/o F").typed

    assert (typed.setting, typed.payer, typed.age, typed.sex) == ("outpatient", "Medicare Part B", "71", "F")


def test_what_is_not_understood_is_told(catalogue: Catalogue):
    pasted = split(catalogue, "99213-25 zebra; thank you")

    assert (pasted.taken, pasted.rest) == (("1 line",), ("zebra", "thank you"))
    assert split(catalogue, "thank you") == Pasted(Typed(), (), ("thank you",))


def test_what_was_typed_stays_and_what_differs_is_told(catalogue: Catalogue):
    held = Typed((TypedLine("99214"),), ("E11.9",), "2026-05-01", "outpatient", "70", "M", "Aetna", "22")

    pasted = split(catalogue, f"{PASTED}; professional claim; Medicare; 71 y/o F", held)

    assert [line.code for line in pasted.typed.lines] == ["99214", "99213", "20610", "J7325"]
    assert pasted.typed.diagnoses == ("E11.9", "M17.11")
    assert (pasted.typed.on, pasted.typed.setting, pasted.typed.payer, pasted.typed.place) == held_facts(held)
    assert pasted.rest == (
        "date of service: 2026-03-04",
        "place of service: 11",
        "age: 71",
        "sex: F",
        "payer: Medicare",
        "billed by: practitioner",
    )


def held_facts(held: Typed) -> tuple[str, str, str, str]:
    return held.on, held.setting, held.payer, held.place


def test_of_two_payers_the_line_of_business_is_taken_and_the_other_told(catalogue: Catalogue):
    pasted = split(catalogue, "99213-25; Aetna; commercial plan")

    assert (pasted.typed.payer, pasted.rest) == ("Commercial", ("Aetna",))


def test_lines_and_diagnoses_beyond_the_form_are_told(catalogue: Catalogue):
    held = Typed(tuple(TypedLine("99214") for _ in range(LINES)), tuple(f"M17.{at}" for at in range(DIAGNOSES)))

    pasted = split(catalogue, "20610-RT x2, 99213-25; E11.9", held)

    assert pasted.typed == held
    assert pasted.rest == ("20610-RT x2", "99213-25", "E11.9")


def test_a_text_that_is_too_long_is_refused_whole(catalogue: Catalogue):
    with pytest.raises(ValueError, match="Nothing was taken"):
        split(catalogue, "x" * (LONGEST + 1))


def test_who_may_not_find_codes_may_not_paste_them(catalogue: Catalogue):
    with pytest.raises(Forbidden):
        check_paste.split(Person(1, Role.ASKER, ""), catalogue, Typed(), PASTED, today=TODAY)
