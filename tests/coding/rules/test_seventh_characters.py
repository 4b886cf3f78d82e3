import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.rules import Case, Severity, check_case
from consultant.coding.rules.seventh_characters import check
from tests.coding.rules.claims import claim
from tests.coding.shipped import IN_SEASON


@pytest.mark.parametrize("code", ["S52.521", "W01.0", "W01.0XX", "W01.0X", "T14.8", "T14.8A", "W01.0A", "O33.3"])
def test_a_code_that_lacks_its_seventh_character_stops(desk, code):
    (finding,) = check(claim(desk, code))

    assert (finding.rule, finding.severity, finding.codes) == ("seventh-character-missing", Severity.STOP, (code,))


def test_what_can_be_chosen_is_shown_filled(desk):
    (finding,) = check(claim(desk, "T14.8"))

    assert "T14.8XXA" in finding.why


@pytest.mark.parametrize("code", ["S52.521Z", "T14.8XXB", "M17.11XA", "E11.9XXA", "S06.307D"])
def test_a_seventh_character_that_the_category_does_not_give_stops(desk, code):
    (finding,) = check(claim(desk, code))

    assert (finding.rule, finding.severity, finding.codes) == ("seventh-character-wrong", Severity.STOP, (code,))


@pytest.mark.parametrize(
    "code", ["S52.521A", "S52.521S", "T14.8XXA", "S52.52", "S52", "E11.9", "E11.99", "Z99", "M17.11A"]
)
def test_other_codes_are_left_in_peace(desk, code):
    assert list(check(claim(desk, code))) == []


@pytest.mark.parametrize("code", ["S52.521", "S52.521Z"])
def test_the_list_does_not_say_the_same_again(desk, code):
    errors = [one.rule for one in check_case(Case(IN_SEASON, (code,), sequenced=True), desk) if one.severity == "stop"]

    assert len(errors) == 1
    assert errors[0].startswith("seventh-character")


@given(letter=st.sampled_from("ABCDEFGHJKLMNPQRSTUVWYZ0123456789"))
def test_a_seventh_character_is_listed_or_wrong(desk, letter):
    code = f"S42.301{letter}"

    found = [finding.rule for finding in check(claim(desk, code))]

    assert found == ([] if letter in "ABDGKPS" else ["seventh-character-wrong"])
