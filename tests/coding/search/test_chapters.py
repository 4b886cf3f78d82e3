import pytest

from consultant.coding.search.chapters import HAPPENED, OUT_OF_PLACE, chapter_shares
from consultant.coding.sets import System


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
