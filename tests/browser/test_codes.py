"""An ICD-10-PCS code built in a real browser, by keys and without a script."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from consultant.services import code_releases
from tests.browser.conftest import Served, axe, sign_in
from tests.factories.pcs import build_pcs

pytestmark = pytest.mark.browser
START = "/codes/pcs/build?on=2026-05-01"


@pytest.fixture(autouse=True)
def procedures(served: Served, tmp_path: Path) -> None:
    """Two tables of ICD-10-PCS with their definitions."""
    services = served.services
    for built in build_pcs(tmp_path, services.shelf.folder):
        code_releases.keep(built, blobs=services.blobs)
        with services.database.transaction() as tx:
            code_releases.install(tx, built, clock=services.clock)


def test_a_code_is_built_by_keys_alone(page: Page):
    page.goto(START)

    for typed, stands in (("0", "0"), ("s", "0S"), ("r9", "0SR9"), ("0j9", "0SR90J9")):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        expect(page.locator("#h-chosen")).to_have_text(stands)

    expect(page.locator("[aria-labelledby=h-whole]")).to_contain_text("Billable")
    assert axe(page) == []
    page.click("text=Back one")
    expect(page.locator("#h-chosen")).to_have_text("0SR90J")


@pytest.mark.parametrize("width", [1440, 320])
def test_a_code_is_built_by_links_without_a_script(chromium: Browser, served: Served, width: int):
    context = chromium.new_context(
        base_url=served.address, java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    sign_in(page)
    page.goto(START)

    for words in ("Medical and Surgical", "Lower Joints", "Replacement", "Hip Joint, Right", "Open"):
        page.locator("[aria-labelledby=h-next]").get_by_role("link", name=words).click()

    expect(page.locator("#h-next")).to_have_text("Device")
    expect(page.locator("[aria-labelledby=h-chosen]")).to_contain_text("Putting in material.")
    context.close()
