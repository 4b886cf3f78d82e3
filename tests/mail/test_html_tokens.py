import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.html_tokens import Tag, read_html


def test_tags_and_text_come_in_order():
    tokens = list(read_html('<p class="a">x<br/>y</p>'))

    assert [token if isinstance(token, str) else (token.name, token.closing) for token in tokens] == [
        ("p", False), "x", ("br", False), "y", ("p", True),
    ]  # fmt: skip


def test_attributes_are_read_quoted_bare_and_encoded():
    tag = next(read_html("<a HREF='x&amp;y' title=\"a > b\" data-n=5 hidden>"))

    assert isinstance(tag, Tag)
    assert (tag.get("href"), tag.get("title"), tag.get("data-n"), tag.get("hidden")) == ("x&y", "a > b", "5", "")


def test_an_address_in_brackets_is_text():
    assert "".join(t for t in read_html("<dana@x.example> a < b") if isinstance(t, str)) == "<dana@x.example> a < b"


def test_scripts_styles_and_comments_are_left_out():
    html = "a<script>if (a < b) '<p>'</script>b<style>p > a {}</style>c<!-- <p>d</p> -->e"

    assert "".join(token for token in read_html(html) if isinstance(token, str)) == "abce"


def test_a_style_that_never_closes_takes_no_text_away():
    assert "words" in "".join(token for token in read_html("<style>words") if isinstance(token, str))


@pytest.mark.timeout(60)
def test_declarations_that_never_close_cost_one_look_each():
    assert "".join(token for token in read_html("<!" * 300_000) if isinstance(token, str)) == "<!" * 300_000


@given(st.text(alphabet="<>/!-abp \"'=&;", max_size=120))
def test_any_text_can_be_read(text):
    list(read_html(text))
