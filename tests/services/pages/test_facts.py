from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from consultant.coding.facts import FactName
from consultant.services.pages.facts import Facts, Word, assemble, shown

AT = datetime(2026, 9, 2, 13, tzinfo=UTC)


def read(name: FactName, value: str, words: str = "as said", confidence: str = "definite") -> Any:
    return SimpleNamespace(name=name.value, value=value, words=words, confidence=confidence)


def said(name: FactName, value: str | None, *, accepted: bool = False) -> Word:
    return Word(name.value, value, accepted, "Priya", AT)


def facts(*rows: Any, told: tuple[Any, ...] = (), missing: tuple[dict[str, str], ...] = ()) -> Facts:
    return assemble(rows, told, missing, assumed=None)


def test_what_the_desk_read_waits_with_its_words():
    [line] = facts(read(FactName.DATE_OF_SERVICE, "2026-08-27", "seen 08/27/2026", "likely")).lines

    assert (line.state, line.value, line.raw, line.words) == ("guess", "27 Aug 2026", "2026-08-27", "seen 08/27/2026")
    assert (line.sure, line.open, line.key, line.label) == (False, True, "date-of-service", "Date of service")


def test_nothing_is_shown_where_nothing_is_said():
    found = facts()

    assert (found.lines, found.missing, found.waiting) == ((), (), 0)
    assert {line.name for line in found.unsaid} == set(FactName)


def test_a_correction_stands_in_front_with_who_said_it_and_what_was_read():
    found = facts(
        read(FactName.SEX, "M"), read(FactName.AGE, "71"), told=(said(FactName.SEX, "F"), said(FactName.AGE, None))
    )

    by_name = {line.name: line for line in found.lines}
    assert (by_name[FactName.SEX].state, by_name[FactName.SEX].value, by_name[FactName.SEX].read) == (
        "corrected",
        "Female",
        "Male",
    )
    assert (by_name[FactName.AGE].state, by_name[FactName.AGE].value, by_name[FactName.AGE].who) == (
        "removed",
        "Not said",
        "Priya",
    )
    assert found.waiting == 0


def test_an_accepted_fact_says_what_a_later_mail_says_otherwise():
    told = (said(FactName.DATE_OF_SERVICE, "2026-08-27", accepted=True),)

    [same] = facts(read(FactName.DATE_OF_SERVICE, "2026-08-27"), told=told).lines
    [other] = facts(read(FactName.DATE_OF_SERVICE, "2026-08-28"), told=told).lines

    assert (same.state, same.value, same.read) == ("accepted", "27 Aug 2026", None)
    assert (other.state, other.value, other.read) == ("accepted", "27 Aug 2026", "28 Aug 2026")


def test_several_values_of_one_fact_are_one_line():
    found = facts(
        read(FactName.PAYER, "Medicare"),
        read(FactName.PAYER, "Aetna"),
        read(FactName.DENIAL_CODE, "CO-97"),
        read(FactName.DENIAL_CODE, "N115"),
    )

    assert [(line.value, line.others) for line in found.lines] == [("Medicare", ("Aetna",)), ("CO-97, N115", ())]


def test_what_is_missing_is_shown_and_asked_for_until_somebody_says_it():
    lacking = (
        {"name": "payer", "question": "Which payer?", "why": "Rules differ."},
        {"name": "side", "question": "Which side?", "why": "M17.10 leaves it open."},
    )

    before = facts(missing=lacking)
    after = facts(missing=lacking, told=(said(FactName.PAYER, "Aetna"),))

    assert [(line.name, line.state, line.why) for line in before.lines] == [
        (FactName.PAYER, "missing", "Rules differ.")
    ]
    assert before.letter == "1. Which payer?\n2. Which side?"
    assert after.letter == "1. Which side?"


def test_the_day_that_is_assumed_is_said_to_be():
    [line] = assemble((), (), (), assumed=date(2026, 9, 2)).lines

    assert (line.state, line.value, line.open) == ("assumed", "2 Sep 2026", False)
    assert "assumed" in line.why


def test_codes_are_shown_with_their_words_and_strange_ones_as_they_are():
    assert shown(FactName.PLACE_OF_SERVICE, "11") == "11 Office"
    assert shown(FactName.PLACE_OF_SERVICE, "88") == "88"
    assert shown(FactName.QUESTION_TYPE, "which-code") == "Which code"


def test_a_fact_offers_its_choices_where_it_has_any():
    lines = {line.name: line for line in facts().unsaid}

    assert ("OH", "OH") in lines[FactName.STATE].choices
    assert ("F", "Female") in lines[FactName.SEX].choices
    assert lines[FactName.PAYER].choices == ()


def test_a_name_of_a_newer_release_is_left_out():
    odd = SimpleNamespace(name="shoe size", value="43", words="43", confidence="certain")

    assert facts(odd).lines == ()
