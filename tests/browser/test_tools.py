"""The calculators in a browser: axe over every page, results that follow the typing, and a result in the answer."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Served, axe, sideways, sign_in
from tests.factories.cases import attach_codes
from tests.factories.fees import install_fee_schedule
from tests.factories.mails import mail

pytestmark = pytest.mark.browser

PAGES = (
    "/tools",
    "/tools?ticket={full}",
    "/tools/visit",
    "/tools/visit?family=office&on=2026-08-27&problems=chronics&risk=drug&results=2&minutes=72&separate=on",
    "/tools/visit?family=consult-office&minutes=10",
    "/tools/visit?family=hospital-discharge&minutes=45",
    "/tools/visit?family=hospital-same-day&hours=7&problems=chronics&risk=drug",
    "/tools/visit?family=office-staff",
    "/tools/visit?minutes=many",
    "/tools/visit?ticket={full}",
    "/tools/units",
    "/tools/units?code=J7325&on=2026-08-27&given=45+mg&opened=48+mg&dose=1+mg",
    "/tools/units?code=J7325&given=5+ml&dose=1+mg",
    "/tools/units?ticket={full}",
    "/tools/global",
    "/tools/global?code=27447&on=2026-08-27&days=090&second=2026-09-20",
    "/tools/global?code=27447&on=2026-08-27",
    "/tools/global?days=MMM",
    "/tools/seventh",
    "/tools/seventh?code=S52.521&on=2026-05-01&encounter=initial",
    "/tools/seventh?code=M17.11",
    "/tools/fee",
    "/tools/fee?code=20610&on=2026-08-27",
    "/tools/fee?code=45380&others=45385,+20610-RT&on=2026-08-27&locality=10112-00&place=11",
)


@pytest.mark.parametrize(("scheme", "width", "also"), [("light", 1440, ()), ("dark", 1440, ()), ("light", 390, (320,))])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    chromium: Browser, served: Served, tmp_path: Path, scheme: Any, width: int, also: tuple[int, ...]
):
    full = served.make.ticket(mail("Is M17.11 right?", subject="Knee"))
    attach_codes(served.services, full)
    install_fee_schedule(served.services, tmp_path)
    context = chromium.new_context(
        base_url=served.address, color_scheme=scheme, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    sign_in(page)

    for address in PAGES:
        page.goto(address.format(full=full))
        for fold in page.locator("#result details").all():
            fold.locator("summary").click()
        assert axe(page) == [], address
        for shown, wide in sideways(page, (width, *also)).items():
            assert wide <= shown, (address, shown)
    context.close()


def test_the_result_follows_the_typing_and_its_words_come_into_the_answer(page: Page, served: Served):
    ticket_id = served.make.ticket(mail("How long is the global period?", subject="Knee"))
    attach_codes(served.services, ticket_id)
    page.goto(f"/tickets/{ticket_id}")
    page.click("text=Calculate")
    page.click("main >> text=Global period")

    page.fill("#f-on", "2026-03-10")
    page.select_option("#f-days", "090")
    expect(page.locator("#result")).to_contain_text("9 Mar 2026 to 8 Jun 2026")
    page.fill("#f-second", "2026-03-20")
    expect(page.locator("#result")).to_contain_text("24")
    assert parse_qs(urlsplit(page.url).query) == {"ticket": [str(ticket_id)]}
    page.click("text=Insert into the answer")

    expect(page.locator("#answer")).to_have_value(
        "The procedure of 10 Mar 2026 has 090 global days: 9 Mar 2026 to 8 Jun 2026. 20 Mar 2026 lies within them: 24 for "
        "an unrelated visit, 58 for a planned or more extensive procedure, 78 for an unplanned return to the operating "
        "room for a complication, 79 for an unrelated procedure. Source: global days as chosen by the coder; Medicare "
        "Claims Processing Manual, chapter 12, 40.1 to 40.4."
    )


def test_the_keyboard_leads_to_the_calculators_and_the_palette_to_each(page: Page):
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/tools")

    page.keyboard.press("/")
    page.locator("#palette").get_by_text("Units of a drug").click()

    page.wait_for_url("**/tools/units")
