import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.html_text import html_to_text
from consultant.mail.quoting import visible_part
from consultant.mail.quoting_html import read_own
from tests.corpus.replies_html import ANSWERS_BELOW, ANSWERS_BETWEEN, FORWARDS, REPLIES

NEW = "Thank you.<br>One more: is M25.561 added?<br>Dana"


def visible(html):
    return visible_part(html_to_text(html), html, plain=False)


@pytest.mark.parametrize(("program", "html"), [*REPLIES, *ANSWERS_BELOW])
def test_the_answer_alone_is_left_in_the_marks_of_every_program(program, html):
    assert visible(html.replace("{new}", NEW)) == html_to_text(NEW)


@pytest.mark.parametrize(("program", "html"), ANSWERS_BETWEEN)
def test_answers_between_quotations_stay_with_them(program, html):
    assert [line for line in visible(html).split("\n") if line][-4:] == [
        "> Is it the right knee?",
        "Yes.",
        "> And the dose?",
        "48 mg.",
    ]


@pytest.mark.parametrize(("program", "html"), FORWARDS)
def test_a_forward_is_kept_whole(program, html):
    assert visible(html) == html_to_text(html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Yes.</p>",
        '<p>Totals</p><div style="border:none;border-top:solid #E1E1E1 1.0pt">42 units</div>',
        '<blockquote type="cite">old</blockquote><br>',
        "<p>The policy says</p><blockquote style='border-left:1px'>Pay it.</blockquote>",
    ],
)
def test_nothing_is_said_where_no_mark_tells_what_is_new(html):
    assert read_own(html) is None


def test_a_signature_that_is_marked_goes_without_any_history():
    assert read_own('<p>Yes.</p><div class="x_gmail_signature">Dana</div>') == "<p>Yes.</p>"


@given(
    st.lists(
        st.sampled_from(
            ["<div class=gmail_quote>", "</div>", "<blockquote type=cite>", "</blockquote>", "words", "<div id=Signature>", "<div id=appendonsend>",
             "<div class=gmail_attr>", "<p>", "<hr tabindex='-1'>", "From: x", "<div class=moz-forward-container>"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_marks_in_any_order_are_survived(pieces):
    own = read_own("".join(pieces))

    assert own is None or html_to_text(own).count("words") <= "".join(pieces).count("words")
