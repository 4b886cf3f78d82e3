"""An asker's way in a real browser: link, code, thread, reply with a file; light, dark and on a phone."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from consultant.db.models import Attachment, OutboundMail, OutboundRecipient, StoredFile
from tests.browser.conftest import Served, axe
from tests.factories import rows
from tests.factories.mails import mail
from tests.services.test_thread_access import token_for
from tests.web.askers import mailed_code

pytestmark = pytest.mark.browser

LONG = "Anatomicallyunbrokenword" * 6
ANSWER = """\
Send a corrected claim, and leave 76942 off. The drug is the larger part.

Codes to report

1. 20611-RT, 1 unit, M17.11
   Injection of the right knee. (Definite)

Why

20611 already holds the guidance.

- **76942-59.** The pair is bundled.
"""


@pytest.fixture
def address(served: Served) -> str:
    """A link to a thread with both sides, files, and one that is held back."""
    make, services = served.make, served.services
    ticket_id = make.ticket(
        mail(
            f"Is M17.11 right? {LONG}",
            subject=f"Knee {LONG}",
            files=((f"{LONG}.pdf", b"x" * 900), ("bad.exe", b"bad" * 90)),
        )
    )
    bad = next(row for row in rows.every(services, Attachment) if row.filename == "bad.exe")
    outbound_id = make.answer(ticket_id, ANSWER, person=served.person)
    with services.database.transaction() as tx:
        tx.add(
            StoredFile(
                sha256=bad.sha256,
                read_at=services.clock.now(),
                infection="Eicar-Test",
                text=None,
                remark=None,
                pages=[],
            )
        )
        tx.execute(update(OutboundMail).where(OutboundMail.id == outbound_id).values(state="sent", attempts=1))
        tx.execute(update(OutboundRecipient).values(state="sent"))
    return f"/t/{token_for(services, ticket_id)}"


@pytest.fixture(
    params=[("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390), ("light", 320)],
    ids=lambda given: f"{given[0]}-{given[1]}",
)
def page(request: pytest.FixtureRequest, chromium: Browser, served: Served) -> Iterator[Page]:
    """A page in each scheme and width."""
    scheme, width = request.param
    context = chromium.new_context(
        base_url=served.address,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
    )
    context.set_default_timeout(8000)
    page = context.new_page()
    yield page
    context.close()


def sound(page: Page, name: str) -> None:
    """Look at a page as axe does, and at its width; keep a picture where a folder for them is named."""
    assert axe(page) == [], name
    width = page.viewport_size["width"] if page.viewport_size else 0
    cdp = page.context.new_cdp_session(page)
    wide: Any = cdp.send("Page.getLayoutMetrics")["cssContentSize"]["width"]
    assert wide <= width, name
    if os.environ.get("CONSULTANT_TEST_PICTURES"):
        folder = Path(os.environ["CONSULTANT_TEST_PICTURES"])
        page.screenshot(
            path=folder / f"{name}-{width}-{page.evaluate('matchMedia(`(prefers-color-scheme: dark)`).matches')}.png",
            full_page=True,
        )


def test_from_the_link_to_the_reply(page: Page, served: Served, address: str):
    page.goto(address)
    sound(page, "1-enter")
    page.click("button:has-text('Mail me a code')")
    code = mailed_code(served.services)
    page.fill("#code", f"{(int(code.replace(' ', '')) + 1) % 1_000_000:06}")
    page.click("button:has-text('Open the thread')")
    expect(page.locator("#code-wrong")).to_be_visible()
    sound(page, "2-wrong")
    page.fill("#code", code)
    page.click("button:has-text('Open the thread')")

    expect(page.locator("h1")).to_contain_text("Knee")
    expect(page.locator(".msg")).to_have_count(2)
    expect(page.locator(".msg[data-from=desk] li b")).to_have_text(["20611-RT", "76942-59."])
    sound(page, "3-thread")
    page.fill("#text", "And the left knee?")
    page.set_input_files("#files", [{"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}])
    page.click("button:has-text('Send the reply')")

    expect(page.locator("[role=status]")).to_contain_text("A coder reads it next")
    expect(page.locator(".msg")).to_have_count(3)
    expect(page.locator(".msg").last.locator(".file")).to_contain_text("scan.pdf")
    sound(page, "4-replied")
    page.click("button:has-text('Sign out')")
    expect(page.locator("text=Mail me a code")).to_be_visible()


def test_a_wrong_link_and_an_empty_reply_say_what_to_do(page: Page, served: Served, address: str):
    page.goto(f"/t/{'x' * 48}")
    expect(page.locator("h1")).to_have_text("This link opens nothing")
    sound(page, "5-gone")
    page.goto(address)
    page.click("button:has-text('Mail me a code')")
    page.fill("#code", mailed_code(served.services))
    page.click("button:has-text('Open the thread')")
    page.click("button:has-text('Send the reply')")

    expect(page.locator("[role=alert]")).to_contain_text("The reply is empty")
    sound(page, "6-empty")
    assert re.search(r"/reply$", page.url)
