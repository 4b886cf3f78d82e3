import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.html_text import html_to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two<div>three</div>four", "one\ntwo\nthree\nfour"),
        ("<p class=MsoNormal>one</p><p class=MsoNormal>two</p>", "one\ntwo"),
        ("<ul><li>one<li>two<ol><li>deep</ol></ul>end", "* one\n* two\n  1. deep\nend"),
        ("<ol start=3><li>three<li>four</ol>", "3. three\n4. four"),
        (
            "<table><tr><th>Code<th>Units<tr><td>20611<td>1<tr><td>J7325<td>48</table>",
            "Code   Units\n20611  1\nJ7325  48",
        ),
        ("<table><tr><td><p>one</p><p>two</p></td><td>three</td></tr></table>", "one\n\ntwo\nthree"),
        ("<table><tr><td><table><tr><td>a<td>b</table><tr><td>c</table>", "a  b\nc"),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("a &amp; b&nbsp;c &lt;d&gt; &#8211; &bogus;", "a & b c <d> – &bogus;"),
        ("<head><title>t</title><style>p{}</style></head><body>text</body>", "text"),
        ('shown<div style="display:none">hidden</div> too', "shown too"),
        ('<p style="display: none">hidden<p>shown', "shown"),
        ("<blockquote type=cite><p>one</p>two</blockquote>after", "> one\n>\n> two\n\nafter"),
        ("<img alt='Logo'> text <img src=x alt='😀'>", "text 😀"),
        ("one\r\n   two", "one two"),
        ("<b>bo</b>ld, x<sub>2</sub>", "bold, x2"),
        ("", ""),
    ],
)
def test_html_becomes_the_text_that_a_reader_sees(html, text):
    assert html_to_text(html) == text


def test_depth_costs_no_words():
    assert html_to_text("<div>" * 50_000 + "knee") == "knee"
    assert "knee" in html_to_text("<table><tr><td>" * 5_000 + "knee")


@given(st.text(alphabet="<>/ab ptdr=\"'&;\n", max_size=200))
def test_any_html_gives_text_without_blank_ends(html):
    text = html_to_text(html)

    assert text == text.strip("\n")
    assert "\n\n\n" not in text


@given(st.lists(st.sampled_from(["<table>", "</table>", "<tr>", "<td>", "<blockquote type=cite>", "</blockquote>", "<ul>", "<li>",
                                 "</ul>", "<p>", "</p>", "<pre>", "</pre>", "word ", "<div style='display:none'>", "</div>"]), max_size=40))  # fmt: skip
def test_tags_in_any_order_are_survived(pieces):
    html_to_text("".join(pieces))


@pytest.mark.parametrize(
    "attributes",
    ["class=MsoNormal", "class=MsoPlainText", 'style="margin:0"', 'style="margin:0in 0in 0.0001pt;color:red"', 'style="margin-top:0;margin-bottom:0"'],
)  # fmt: skip
def test_paragraphs_without_margins_are_one_line_apart(attributes):
    assert html_to_text(f"<p {attributes}>a</p><p {attributes}>b</p>") == "a\nb"


@pytest.mark.parametrize("attributes", ["", 'style="margin:0 0 8pt"', 'style="margin-top:0"', "class=x"])
def test_other_paragraphs_are_a_blank_line_apart(attributes):
    assert html_to_text(f"<p {attributes}>a</p><p {attributes}>b</p>") == "a\n\nb"
