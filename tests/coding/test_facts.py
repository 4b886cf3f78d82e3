from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.facts import Confidence, Fact, FactName, date_of_service, read_facts

RECEIVED = date(2026, 9, 3)


def service(text: str) -> str | None:
    said = date_of_service(read_facts(text, received=RECEIVED))
    return said.value if said else None


def denials(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.value for fact in facts if fact.name is FactName.DENIAL_CODE]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("DOS: 8/27/26", "2026-08-27"),
        ("dos 8/3", "2026-08-03"),
        ("Date of service 2026-04-01 through 2026-04-05", "2026-04-01"),
        ("seen 08/27/2026 in the office", "2026-08-27"),
        ("Letter dated July 5, 2026. Surgery was on July 1st.", "2026-07-01"),
        ("Admitted 7/1/2026 and discharged 7/5/2026", "2026-07-05"),
        ("DOB 3/14/2019, DOS 9/2/26", "2026-09-02"),
        ("40 mg into the left knee on 8/20/2026. Units?", "2026-08-20"),
        ("Is G0439 with Z00.00 right on 8/20/2026? Billed 99213-25.", "2026-08-20"),
        ("patient, 90yo woman, d/o/s 08-15-26", "2026-08-15"),
        ("Telehealth from her home, 6/1/26", "2026-06-01"),
        ("Claim for 05/04/2026 DOS rejected", "2026-05-04"),
        ("Placed in 2015 and removed 8/3/2026. Code?", "2026-08-03"),
        ("athlete, seen in our office 8/20.", "2026-08-20"),
        ("To ED 11/02/25 with chest pain", "2025-11-02"),
        ("injection performed on 8/20/2026, denied 8/30/2026", "2026-08-20"),
    ],
)
def test_the_date_of_service_is_told_from_other_dates(text, value):
    assert service(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "born 1/1/2020",
        "DOB 03/14/1962",
        "denied on 9/1/2026",
        "your letter of 9/1/2026",
        "effective 1/1/2026",
        "appeal due 9/30/2026",
        "On 9/2 we emailed you",
        "we billed it 8/1/2026",
        "no date at all",
        "motor strength 5/5, the exam was 4/5 done",
        "I will send the note on 9/15/2026",
        "please reply on 9/15/2026",
        "On 8/20/2026 we called you",
        "we spoke about it on 8/20/2026",
        "DOS: 8/27/1999",
    ],
)
def test_nothing_is_invented_where_no_date_of_service_is_said(text):
    assert service(text) is None


def test_a_named_date_goes_before_a_likely_one():
    facts = read_facts("Seen 8/20/2026. The DOS is 8/21/2026.", received=RECEIVED)

    assert date_of_service(facts).value == "2026-08-21"
    assert [fact.confidence for fact in facts] == [Confidence.LIKELY, Confidence.DEFINITE]


def test_denial_codes_are_kept_with_their_words():
    facts = read_facts("It was denied CO-97, N115 and MA130, also PR 204 and CO B7; remark code M15", received=RECEIVED)

    assert denials(facts) == ["CO-97", "N115", "MA130", "PR-204", "CO-B7", "M15"]
    assert {fact.name for fact in facts} == {FactName.DENIAL_CODE, FactName.QUESTION_TYPE}


@pytest.mark.parametrize(
    "text", ["Denver CO 80202", "CO 2 weeks ago", "stage N17 kidney", "N179 is the dx", "PR 2 times"]
)
def test_states_and_diagnoses_are_no_denial_codes(text):
    assert [fact for fact in read_facts(text, received=RECEIVED) if fact.name is FactName.DENIAL_CODE] == []


def test_a_place_of_service_is_read_when_it_is_said():
    (fact,) = read_facts("done at POS 22 that day", received=RECEIVED)

    assert (fact.name, fact.value, fact.words) == (FactName.PLACE_OF_SERVICE, "22", "POS 22")


def test_quoted_history_and_signatures_say_nothing():
    text = "New question\n\nThanks,\nAnn, POS 11\nOn Mon, Sep 1, 2026 Desk wrote:\n> DOS 8/1/2026, CO-97"

    assert read_facts(text, received=RECEIVED) == ()


def test_words_are_the_stretch_that_says_it():
    text = "Medicare patient seen 08/27/2026 in the office"

    fact, payer, place = sorted(read_facts(text, received=RECEIVED), key=lambda said: said.name)

    assert (place.name, place.value, place.confidence) == (FactName.PLACE_OF_SERVICE, "11", Confidence.LIKELY)
    assert (payer.name, payer.value) == (FactName.PAYER, "Medicare")
    assert text[fact.start : fact.end] == fact.words
    assert fact.words.endswith("seen 08/27/2026")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_any_text_is_read_without_an_error(text):
    assert all(text[fact.start : fact.end].strip() == fact.words for fact in read_facts(text, received=RECEIVED))


@pytest.mark.parametrize("text", ["the claim from 08/20/2026 (DOS) was paid", "denied for the 08/20/2026 visit"])
def test_a_date_may_be_named_behind_it(text):
    assert date_of_service(read_facts(text, received=RECEIVED)).value == "2026-08-20"


def test_a_denial_code_may_end_its_sentence():
    assert denials(read_facts("Bundled N20 M80 CO-236", received=RECEIVED)) == ["N20", "M80", "CO-236"]

    facts = read_facts("It came back CO-97. CO 29 and N115. PR-204, M15.", received=RECEIVED)

    assert denials(facts) == ["CO-97", "CO-29", "N115", "PR-204", "M15"]


def test_the_kind_of_question_stands_with_the_sentence_that_speaks_for_it():
    text = "Hello. Is 76942 bundled into 20611? Thanks."

    [kind] = [fact for fact in read_facts(text, received=RECEIVED) if fact.name is FactName.QUESTION_TYPE]

    assert (kind.value, kind.words, text[kind.start : kind.end]) == ("bundling", *["Is 76942 bundled into 20611?"] * 2)
    assert kind.confidence is Confidence.LIKELY


def test_a_text_that_says_nothing_has_no_facts():
    assert read_facts("Good morning, it is raining here.", received=RECEIVED) == ()
