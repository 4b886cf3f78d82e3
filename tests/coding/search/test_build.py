from consultant.coding.search.build import IndexedCode, build_rows
from consultant.coding.search.index import ASIDE, RowKind

CODES = (
    IndexedCode("S52", -1, ((RowKind.TITLE, "Fracture of forearm"),)),
    IndexedCode(
        "S52.5", 0, ((RowKind.TITLE, "Fracture of lower end of radius"), (RowKind.INCLUSION, "Colles (wrist) fracture"))
    ),
    IndexedCode("S53", -1, ((RowKind.TITLE, "Dislocation of elbow, unspecified"),)),
)


def standing(word):
    rows = build_rows(CODES)
    at = rows.vocabulary.index(word)
    return list(rows.postings[rows.starts[at] : rows.starts[at + 1]])


def test_each_phrase_is_a_row_of_its_code():
    rows = build_rows(CODES)

    assert list(rows.row_codes) == [0, 1, 1, 2]
    assert list(rows.row_kinds) == [0, 0, 1, 0]
    assert rows.texts[2] == "Colles (wrist) fracture"
    assert standing("fracture") == [0, 1, 2]


def test_a_word_in_brackets_stands_aside():
    assert standing("wrist") == [2 | ASIDE]
    assert standing("colle") == [2]


def test_each_code_knows_the_last_one_below_it():
    rows = build_rows(CODES)

    assert list(rows.parents) == [-1, 0, -1]
    assert list(rows.lasts) == [1, 1, 2]


def test_known_words_are_spelled_right_without_a_row():
    rows = build_rows(CODES, ["subsequent encounter"])
    at = rows.vocabulary.index("subsequent")

    assert rows.starts[at] == rows.starts[at + 1]


def test_spellings_lead_from_a_missing_letter_to_the_word():
    pairs = set(build_rows(CODES).spellings())

    assert ("fractur", "fracture") in pairs
    assert ("fracture", "fracture") in pairs
