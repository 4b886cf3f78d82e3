from hypothesis import given
from hypothesis import strategies as st

from consultant.services.pages import marks
from consultant.services.pages.case import Card


def card(code: str, *spans: tuple[int, int], suffix: str = "") -> Card:
    return Card(
        id=1,
        system="cm",
        code=code,
        suffix=suffix,
        status="billable",
        found_by="mention",
        text=None,
        headline="Billable",
        detail="",
        caveat=None,
        release=None,
        stale=None,
        sample=False,
        why="",
        matched=None,
        role=None,
        units=None,
        levels=(),
        leaves=(),
        leaf_count=0,
        nearest=(),
        notes=(),
        facts=(),
        spans=spans,
    )


def test_a_code_is_cut_out_where_it_stands_however_it_is_spelled():
    found = marks.pieces("Is m1711 right?", 0, [card("M17.11", (3, 8))], [])

    assert [(piece.text, piece.card is not None) for piece in found] == [
        ("Is ", False),
        ("m1711", True),
        (" right?", False),
    ]


def test_modifiers_that_stand_with_the_code_stand_with_the_pill():
    with_it, without = (
        marks.pieces(text, 0, [card("20611", span, suffix="-RT")], [])
        for text, span in (("20611-RT", (0, 8)), ("20611", (0, 5)))
    )

    assert with_it[0].suffix == "-RT"
    assert without[0].suffix == ""


def test_a_span_that_does_not_hold_its_code_changes_nothing():
    for span in ((0, 5), (3, 99), (90, 95), (8, 3)):
        assert marks.pieces("ZIP 44106 only", 0, [card("M17.11", span)], []) == (marks.Piece("ZIP 44106 only"),)


def test_spans_count_from_where_the_message_begins_in_the_question():
    begins = marks.starts("Knee", {7: "First mail", 9: "And M17.11"})

    assert begins == {7: 6, 9: 18}
    assert [piece.text for piece in marks.pieces("And M17.11", begins[9], [card("M17.11", (22, 28))], [])] == [
        "And ",
        "M17.11",
    ]
    assert len(marks.pieces("First mail", begins[7], [card("M17.11", (22, 28))], [])) == 1


def test_words_of_facts_are_marked_and_what_begins_first_wins():
    found = marks.pieces("seen M17.11 today", 0, [card("M17.11", (5, 11))], ["seen M17.11", "today", "", "nowhere"])

    assert [(piece.text, piece.marked) for piece in found] == [("seen M17.11", True), (" ", False), ("today", True)]


@given(
    st.text(max_size=80),
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), max_size=6),
    st.integers(0, 20),
    st.lists(st.text(max_size=5), max_size=4),
)
def test_whatever_is_marked_the_words_stay_the_same(
    text: str, spans: list[tuple[int, int]], start: int, words: list[str]
):
    found = marks.pieces(text, start, [card("M17.11", *spans), card("1", *spans)], words)

    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found)


def test_each_way_to_write_a_code_is_marked_where_it_stands():
    text = "20610,50 or 20610-RT or 20610"
    spans = (0, 8), (12, 20), (24, 29)
    found = marks.pieces(text, 0, [card("20610", *spans, suffix="-50, -RT")], [])

    assert [(piece.text, piece.suffix) for piece in found if piece.card] == [
        ("20610,50", "-50"),
        ("20610-RT", "-RT"),
        ("20610", ""),
    ]
