import pytest

from consultant.coding.search.index import WordIndex
from consultant.coding.search.question import AKIN, readings
from consultant.coding.sets import System
from tests.factories.phrases import phrases, titled

INDEX = WordIndex(
    phrases(
        titled("I10", "Essential (primary) hypertension"),
        titled("N20.0", "Calculus of kidney"),
        titled("K92.2", "Gastrointestinal hemorrhage, unspecified"),
        titled("M25.561", "Pain in right knee"),
        titled("M25.562", "Pain in left knee"),
        titled("C91.0", "Acute lymphoblastic leukemia"),
        titled("S01.01", "Laceration without foreign body of scalp"),
    )
)


def said(query: str, index: WordIndex = INDEX) -> list[list[str]]:
    return [[option.word for term in reading.terms for option in term.options] for reading in readings(query, index)]


def test_an_abbreviation_that_no_list_holds_is_read_as_what_it_means():
    assert said("HTN") == [["hypertension"]]


def test_plain_words_are_read_as_they_stand_and_as_the_lists_say_them():
    found = said("kidney stone")

    assert any({"calculus", "kidney"} <= set(words) for words in found)


def test_words_of_one_meaning_stand_for_each_other_at_less():
    (term,) = [term for term in readings("bleeding", INDEX)[0].terms if term.options]

    assert [(option.word, option.share < 1) for option in term.options] == [("hemorrhage", True)]


@pytest.mark.parametrize("side", ["R knee pain", "rt knee pain", "RT. knee pain", "knee pain r"])
def test_a_side_is_understood_however_it_is_shortened(side):
    assert "right" in said(side)[0]


def test_a_misspelt_word_is_repaired():
    assert said("hypertensoin")[0] == ["hypertension"]


def test_an_everyday_word_is_no_slip():
    index = WordIndex(phrases(titled("E55.0", "Rickets, active"), titled("M1", "Pain in knee")))

    assert said("ticket", index) == [[]]


def test_a_word_that_another_index_knows_is_not_repaired():
    drugs = WordIndex(phrases(titled("1", "Paint")))

    assert said("pain", drugs) == [[]]
    assert [term.options for reading in readings("kneed paint", drugs, INDEX) for term in reading.terms][1]


def test_a_part_of_the_body_is_looked_for_in_what_it_is_a_part_of_at_less():
    index = WordIndex(phrases(titled("L02.61", "Cutaneous abscess of foot")))
    (term,) = [term for term in readings("abscess of toe", index)[0].terms if term.word == "toe"]

    assert [(option.word, option.share < AKIN) for option in term.options] == [("foot", True)]


@pytest.mark.parametrize(
    ("query", "official"),
    [("wristdrop", "Wrist drop"), ("osteo arthritis", "Osteoarthritis"), ("foot drop", "Foot drop")],
)
def test_compounds_are_read_as_the_list_writes_them(query, official):
    index = WordIndex(phrases(titled("M1", official), titled("M2", "Other disorder")))

    assert set(said(query, index)[0]) == {option for reading in said(official, index) for option in reading}


def test_forms_of_one_word_side_by_side_are_one_term():
    index = WordIndex(phrases(titled("M1", "Sclerosis of pancreas"), titled("M2", "Sclerotic pancreas")))
    terms = readings("Sclerosis, sclerotic, pancreas", index)[0].terms

    assert [{option.word for option in term.options} for term in terms] == [{"sclerosis", "sclerotic"}, {"pancreas"}]


def test_what_is_absent_stays_absent():
    assert "~foreign" in said("laceration w/o foreign body")[0]


def test_an_english_word_is_an_abbreviation_in_capitals_alone():
    assert "leukemia" in said("ALL")[0]
    assert all("leukemia" not in words for words in said("all of it"))


def test_words_of_asking_say_nothing():
    assert said("please code hypertension") == [["hypertension"]]


def test_each_system_has_its_own_words():
    operations = WordIndex(phrases(titled("0FT44ZZ", "Resection of Gallbladder, Open Approach")), system=System.PCS)

    assert {"resection", "gallbladder"} <= set(said("cholecystectomy", operations)[0])


def test_a_question_without_words_has_no_reading_that_says_anything():
    assert [reading for reading in readings("?!", INDEX) if reading.terms] == []


@pytest.mark.parametrize(
    ("query", "trimester"),
    [
        ("12 weeks pregnant with anemia", "first"),
        ("pregnancy at 14 wks", "second"),
        ("27w pregnant", "second"),
        ("28 weeks pregnant", "third"),
    ],
)
def test_weeks_of_a_pregnancy_say_its_trimester(query, trimester):
    assert trimester in [term.word for term in readings(query, INDEX)[0].terms]


@pytest.mark.parametrize("query", ["pain for 3 weeks", "28 weeks pregnant, second trimester", "pregnant"])
def test_no_trimester_is_made_up(query):
    assert "third" not in [term.word for term in readings(query, INDEX)[0].terms]
