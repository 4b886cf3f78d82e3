import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.search import index as index_module
from consultant.coding.search.index import KNOWN_WEIGHT, RowKind, Seventh, WordIndex
from tests.factories.phrases import phrases, titled

LISTING = phrases(
    titled("S52", "Fracture of forearm"),
    titled("S52.5", "Fracture of lower end of radius", parent=0),
    titled("S53", "Dislocation of elbow, unspecified"),
    known=("subsequent encounter",),
)
BESIDE = phrases(titled("S52.5", "Colles fracture", kind=RowKind.INDEX), titled("Q99.9", "Nowhere", kind=RowKind.INDEX))


def test_a_seventh_character_is_a_letter_with_its_words():
    assert Seventh("A", frozenset({"initial"})) == Seventh("A", frozenset({"initial"}))


def test_the_rows_of_an_index_stand_behind_those_of_the_list():
    index = WordIndex(LISTING, [BESIDE])

    posting = index.posting("fracture")

    assert [index.row_text(int(row)) for row in posting.rows] == [
        "Fracture of forearm",
        "Fracture of lower end of radius",
        "Colles fracture",
    ]
    assert [index.code(int(index.row_codes[row])) for row in posting.rows] == ["S52", "S52.5", "S52.5"]


def test_a_line_that_leads_to_a_code_that_the_list_lacks_leads_nowhere():
    index = WordIndex(LISTING, [BESIDE])

    assert index.row_codes[index.posting("nowhere").rows[0]] == index.size


def test_rare_words_weigh_more_and_faint_ones_hardly():
    index = WordIndex(LISTING, [BESIDE])

    assert index.posting("elbow").weight > index.posting("fracture").weight > index.posting("unspecified").weight


def test_words_without_a_row_are_known_all_the_same():
    posting = WordIndex(LISTING).posting("subsequent")

    assert posting.weight == KNOWN_WEIGHT
    assert not len(posting.rows)


def test_a_bag_tells_what_a_code_carries_itself_and_what_stands_above_it():
    index = WordIndex(LISTING)

    carriers, above = index.bag(index.posting("forearm").rows)

    assert list(carriers) == [0]
    assert list(above) == [0, 1, 0]


def test_a_bag_of_codes_without_codes_below_has_nothing_above():
    carriers, above = WordIndex(phrases(titled("I10", "Hypertension"))).bag(np.array([0], np.uint32))

    assert (list(carriers), above) == ([0], None)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40), st.data())
def test_few_headers_and_many_give_the_same_bag(depths, data):
    path: list[int] = []
    codes = []
    for at, depth in enumerate(depths):
        del path[depth:]
        codes.append(titled(f"C{at}", f"word{at}", parent=path[-1] if path else -1))
        path.append(at)
    index = WordIndex(phrases(*codes))
    rows = np.array(sorted(data.draw(st.sets(st.integers(0, len(codes) - 1), min_size=1))), np.uint32)
    carriers, above = index.bag(rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_module, "FEW_HEADERS", -1)
        others, counted = index.bag(rows)

    assert list(carriers) == list(others)
    assert (above is None) == (counted is None)
    assert above is None or list(above) == list(counted)


def test_below_a_code_stand_its_children():
    index = WordIndex(LISTING)

    assert list(index.below(0)) == [1]
    assert list(index.below(1)) == []


def test_codes_are_found_by_their_normal_form():
    index = WordIndex(LISTING)

    assert (index.number("S52.5"), index.number("S99")) == (1, None)


def test_a_misspelt_word_has_near_ones():
    assert list(WordIndex(LISTING, [BESIDE]).near("fractur")) == ["fracture"]


def test_row_weights_leave_out_what_stands_aside():
    index = WordIndex(phrases(titled("A00", "Cholera (classical)"), titled("A01", "Typhoid fever")))

    assert np.isclose(index.row_weights[0], index.posting("cholera").weight)
