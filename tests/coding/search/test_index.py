from consultant.coding.search.index import RowKind, Seventh


def test_kinds_of_rows_are_positions_in_the_weights():
    assert [kind.value for kind in RowKind] == [0, 1, 2, 3]


def test_a_seventh_character_is_a_letter_with_its_words():
    assert Seventh("A", frozenset({"initial"})) == Seventh("A", frozenset({"initial"}))
