import pytest

from consultant.coding.finding import find_codes, named_codes
from consultant.coding.mentions.zones import zones
from consultant.coding.sets import System
from tests.coding.shipped import IN_SEASON


def codes(catalogue, text: str, limit: int = 10) -> list[str]:
    return [hit.code for hit in find_codes(text, catalogue, on=IN_SEASON, limit=limit)]


def named(catalogue, text: str):
    return named_codes(text, bytearray(len(text)), zones(text), catalogue, IN_SEASON)


def test_a_few_words_are_one_question(catalogue):
    assert codes(catalogue, "pain in right knee")[0] == "M25.561"


@pytest.mark.parametrize(
    ("mail", "wanted"),
    [
        (
            "Hi, Pt w/ COPD came in wheezing worse than usual, dx COPD exacerbation and acute bronchitis. Which order?",
            {"J44.1", "J20.9"},
        ),
        (
            "Patient has breast cancer left upper outer quadrant, female, mets to the bones. Coming for chemo. Sequence?",
            {"C50.412", "C79.51", "Z51.11"},
        ),
        (
            "Please help - patient fell off a ladder and broke his left wrist (distal radius). Seen for the first time. Code?",
            {"S52.502A", "W11.XXXA"},
        ),
        (
            "Patient with major depression, recurrent, moderate. She also has gestational diabetes, diet controlled. First?",
            {"F33.1", "O24.410"},
        ),
    ],
)
def test_a_mail_is_many_questions(catalogue, mail, wanted):
    assert wanted <= set(codes(catalogue, mail))


def test_what_is_denied_or_past_finds_nothing(catalogue):
    text = "She was seen for a routine visit and denies chest pain, nausea or headache. No fever was found at any time."

    assert not {"R07.9", "R11.0", "R51.9", "R50.9"} & set(codes(catalogue, text))


def test_signatures_and_quoted_history_do_not_vote(catalogue):
    text = "What do we bill for gout of the left ankle when the labs are pending?\n\nThanks,\nMaria Cholera\nCholera Clinic"

    assert "A00.9" not in codes(catalogue, text)


def test_each_code_stands_once_and_the_best_first(catalogue):
    found = named(catalogue, "He has gout. The gout is in the left ankle. It is gout again, and acute bronchitis too.")

    assert len({(one.hit.system, one.hit.code) for one in found}) == len(found)
    assert [one.value for one in found] == sorted((one.value for one in found), reverse=True)


def test_a_code_is_found_where_its_words_stand(catalogue):
    text = "The patient came in on Monday and has an acute bronchitis since then."
    (one,) = [one for one in named(catalogue, text) if one.hit.code == "J20.9"]

    assert text[one.start : one.end] == "acute bronchitis"


def test_operations_of_inpatients_are_looked_for_where_they_are_spoken_of(catalogue):
    assert all(
        hit.system is not System.PCS for hit in find_codes("gout of the left ankle. What now?", catalogue, on=IN_SEASON)
    )


def test_a_text_without_words_finds_nothing(catalogue):
    assert find_codes(" \n ", catalogue, on=IN_SEASON) == ()


def test_what_an_abbreviation_means_is_found_where_it_stands(catalogue):
    text = "The patient was seen on Monday for a UTI and went home."
    (one,) = [one for one in named(catalogue, text) if one.hit.code == "N39.0"]

    assert text[one.start : one.end] == "UTI"


def test_a_long_question_of_one_sentence_is_a_question_too(catalogue):
    text = "Pressure ulcer with full thickness skin loss involving damage or necrosis of subcutaneous tissue, left hip"
    found = [hit.code for hit in find_codes(text, catalogue, on=IN_SEASON)]

    assert "L89.223" in found[:3]
    assert len(found) == len(set(found)) == 10
