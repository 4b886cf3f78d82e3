import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.sanitize import safe_html
from consultant.mail.style_sheets import with_rules


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("<style>p.MsoNormal{margin:0in}</style><p class=MsoNormal>a</p><p>b</p>", '<p style="margin:0in">a</p><p>b</p>'),
        ("<style><!-- p.x, td {margin:0;color:red} --></style><p class='y x'>a</p>", '<p style="margin:0;color:red">a</p>'),
        ("<style>.r{color:red}/* c */p{color:blue}</style><p class=r>a</p>", '<p style="color:blue;color:red">a</p>'),
        ("<style>p{color:blue}</style><p style='color:red'>a</p>", '<p style="color:blue;color:red">a</p>'),
        ('<style>p{font-family:"Segoe UI"}</style><p>a</p>', '<p style="font-family:&quot;Segoe UI&quot;">a</p>'),
        ("<style>@media print{p{color:red}}p{color:blue}</style><p>a</p>", '<p style="color:blue">a</p>'),
        ("<style>@import url(//t);p{color:blue}</style><p>a</p>", '<p style="color:blue">a</p>'),
        ("<style>p{background:url(//t)}p{position:fixed}</style><p>a</p>", "<p>a</p>"),
        ("<style>div p, a:hover, #i, [x]{color:red}</style><p>a</p>", "<p>a</p>"),
        ("<style>p{color:red}</style><b>a</b>", "<b>a</b>"),
        ("<style>p{color:red", ""),
    ],
)  # fmt: skip
def test_simple_rules_are_written_into_the_elements(html, safe):
    assert safe_html(html) == safe


def test_html_without_a_sheet_comes_back_as_it_was():
    assert with_rules("<p class=x>a</p>") == "<p class=x>a</p>"


@pytest.mark.parametrize(
    "html",
    ["<style>" + "{" * 100_000, "<style>" + ".a{color:red}" * 20_000 + "</style>" + "<p class=a>" * 20_000, "<style>" * 50_000, "<style>" + "/* " * 60_000 + "</style><p>", "<style>p{" + "color:red;" * 50_000 + "}</style><p>"],
    ids=["braces", "rules", "sheets", "comments", "long rule"],
)  # fmt: skip
def test_hostile_sheets_take_no_time(html):
    started = time.process_time()
    with_rules(html)

    assert time.process_time() - started < 1


@given(st.text(alphabet="<>/styleclas{}.:=p\"'; x", max_size=200))
def test_any_text_is_answered_and_stays_safe(html):
    safe = safe_html(f"<style>p.x{{color:red}}</style>{html}")

    assert "<style" not in safe
    assert with_rules(html) is not None
