from datetime import date

import pytest

from consultant.coding.sets import TOPICS, Reference, Set, System, missing, season_start, set_of


@pytest.mark.parametrize("one", [*System, *Reference])
def test_every_set_has_a_title_and_is_found_by_its_key(one: Set):
    assert one.title
    assert set_of(one.value) is one


def test_a_word_that_names_no_set_is_refused():
    with pytest.raises(ValueError, match="drg"):
        set_of("drg")


@pytest.mark.parametrize(
    ("one", "on", "start"),
    [
        (System.CM, date(2026, 11, 28), date(2026, 10, 1)),
        (Reference.CM_INDEX, date(2026, 9, 30), date(2026, 4, 1)),
        (Reference.EDITOR, date(2026, 2, 1), date(2025, 10, 1)),
        (System.HCPCS, date(2026, 11, 28), date(2026, 10, 1)),
        (Reference.PTP_HOSPITAL, date(2026, 3, 31), date(2026, 1, 1)),
        (Reference.MUE_DME, date(2026, 5, 1), date(2026, 4, 1)),
        (Reference.LOCALITIES, date(2026, 5, 1), date(2026, 1, 1)),
        (Reference.PLACES, date(2026, 5, 1), None),
        (System.CPT, date(2026, 5, 1), None),
    ],
)
def test_a_set_has_its_season(one: Set, on: date, start: date | None):
    assert season_start(one, on) == start


def test_every_set_belongs_to_one_topic_but_those_that_come_with_or_stand_for_others():
    listed = [of for sets in TOPICS.values() for of in sets]

    assert len(listed) == len(set(listed))
    assert {*System, *Reference} - set(listed) == {System.MODIFIER, Reference.COVERAGE}


def test_what_is_missing_is_said_by_topic():
    held = {of for topic in TOPICS if topic != "Payment" for of in TOPICS[topic]} | {Reference.FEES}

    assert missing(held) == {"Payment": (Reference.FEES_QPP, Reference.LOCALITIES)}


def test_an_export_of_all_policies_stands_for_each_kind():
    assert missing({Reference.COVERAGE})["Coverage"] == (Reference.COVERAGE_INDEX, Reference.JURISDICTIONS)
