"""An administrator edits a letter and sees it as it will leave, while typing."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Served, axe

pytestmark = pytest.mark.browser


def test_the_preview_follows_what_is_typed_and_says_where_it_is_wrong(page: Page, served: Served):
    page.goto("/letters")
    assert axe(page) == []
    page.click("text=Acknowledged")
    frame = page.frame_locator("#preview")
    expect(frame.locator("text=Your question is here")).to_be_visible()
    assert axe(page) == []

    page.fill("#html", "<p>Thank you, {{ letter.greeting }}</p>\n<p>{{ letter.nothing }}</p>")
    expect(frame.locator("p", has_text="The html, line 2:")).to_be_visible()
    page.fill("#html", "<p>Thank you, {{ letter.greeting }}</p>")
    expect(frame.locator("text=Thank you, Dana")).to_be_visible()
    page.click("text=Save and use")

    expect(page.locator("header", has_text="version 1 is used")).to_be_visible()
