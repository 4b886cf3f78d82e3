"""What changes by itself, in a real browser. How soon: ``python -m bench.latency``."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from consultant.domain.references import format_reference
from consultant.services import notes, tickets
from tests.browser.conftest import Served
from tests.factories.cases import attach_codes
from tests.factories.mails import mail

pytestmark = pytest.mark.browser


def test_a_new_ticket_shows_on_an_open_queue_by_itself(page: Page, served: Served):
    page.goto("/?view=unassigned")
    expect(page.locator("#live")).to_have_text("Live")
    page.wait_for_timeout(300)  # the stream opens; a person does not write sooner

    ticket_id = served.make.ticket(subject="Which side?")
    page.wait_for_selector(f"#t{ticket_id}")

    assert page.locator("#say").text_content() == f"New: {format_reference(ticket_id)}"
    expect(page.locator(".view[title=Unassigned] .count")).to_have_text("1")


def test_eight_tabs_share_one_stream_and_all_show_the_ticket(context: BrowserContext, served: Served):
    streams: list[str] = []
    context.on("request", lambda asked: streams.append(asked.url) if asked.url.endswith("/live") else None)
    tabs = [context.new_page() for _ in range(8)]
    for tab in tabs:
        tab.goto("/?view=unassigned")
        expect(tab.locator("#live")).to_have_text("Live")
    tabs[0].wait_for_timeout(300)

    ticket_id = served.make.ticket(subject="Which side?")
    for tab in tabs:
        tab.wait_for_selector(f"#t{ticket_id}, #fresh:not([hidden])", state="attached")

    assert len(streams) == 1


def test_when_the_leading_tab_closes_another_one_leads(context: BrowserContext, served: Served):
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        tab.goto("/?view=unassigned")
    first.close()
    second.wait_for_timeout(300)

    ticket_id = served.make.ticket(subject="Which side?")

    second.wait_for_selector(f"#t{ticket_id}")


def test_new_rows_wait_behind_a_bar_that_names_them_while_the_pointer_is_in_the_list(page: Page, served: Served):
    first = served.make.ticket(mail(subject="First"))
    page.goto("/?view=unassigned")
    page.wait_for_timeout(300)
    page.hover(f"#t{first}")
    before = page.locator(f"#t{first}").bounding_box()

    second = served.make.ticket(mail(subject="Second"))
    bar = page.locator("#fresh")
    expect(bar).to_contain_text(f"1 new: {format_reference(second)}")

    assert page.locator(f"#t{second}").count() == 0
    assert before is not None
    bar.get_by_role("button", name="Show").click()
    page.wait_for_selector(f"#t{second}")
    expect(bar).to_be_hidden()


def test_a_row_changes_where_it_stands_and_keeps_its_tick(page: Page, served: Served):
    ticket_id = served.make.ticket(subject="First")
    page.goto("/?view=all")
    page.wait_for_timeout(300)
    page.check(f"#t{ticket_id} .tick")

    with served.services.database.transaction() as tx:
        tickets.change_tags(tx, served.person, ticket_id, ["knee"], clock=served.services.clock)

    expect(page.locator(f"#t{ticket_id} .who")).to_contain_text("knee")
    assert page.is_checked(f"#t{ticket_id} .tick")


def test_a_row_that_no_longer_belongs_leaves_by_itself_but_not_from_under_the_pointer(page: Page, served: Served):
    first, second = (served.make.ticket(mail(subject=f"Question {n}")) for n in range(2))
    page.goto("/?view=unassigned")
    page.wait_for_timeout(300)

    with served.services.database.transaction() as tx:
        tickets.assign(tx, served.person, first, served.person.user_id, clock=served.services.clock)
    expect(page.locator(f"#t{first}")).to_have_count(0)
    page.hover(f"#t{second}")
    with served.services.database.transaction() as tx:
        tickets.assign(tx, served.person, second, served.person.user_id, clock=served.services.clock)

    expect(page.locator(f"#t{second}")).to_have_attribute("data-gone", "")


def test_lookups_fill_in_by_themselves(page: Page, served: Served):
    ticket_id = served.make.ticket()
    page.goto(f"/tickets/{ticket_id}")
    expect(page.locator("#case")).to_have_attribute("aria-busy", "true")
    page.wait_for_timeout(300)

    attach_codes(served.services, ticket_id)
    served.events.publish("ticket", {"ticket_id": ticket_id})

    expect(page.locator(".codecard .num").first).to_have_text("M17.11")


def test_a_note_of_somebody_else_stops_send_until_it_is_read_and_the_text_stays(page: Page, served: Served):
    ticket_id = served.make.ticket()
    colleague = served.make.person(name="Marcus Oyelaran")
    page.goto(f"/tickets/{ticket_id}")
    page.fill("#answer", "M17.11 is right.")
    page.wait_for_timeout(300)

    with served.services.database.transaction() as tx:
        notes.add(tx, colleague, ticket_id, "It was the left knee.", form_key="note-key-1", clock=served.services.clock)

    strip = page.locator("#strip")
    expect(strip).to_contain_text("Marcus Oyelaran wrote")
    expect(strip).to_contain_text("Read it, then send. Your text is kept.")
    expect(page.locator("#send")).to_be_disabled()
    expect(page.locator(".msg[data-from=note]")).to_contain_text("left knee")
    assert page.input_value("#answer") == "M17.11 is right."
    page.click("#have-read")
    page.click("#send")
    expect(page.locator(".msg[data-from=desk]")).to_contain_text("M17.11 is right.")


def test_an_answer_sent_from_another_window_stops_send_in_this_one(context: BrowserContext, served: Served):
    ticket_id = served.make.ticket()
    here, there = context.new_page(), context.new_page()
    for window in (here, there):
        window.goto(f"/tickets/{ticket_id}")
    here.fill("#answer", "M17.12 is right.")

    there.fill("#answer", "M17.11 is right.")
    there.click("#send")

    expect(here.locator("#strip")).to_contain_text("You wrote")
    expect(here.locator("#send")).to_be_disabled()
    expect(here.locator(".msg[data-from=desk]")).to_contain_text("M17.11 is right.")
    assert here.input_value("#answer") == "M17.12 is right."


def test_without_a_stream_the_page_asks_each_second(page: Page, served: Served):
    page.route("**/live", lambda route: route.fulfill(status=503, body="full"))
    page.goto("/?view=unassigned")
    page.wait_for_timeout(1500)

    ticket_id = served.make.ticket(subject="Which side?")

    page.wait_for_selector(f"#t{ticket_id}", timeout=3000)
