from datetime import date

import pytest

from consultant.coding.facts import FactName, date_of_service, read_facts
from consultant.coding.said import Said, differing, read_of, settled, written

RECEIVED = date(2026, 9, 3)
FACTS = read_facts("Seen 08/27/2026, Medicare patient, 71 y/o M, denied CO-97, N115", received=RECEIVED)


def test_what_a_person_says_stands_in_the_place_of_what_was_read():
    facts = settled(FACTS, (Said(FactName.DATE_OF_SERVICE, "2025-09-30"), Said(FactName.DENIAL_CODE, "CO-16, N20")))

    assert date_of_service(facts).value == "2025-09-30"
    assert [fact.value for fact in facts if fact.name is FactName.DENIAL_CODE] == ["CO-16", "N20"]
    assert [fact.value for fact in facts if fact.name is FactName.PAYER] == ["Medicare"]


def test_a_fact_that_the_case_has_not_is_gone_whatever_the_mail_seems_to_say():
    assert date_of_service(settled(FACTS, (Said(FactName.DATE_OF_SERVICE, None),))) is None


def test_a_fact_that_the_mail_does_not_say_comes_in_by_a_person():
    facts = settled((), (Said(FactName.STATE, "OH"),))

    assert [(fact.name, fact.value, fact.words) for fact in facts] == [(FactName.STATE, "OH", "")]


def test_what_was_merely_accepted_differs_in_nothing():
    said = (
        Said(FactName.SEX, "F"),
        Said(FactName.AGE, "71"),
        Said(FactName.DENIAL_CODE, "CO-97, N115"),
        Said(FactName.PAYER, None),
    )

    assert differing(FACTS, said) == (Said(FactName.PAYER, None), Said(FactName.SEX, "F"))


def test_what_the_desk_reads_is_told_as_a_person_would_write_it():
    assert read_of(FACTS, FactName.DENIAL_CODE) == "CO-97, N115"
    assert read_of(FACTS, FactName.DATE_OF_SERVICE) == "2026-08-27"
    assert read_of(FACTS, FactName.STATE) is None


@pytest.mark.parametrize(
    ("name", "word", "value"),
    [
        (FactName.DATE_OF_SERVICE, "2026-08-27", "2026-08-27"),
        (FactName.DATE_OF_SERVICE, " 8/27/26 ", "2026-08-27"),
        (FactName.STATE, "ohio", "OH"),
        (FactName.STATE, "tx", "TX"),
        (FactName.PLACE_OF_SERVICE, "2", "02"),
        (FactName.AGE, "071", "71"),
        (FactName.SEX, "female", "F"),
        (FactName.DENIAL_CODE, "co 97, n115; CO-16", "CO-97, N115, CO-16"),
        (FactName.PAYER, "  Blue   Shield ", "Blue Shield"),
        (FactName.SETTING, "outpatient", "outpatient"),
        (FactName.QUESTION_TYPE, "units", "units"),
    ],
)
def test_words_are_taken_as_people_type_them(name: FactName, word: str, value: str):
    assert written(name, word) == value


@pytest.mark.parametrize(
    ("name", "word"),
    [
        (FactName.DATE_OF_SERVICE, "yesterday"),
        (FactName.DATE_OF_SERVICE, "2026-13-01"),
        (FactName.DATE_OF_SERVICE, "1850-01-01"),
        (FactName.STATE, "Bavaria"),
        (FactName.PLACE_OF_SERVICE, "office"),
        (FactName.AGE, "-3"),
        (FactName.AGE, "121"),
        (FactName.AGE, "٧"),
        (FactName.SEX, "x"),
        (FactName.SEX, ""),
        (FactName.DENIAL_CODE, "bundled"),
        (FactName.PAYER, ""),
        (FactName.PAYER, "x" * 61),
        (FactName.SETTING, "dme"),
        (FactName.QUESTION_TYPE, "which"),
    ],
)
def test_what_is_no_such_fact_is_refused_with_a_sentence(name: FactName, word: str):
    with pytest.raises(ValueError, match=r"\.$"):
        written(name, word)


@pytest.mark.parametrize("name", list(FactName))
def test_what_the_desk_reads_a_person_may_type(name: FactName):
    read = read_facts(
        "We are a pain management practice in Columbus, OH 43215. DOS 8/27/26, POS 11, Medicare Part B, 71 y/o M. On the "
        "CMS-1500 20611 was denied CO-97 as bundled, why?",
        received=RECEIVED,
    )
    value = read_of(read, name)

    assert value is not None
    assert written(name, value) == value
