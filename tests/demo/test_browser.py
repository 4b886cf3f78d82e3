import pytest

from consultant.demo.browser import Page
from consultant.errors import PermanentError

HTML = """
<form action="/login" method="post"><input type="hidden" name="csrf" value="x&amp;y"><input name="email" type="email">
<input type="password" name="password"><button name="then" value="go">Go</button></form>
<form><textarea name="text">a &lt; b</textarea></form>
<a class="pill" href="/codes/cm/M17.11"><span class="sys">CM</span><span class="num">M17.11</span></a><p>5550142</p>
"""


def test_a_page_gives_its_forms_pills_and_links():
    page = Page("http://desk/", HTML)

    assert page.form_with("email", "password").fields == {"csrf": "x&y", "email": ""}
    assert page.form_with("text").fields["text"] == "a < b"
    assert page.pills == {"M17.11"}
    assert page.links == ["/codes/cm/M17.11"]


def test_a_form_that_is_missing_is_said_with_its_page():
    with pytest.raises(PermanentError, match="/ has no form with answer"):
        Page("http://desk/", HTML).form_with("answer")
