from datetime import date

import pytest

from consultant.coding.facts import FactName
from consultant.coding.lookup import read_case
from consultant.coding.missing import SIDE, UNITS, letter
from consultant.coding.said import Said

RECEIVED = date(2026, 9, 2)


def names(catalogue, text: str, *said: Said) -> list[str]:
    return [one.name for one in read_case(text, catalogue, received=RECEIVED, said=said).missing]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("20611 and 76942 were denied as bundled, why? CO-97, Medicare.", FactName.DATE_OF_SERVICE),
        ("Does the plan cover G0439 every year?", FactName.PAYER),
        ("Does Medicare cover G0439 every year?", FactName.STATE),
        ("They denied J7325 and we want to appeal. Seen 8/27/2026, Medicare.", FactName.DENIAL_CODE),
        ("J7325 was denied. How many units do we bill?", FactName.DENIAL_CODE),
        ("Which level of service is right for this visit?", FactName.PLACE_OF_SERVICE),
        ("Is M17.10 the right code for her knee?", SIDE),
        ("Is M25.569 or S52.529A the right code?", SIDE),
        ("Is S52.52 right for a buckle fracture of the wrist?", SIDE),
        ("How many units of J7325 do we bill?", UNITS),
    ],
)
def test_what_the_answer_depends_on_and_nobody_said_is_missing(catalogue, text: str, name: str):
    assert name in names(catalogue, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("20611 was denied as bundled on DOS 8/27/2026, CO-97, Medicare.", FactName.DATE_OF_SERVICE),
        ("What does M17.11 mean?", FactName.DATE_OF_SERVICE),
        ("Does Aetna cover G0439 every year?", FactName.PAYER),
        ("Does Aetna cover G0439 every year?", FactName.STATE),
        ("Does Medicare cover G0439 in Columbus, OH 43215?", FactName.STATE),
        ("J7325 came back CO-50, how do we appeal the denial?", FactName.DENIAL_CODE),
        ("Is 99213 or 99214 the right level of service?", FactName.PLACE_OF_SERVICE),
        ("Is M17.10 the right code for her right knee?", SIDE),
        ("Is M17.11 the right code for her knee?", SIDE),
        ("Is J20.9 the right code, and W19.XXXA?", SIDE),
        ("Are R07.9, F02.80 and M17.9 coded together?", SIDE),
        ("How many units of J7325 for one syringe of 48 mg?", UNITS),
        ("We billed J7325 x 48 units, is that the number of units?", UNITS),
        ("", FactName.DATE_OF_SERVICE),
    ],
)
def test_nothing_is_asked_that_was_said_or_does_not_matter(catalogue, text: str, name: str):
    assert name not in names(catalogue, text)


def test_a_coders_word_fills_what_was_missing(catalogue):
    text = "Does the plan cover G0439 every year?"

    assert FactName.PAYER not in names(catalogue, text, Said(FactName.PAYER, "Aetna"))
    assert names(catalogue, text, Said(FactName.QUESTION_TYPE, "which-code")) == []


def test_a_code_that_changed_within_the_year_makes_the_date_decide(catalogue):
    reading = read_case("Is G0202 right for the screening?", catalogue, received=date(2018, 6, 1))

    [date_of_service] = reading.missing

    assert (date_of_service.name, "G0202 changed within the year" in date_of_service.why) == ("date of service", True)


def test_the_letter_numbers_its_questions_and_names_no_patient(catalogue):
    reading = read_case("How many units of J7325 do we bill, denied?", catalogue, received=RECEIVED)

    text = letter(reading.missing)

    assert text.splitlines()[0].startswith("1. ")
    assert all(line.endswith("?") for line in text.splitlines())
