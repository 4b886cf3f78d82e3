import numpy as np

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

    own, above = index.bag(index.posting("forearm").rows)

    assert list(own) == [1, 0, 0]
    assert list(above) == [0, 1, 0]


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
