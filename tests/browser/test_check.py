"""A claim that is pasted on the check page, with a script and without one."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from consultant.adapters.library.shelf import Shelf
from tests.browser.conftest import Served, axe, sign_in
from tests.factories.releases import install_shelf, own_shelf

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("library")]
PASTED = "99213-25, 20610 RT x1, J7325 x48 zebra; M17.11 E11.9; DOS 3/4/2026 POS 11"


@pytest.fixture
def library(served: Served, shipped_releases: Path) -> None:
    """The desk has the shipped releases installed."""
    own_shelf(shipped_releases, served.services.shelf.folder)
    install_shelf(served.services.database, Shelf(shipped_releases))


def lines(page: Page) -> list[str]:
    cells = page.locator("#check-form tbody input").all()
    return [word for cell in cells if (word := cell.input_value())]


def test_a_claim_is_pasted_by_keys_and_judged_again_as_it_is_changed(page: Page):
    page.goto("/check")
    page.fill("#paste", PASTED)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#pasted")).to_contain_text("3 lines, 2 diagnoses, date of service, place of service")
    assert lines(page) == ["99213", "25", "20610", "RT", "1", "J7325", "48"]
    expect(page.locator("#pasted li")).to_have_text("zebra")
    assert page.input_value("#paste") == ""
    page.fill("[aria-label='Line 1 modifiers']", "25 95")
    page.keyboard.press("Tab")
    expect(page.locator("#check-result")).to_contain_text("place 11 does not")
    expect(page.locator("#check-result [data-copy]")).to_have_attribute("href", re.compile("&on=2026-03-04&place=11$"))


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390)])
def test_axe_finds_nothing_in_a_claim_that_was_split(chromium: Browser, served: Served, scheme: Any, width: int):
    context = chromium.new_context(
        base_url=served.address, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    sign_in(page)

    page.goto("/check")
    page.fill("#paste", PASTED)
    page.click("text=Split into the form")

    expect(page.locator("#pasted li")).to_have_text("zebra")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_without_a_script_it_is_the_same_page(chromium: Browser, served: Served):
    context = chromium.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)

    page.goto("/check")
    page.fill("#paste", PASTED)
    page.click("text=Split into the form")

    assert lines(page) == ["99213", "25", "20610", "RT", "1", "J7325", "48"]
    expect(page.locator("#pasted li")).to_have_text("zebra")
    expect(page.locator("#check-result")).to_contain_text("Result for 4 Mar 2026")
    context.close()
