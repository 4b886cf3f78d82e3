import pytest

from consultant.coding.search.chapters import HAPPENED, OUT_OF_PLACE, chapter_shares, framed
from consultant.coding.search.index import WordIndex
from consultant.coding.sets import System
from tests.factories.phrases import phrases, titled


def test_how_something_happened_is_a_question_for_external_causes():
    assert chapter_shares("fell from a ladder", System.CM)["W"] == HAPPENED
    assert "W" not in chapter_shares("gout of the left foot", System.CM)


@pytest.mark.parametrize(
    ("query", "chapter"), [("28 weeks pregnant, anemia", "O"), ("newborn with jaundice", "P"), ("CT of the chest", "B")]
)
def test_chapters_of_their_own_count_in_full_where_they_are_spoken_of(query, chapter):
    system = System.PCS if chapter == "B" else System.CM

    assert chapter not in chapter_shares(query, system)
    assert chapter_shares("anemia", system)[chapter] == OUT_OF_PLACE


def test_other_systems_have_no_such_chapters():
    assert chapter_shares("fell from a ladder", System.HCPCS) == {}


@pytest.mark.parametrize(
    ("query", "fits", "does_not"),
    [
        ("family history of colon cancer", "Z80.0", "C18.9"),
        ("fam hx breast ca", "Z80.3", "C50.919"),
        ("screening for high cholesterol", "Z13.220", "E78.5"),
        ("long term use of insulin", "Z79.4", "E11.9"),
        ("congenital dislocation of lens", "Q12.1", "H27.10"),
        ("congenital syphilis", "A50.9", "A53.9"),
        ("newborn jaundice", "P59.9", "R17"),
        ("burn with a saucepan, suicide", "X77.3", "X15.3"),
        ("thrown stone, homicide", "Y00", "W20.8"),
    ],
)
def test_some_questions_are_answered_among_certain_codes(query, fits, does_not):
    index = WordIndex(
        phrases(
            titled("A50.9", "Congenital syphilis, unspecified"),
            titled("A53.9", "Syphilis, unspecified"),
            titled("R17", "Unspecified jaundice"),
        )
    )
    may = framed(query, index)

    assert may(fits)
    assert not may(does_not)


def test_an_ordinary_question_may_be_answered_anywhere():
    assert framed("gout of the left foot", WordIndex(phrases(titled("M10.9", "Gout"))))("S00.0")
