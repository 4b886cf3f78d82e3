from consultant.coding.search.build import KNOWN_WEIGHT, IndexedCode, build_index
from consultant.coding.search.index import RowKind

CODES = (
    IndexedCode("S52", -1, ((RowKind.TITLE, "Fracture of forearm"),)),
    IndexedCode(
        "S52.5", 0, ((RowKind.TITLE, "Fracture of lower end of radius"), (RowKind.INCLUSION, "Colles (wrist) fracture"))
    ),
    IndexedCode("S53", -1, ((RowKind.TITLE, "Dislocation of elbow, unspecified"),)),
)


def test_each_phrase_is_a_row_of_its_code():
    index = build_index(CODES)

    assert list(index.row_codes) == [0, 1, 1, 2]
    assert list(index.row_kinds) == [0, 0, 1, 0]
    assert index.row_texts[2] == "Colles (wrist) fracture"
    assert list(index.postings["fracture"].rows) == [0, 1, 2]


def test_bags_inherit_the_words_of_ancestors():
    index = build_index(CODES)

    assert list(index.postings["forearm"].bags) == [0, 1]
    assert list(index.postings["forearm"].rows) == [0]


def test_rare_words_weigh_more_and_faint_ones_hardly():
    index = build_index(CODES)

    assert index.postings["elbow"].weight > index.postings["fracture"].weight > index.postings["unspecified"].weight


def test_words_in_brackets_add_no_weight_to_their_row():
    index = build_index(CODES)

    assert index.row_weights[2] < index.postings["colle"].weight + index.postings["fracture"].weight + 0.01


def test_known_words_are_spelled_right_without_a_row():
    index = build_index(CODES, ["subsequent encounter"])

    assert index.postings["subsequent"].weight == KNOWN_WEIGHT
    assert not index.postings["subsequent"].rows


def test_spellings_lead_from_a_missing_letter_to_the_word():
    pairs = set(build_index(CODES).spellings())

    assert ("fractur", "fracture") in pairs
    assert ("fracture", "fracture") in pairs
