import pytest

from consultant.coding.search.rank import search
from consultant.coding.search.refine import scored, with_seventh
from tests.coding.shipped import IN_SEASON


def first(catalogue, query: str) -> str:
    return search(query, catalogue, on=IN_SEASON, limit=5)[0].code


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("tennis elbow right", "M77.11"),
        ("pain in left knee", "M25.562"),
        ("colles fracture right radius closed initial encounter", "S52.531A"),
        ("chagas disease", "B57.2"),
    ],
)
def test_what_is_said_beyond_the_phrase_chooses_below_the_code(catalogue, query, code):
    assert code in [hit.code for hit in search(query, catalogue, on=IN_SEASON, limit=5)]


def test_without_a_side_the_code_above_comes_first(catalogue):
    assert first(catalogue, "tennis elbow") == "M77.1"


def test_where_nothing_chooses_the_unspecified_code_comes_before_its_header(catalogue):
    codes = [hit.code for hit in search("gout", catalogue, on=IN_SEASON)]

    assert codes.index("M10.9") < codes.index("M10")


def test_what_contradicts_is_never_found(catalogue):
    found = search("displaced fracture of shaft of right clavicle, sequela", catalogue, on=IN_SEASON)

    assert found[0].code == "S42.021S"
    assert not [hit for hit in found if "left" in hit.text or "nondisplaced" in hit.text.lower()]


def test_empty_places_before_a_seventh_character_are_filled():
    assert with_seventh("V90.1", "A") == "V90.1XXA"
    assert with_seventh("S52.521", "D") == "S52.521D"


def test_a_whole_match_is_worth_one_and_spare_words_cost():
    assert scored(3.0, 0.0, 1.0, 3.0, 1.0) == pytest.approx(1.0)
    assert scored(3.0, 2.0, 1.0, 3.0, 1.0) < 1.0


@pytest.mark.parametrize(
    ("query", "code", "needs"),
    [
        ("tennis elbow", "M77.1", ("side",)),
        ("fracture of shaft of right clavicle", "S42.021", ("open or closed", "encounter")),
        ("fall on and from ladder", "W11", ("encounter",)),
    ],
)
def test_a_code_that_is_not_billable_says_what_decides_below_it(catalogue, query, code, needs):
    (hit,) = [hit for hit in search(query, catalogue, on=IN_SEASON) if hit.code == code]

    assert hit.needs == needs


def test_a_billable_code_needs_nothing(catalogue):
    assert search("essential hypertension", catalogue, on=IN_SEASON)[0].needs == ()


def test_other_is_not_what_silence_means(catalogue):
    assert first(catalogue, "cough") in ("R05.9", "R05")
