from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.blocks import (
    HEADS,
    CodeLine,
    CodeLines,
    Heading,
    Items,
    Lead,
    Paragraph,
    Span,
    Verbatim,
    plain,
    read,
)

WHOLE = """Send a corrected claim with three lines, and leave 76942 off.
The drug is the larger part.

Codes to report, in this order

1. 20611-RT, 1 unit, M17.11
   Injection of the right knee, with the picture kept. (Definite)
2. J7325-JZ, 48 units, M17.11 M17.12
   Synvisc-One, per 1 mg.

Why
20611 already holds the guidance.

Considered and ruled out:

- **76942-59.** The pair is bundled.
- JW counts drug thrown away.
"""


def test_an_answer_is_read_into_its_parts():
    lead, codes_head, codes, why, because, ruled_out, items = read(WHOLE)

    assert lead == Lead(
        (Span("Send a corrected claim with three lines, and leave 76942 off."),),
        (Span("The drug is the larger part."),),
    )
    assert [plain(head.words) for head in (codes_head, why, ruled_out)] == [
        "Codes to report, in this order",
        "Why",
        "Considered and ruled out",
    ]
    assert codes == CodeLines(
        (
            CodeLine(1, "20611-RT", "1", "M17.11", "Injection of the right knee, with the picture kept.", "Definite"),
            CodeLine(2, "J7325-JZ", "48", "M17.11, M17.12", "Synvisc-One, per 1 mg.", ""),
        )
    )
    assert because == Paragraph(((Span("20611 already holds the guidance."),),))
    assert items.items[0] == (Span("76942-59.", bold=True), Span(" The pair is bundled."))


def test_a_long_first_sentence_is_split_from_what_follows_it():
    lead = read("Leave 76942 off. It is part of 20611.")[0]

    assert lead == Lead((Span("Leave 76942 off."),), (Span("It is part of 20611."),))


def test_code_lines_are_read_in_the_ways_that_coders_write_them():
    read_lines = read("1. 99214-25 x 1, for I10\n2. G0463, x2\n3. 0SRC0J9, knee replacement\n4. M17.11, the arthritis")[
        0
    ].lines

    assert [(line.code, line.units, line.diagnoses, line.note) for line in read_lines] == [
        ("99214-25", "1", "I10", ""), ("G0463", "2", "", ""), ("0SRC0J9", "", "", "knee replacement"), ("M17.11", "", "", "the arthritis"),
    ]  # fmt: skip


def test_a_numbered_list_of_words_stays_a_list():
    assert read("1. Send the note\n2. Wait")[0] == Items(((Span("Send the note"),), (Span("Wait"),)), 1)


def test_what_markdown_would_change_stays_as_written():
    block = read("Use <b>25</b> &amp; \\* or 3 * 4 * 5, not ![x](http://t/x)")[0]

    assert plain(block.headline) == "Use <b>25</b> &amp; \\* or 3 * 4 * 5, not !x (http://t/x)"


def test_links_are_kept_only_for_the_web_and_mail():
    spans = read("See [CMS](https://cms.example/x), [bad](javascript:x) and <mailto:a@x.example>")[0].headline

    assert [span.href for span in spans if span.href] == ["https://cms.example/x", "mailto:a@x.example"]
    assert plain(spans).startswith("See CMS (https://cms.example/x), [bad](javascript:x) and ")


def test_a_fence_keeps_its_columns_and_a_heading_is_a_heading():
    assert read("## Next\n\n```\na  b\n```") == (Heading((Span("Next"),)), Verbatim("a  b"))


def test_every_head_is_known_with_and_without_its_colon():
    for head in HEADS:
        assert read(f"x\n\n{head}:\nwords")[1] == Heading((Span(head),))


@given(st.text(max_size=300))
def test_any_text_can_be_read(body):
    read(body)


@given(
    st.lists(
        st.sampled_from(
            ["1. 20611, 1 unit", "- a", "  - b", "Why", "", "text", "```", "> q", "   note", "# h", "2. words", "---"]
        ),
        max_size=12,
    )
)
def test_lines_in_any_order_can_be_read(lines):
    read("\n".join(lines))
