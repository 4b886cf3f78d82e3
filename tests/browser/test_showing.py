"""Mail of strangers in a real browser: nothing runs, nothing leaves, and large mail opens."""

import pytest
from playwright.sync_api import Page, expect

from consultant.services import notes
from tests.browser.conftest import Served
from tests.factories.mails import mail

pytestmark = pytest.mark.browser

HOSTILE = (
    "<p id=x>Laid <b>out</b></p>"
    "<script>parent.document.title='broken'; fetch('http://127.0.0.1:48111/script')</script>"
    "<img src=x onerror=\"parent.document.title='broken'\"><svg onload=\"parent.document.title='broken'\"></svg>"
    "<form action='http://127.0.0.1:48111/form'><input name=q value=1><button>Go</button></form>"
    "<iframe src='http://127.0.0.1:48111/frame'></iframe><object data='http://127.0.0.1:48111/object'></object>"
    "<link rel=stylesheet href='http://127.0.0.1:48111/style'><style>@import url(http://127.0.0.1:48111/import)</style>"
    "<div style=\"background:url('http://127.0.0.1:48111/background')\">a</div>"
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:48111/refresh'><base href='http://127.0.0.1:48111/'>"
    "<video src='http://127.0.0.1:48111/video' autoplay></video><img src='http://127.0.0.1:48111/pixel.gif'>"
    "<a href=\"javascript:parent.document.title='broken'\">press</a>"
)


def opened(page: Page, served: Served, raw: bytes) -> list[str]:
    """Open the mail as it was laid out; return the addresses that were asked for."""
    ticket_id = served.make.ticket(raw)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/tickets/{ticket_id}")
    page.click("summary:has-text('As it was laid out')")
    return asked


def test_no_script_runs_no_request_leaves_and_no_form_posts(page: Page, served: Served):
    asked = opened(page, served, mail("See below", html=HOSTILE))

    frame = page.frame_locator(".look iframe")
    expect(frame.locator("b")).to_have_text("out")
    frame.locator("text=press").click()
    expect(frame.locator("form, iframe, object, script, svg, video, link, meta[http-equiv]")).to_have_count(0)
    assert "broken" not in page.title()
    assert [url for url in asked if ":48111/" in url] == []


def test_remote_images_are_loaded_by_the_readers_own_click(page: Page, served: Served):
    page.context.route("http://127.0.0.1:48111/**", lambda route: route.fulfill(status=204))
    asked = opened(page, served, mail("See below", html=HOSTILE))
    expect(page.frame_locator(".look iframe").locator("b")).to_have_text("out")
    assert [url for url in asked if ":48111/" in url] == []

    with page.expect_request("http://127.0.0.1:48111/**") as request:
        page.click("text=Show remote images")

    assert request.value.url == "http://127.0.0.1:48111/pixel.gif"
    assert "referer" not in request.value.headers
    assert {url for url in asked if ":48111/" in url} == {"http://127.0.0.1:48111/pixel.gif"}


def test_five_megabytes_of_html_open(page: Page, served: Served):
    row = "<tr><td>M17.11</td><td>Osteoarthritis, right knee</td><td>2026-08-27</td></tr>"
    html = f"<p>All claims</p><table>{row * (5_000_000 // len(row))}</table><p id=end>That was all</p>"

    opened(page, served, mail("See below", html=html))

    expect(page.frame_locator(".look iframe").locator("p").first).to_have_text("All claims", timeout=15_000)
    expect(page.locator("#answer")).to_be_editable()


def test_a_quote_of_ten_thousand_lines_is_folded_and_opens(page: Page, served: Served):
    quote = "\n".join(f"> line {number} of what was written before" for number in range(10_000))
    ticket_id = served.make.ticket(mail(f"Is M17.11 right?\n\nOn Mon, Nov 2, 2026 at 9:00 AM Dana wrote:\n{quote}\n"))
    page.goto(f"/tickets/{ticket_id}")

    message = page.locator(".msg[data-from=asker]")
    expect(message.locator(".text")).to_contain_text("Is M17.11 right?")
    expect(message.locator(".text")).not_to_contain_text("line 9999")
    message.locator("summary", has_text="The whole text").click()
    expect(message.locator("blockquote")).to_contain_text("line 9999")


def test_a_mail_that_is_read_stays_open_while_the_ticket_changes(page: Page, served: Served):
    asked = opened(page, served, mail("See below", html="<p>Laid <b>out</b></p>"))
    expect(page.frame_locator(".look iframe").locator("b")).to_have_text("out")

    with served.services.database.transaction() as tx:
        notes.add(tx, served.person, 1, "It was the left knee.", form_key="note-key-1", clock=served.services.clock)
    expect(page.locator(".msg[data-from=note]")).to_contain_text("left knee")

    expect(page.frame_locator(".look iframe").locator("b")).to_have_text("out")
    assert len([url for url in asked if url.endswith("/html")]) == 1
