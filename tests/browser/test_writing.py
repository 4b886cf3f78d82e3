"""Writing in a real browser: drafts, preview, Cc, sending, undo."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from consultant.db.models import Draft, OutboundMail
from consultant.services import drafts
from tests.browser.conftest import Served, axe

pytestmark = pytest.mark.browser


def test_what_is_typed_is_kept_and_shows_as_the_email_beside(page: Page, served: Served):
    ticket_id = served.make.ticket()
    page.goto(f"/tickets/{ticket_id}")

    page.fill("#answer", "Send M17.11 first.")

    expect(page.locator("#saved")).to_contain_text("Saved")
    expect(page.frame_locator("#preview").locator("body")).to_contain_text("Send M17.11 first.")
    page.click("[data-preview=text]")
    expect(page.frame_locator("#preview").locator("body")).to_contain_text("Subject: Re: Knee question")
    page.reload()
    assert page.input_value("#answer") == "Send M17.11 first."
    with served.services.database.reading() as tx:
        assert tx.scalar(select(Draft.text)) == "Send M17.11 first."


def test_typing_leaves_no_steps_in_the_browsers_history(page: Page, served: Served):
    ticket_id = served.make.ticket()
    page.goto("/?view=unassigned")
    page.click(f"#t{ticket_id} a")
    page.wait_for_selector("#answer")
    page.fill("#answer", "One.")
    expect(page.frame_locator("#preview").locator("body")).to_contain_text("One.")

    page.go_back()

    expect(page).to_have_url(f"{served.address}/?view=unassigned")


def test_control_enter_sends_and_undo_takes_it_back(page: Page, served: Served):
    ticket_id = served.make.ticket()
    page.goto(f"/tickets/{ticket_id}")
    page.fill("#answer", "Send M17.11 first.")

    page.press("#answer", "Control+Enter")
    page.click(".toast button")

    expect(page.locator("#answer")).to_have_value("Send M17.11 first.")
    with served.services.database.reading() as tx:
        assert tx.scalar(select(OutboundMail.state)) == "cancelled"


def test_the_toast_goes_when_the_time_is_over(page: Page, served: Served):
    ticket_id = served.make.ticket()
    page.goto(f"/tickets/{ticket_id}")
    page.fill("#answer", "Send M17.11 first.")
    page.click("#send")

    expect(page.locator(".toast")).to_be_visible()
    expect(page.locator(".toast")).to_have_count(0, timeout=6000)
    assert "sent=" not in page.url


def test_an_address_outside_the_askers_domain_is_marked(page: Page, served: Served):
    ticket_id = served.make.ticket(Cc="claims@clearpath-rcm.example")
    page.goto(f"/tickets/{ticket_id}")

    page.click("[data-add-cc]")
    page.press("#cc", "End")
    page.locator("#cc").press_sequentially(", boss@northfork-ortho.example")

    expect(page.locator("#cc-chips .chip")).to_have_text(["claims@clearpath-rcm.example, outside domain"])


def test_the_note_has_its_own_box_and_paper(page: Page, served: Served):
    ticket_id = served.make.ticket()
    page.goto(f"/tickets/{ticket_id}")

    page.click("text=Internal note")
    expect(page.locator(".composer")).to_have_class("composer is-note")
    page.fill("#note", "The unit is 1 mg.")
    page.press("#note", "Control+Enter")

    expect(page.locator(".msg[data-from=note]")).to_contain_text("The unit is 1 mg.")


def test_a_draft_that_could_not_be_kept_stays_in_the_browser(page: Page, served: Served):
    ticket_id = served.make.ticket()
    page.goto(f"/tickets/{ticket_id}")
    page.route("**/drafts/reply", lambda route: route.fulfill(status=503, body=""))

    page.fill("#answer", "Send M17.11 first.")

    expect(page.locator("#saved")).to_contain_text("Not saved; kept here")
    with served.services.database.reading() as tx:
        assert drafts.load(tx, served.person, ticket_id, "reply") == ""
    page.unroute("**/drafts/reply")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("#answer")).to_have_value("Send M17.11 first.")


def test_mail_in_its_frame_runs_nothing_and_loads_nothing(page: Page, served: Served):
    html = '<p id="x">Laid <b>out</b></p><script>document.title="broken"</script><img src="http://127.0.0.1:48111/pixel.gif">'
    ticket_id = served.make.ticket(html=html)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/tickets/{ticket_id}")
    assert not any("/html" in url for url in asked)

    page.click("summary:has-text('As it was laid out')")

    expect(page.frame_locator(".look iframe").locator("b")).to_have_text("out")
    assert not any("pixel" in url for url in asked)
    assert "broken" not in page.title()


def test_files_are_added_at_once_listed_and_taken_out_and_the_text_stays(page: Page, served: Served):
    ticket_id = served.make.ticket()
    page.goto(f"/tickets/{ticket_id}")
    page.fill("#answer", "Send M17.11 first.")
    large = {"name": "large.bin", "mimeType": "application/octet-stream", "buffer": b"\xff" * 12_000_000}

    page.set_input_files("[data-files]", [{"name": "one.pdf", "mimeType": "application/pdf", "buffer": b"1"}, large])

    rows = page.locator("#answer-files li")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("attached")
    expect(rows.nth(1)).to_contain_text("leaves as a link")
    expect(page.locator("#answer")).to_have_value("Send M17.11 first.")
    expect(page.frame_locator("#preview").locator("a", has_text="large.bin")).to_be_visible()
    assert axe(page) == []
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe(page) == []
    page.click("text=Remove >> nth=0")
    expect(rows).to_have_count(1)
    page.click("#send")
    page.click(".toast button")

    expect(rows).to_have_count(1)
    expect(page.locator("#answer")).to_have_value("Send M17.11 first.")


def test_enter_in_the_copies_sends_and_takes_no_file_out(page: Page, served: Served):
    ticket_id = served.make.ticket()
    page.goto(f"/tickets/{ticket_id}")
    page.fill("#answer", "Send M17.11 first.")
    page.set_input_files("[data-files]", [{"name": "one.pdf", "mimeType": "application/pdf", "buffer": b"1"}])
    expect(page.locator("#answer-files li")).to_have_count(1)

    page.press("#cc", "Enter")

    expect(page.locator(".toast")).to_be_visible()
    expect(page.locator("#answer-files li")).to_have_count(0)
