from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.catalogue import Catalogue
from consultant.coding.claim_text import TAKEN, ClaimText, read_claim
from consultant.coding.facts import FactName
from consultant.coding.rules.values import Line

TODAY = date(2026, 8, 27)
PASTED = "99213-25, 20610 RT x1, J7325 x48; M17.11 E11.9; DOS 3/4/2026 POS 11"
# Each with what it says, so that any of them in any order says all of it.
PIECES = ("99213-25", "J7325 x48", "M17.11", "DOS 3/4/2026", "POS 11", "Aetna", "zebra", "DOB 1/2/1950", "RX 0815")


def read(text: str, catalogue: Catalogue) -> ClaimText:
    return read_claim(text, catalogue, today=TODAY)


def written(line: Line) -> str:
    units = f" x{line.units}" if line.units is not None else ""
    return "-".join((line.code, *line.modifiers)) + units


def test_a_pasted_claim_becomes_lines_diagnoses_date_and_place(catalogue: Catalogue):
    claim = read(PASTED, catalogue)

    assert [written(line) for line in claim.lines] == ["99213-25", "20610-RT x1", "J7325 x48"]
    assert claim.diagnoses == ("M17.11", "E11.9")
    assert (claim.fact(FactName.DATE_OF_SERVICE), claim.fact(FactName.PLACE_OF_SERVICE)) == ("2026-03-04", "11")
    assert claim.rest == ()


@pytest.mark.parametrize(
    ("text", "lines", "rest"),
    [
        ("45385", ["45385"], ()),
        ("45385\n45380 59", ["45385", "45380-59"], ()),
        ("99213 25\n20610 RT 1\nJ7325 JZ 48", ["99213-25", "20610-RT x1", "J7325-JZ x48"], ()),
        ("HCPCS\tMod\tUnits\n99213\t25\t1\n20610\tRT\t1", ["99213-25 x1", "20610-RT x1"], ()),
        ("1. 99213-25 A,B 150.00", ["99213-25"], ("A,B 150.00",)),
        ("99213 25 AB 150.00 1\n20610 RT A $250.00 2", ["99213-25 x1", "20610-RT x2"], ("AB 150.00", "A $250.00")),
        ("99223-AI 250.00", ["99223-AI"], ("250.00",)),
        ("92557-AB 90.00", ["92557-AB"], ("90.00",)),
        ("97750 FCE 16 units", ["97750 x16"], ("FCE 16 units",)),
        ("20610-RT; modifier 95", ["20610-RT"], ("modifier 95",)),
        ("0SR9019; 20610-RT", ["20610-RT"], ("0SR9019",)),
        ("thank you", [], ("thank you",)),
        ("", [], ()),
    ],
)
def test_lines_are_read_as_billers_type_them_and_the_rest_is_told(
    catalogue: Catalogue, text: str, lines: list[str], rest: tuple[str, ...]
):
    claim = read(text, catalogue)

    assert [written(line) for line in claim.lines] == lines
    assert claim.rest == rest


@pytest.mark.parametrize(
    ("text", "on", "rest"),
    [
        ("3/4/2026 M17.11", "2026-03-04", ()),
        ("03/04/2026 - 03/04/2026 99213-25", "2026-03-04", ()),
        ("M17.11\n2026-03-04", "2026-03-04", ()),
        ("DOB 3/4/1950; 99213-25", "", ("DOB 3/4/1950",)),
        ("DOB 3/4/1950, seen 3/4/2026; 99213-25", "2026-03-04", ("DOB 3/4/1950, seen",)),
        ("DOS 3/4/2026; DOS 3/5/2026; 99213-25", "2026-03-04", ("DOS 3/5/2026",)),
        ("3/4/1926; 99213-25", "", ("3/4/1926",)),
    ],
)
def test_a_day_is_that_of_service_where_its_words_say_so_or_no_word_stands_beside_it(
    catalogue: Catalogue, text: str, on: str, rest: tuple[str, ...]
):
    claim = read(text, catalogue)

    assert (claim.fact(FactName.DATE_OF_SERVICE), claim.rest) == (on, rest)


def test_facts_have_one_value_each_and_another_one_is_left(catalogue: Catalogue):
    claim = read("99213-25; Medicare Part B; POS 11; POS 22; 71 y/o F", catalogue)

    assert [fact.name for fact in claim.facts] == [name for name in TAKEN if claim.fact(name)]
    assert (claim.fact(FactName.PLACE_OF_SERVICE), claim.fact(FactName.AGE), claim.fact(FactName.SEX)) == (
        "11",
        "71",
        "F",
    )
    assert claim.fact(FactName.LINE_OF_BUSINESS) == "Medicare Part B"
    assert claim.rest == ("POS 22",)


def test_a_diagnosis_that_is_told_twice_is_one(catalogue: Catalogue):
    assert read("M17.11, E11.9, m1711", catalogue).diagnoses == ("M17.11", "E11.9")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(PIECES), st.sampled_from(["; ", "\n"]))
def test_whatever_the_order_everything_is_understood_or_told(catalogue: Catalogue, pieces: list[str], between: str):
    claim = read(between.join(pieces), catalogue)

    assert {written(line) for line in claim.lines} == {"99213-25", "J7325 x48"}
    assert claim.diagnoses == ("M17.11",)
    assert {fact.value for fact in claim.facts} == {"2026-03-04", "11", "Aetna"}
    assert set(claim.rest) == {"zebra", "DOB 1/2/1950", "RX 0815"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_no_text_is_too_strange(catalogue: Catalogue, text: str):
    claim = read(text, catalogue)

    assert all(one and one in text for one in claim.rest)
