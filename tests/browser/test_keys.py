"""The keyboard, in a real browser."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from consultant.db.models import User
from tests.browser.conftest import Served
from tests.factories.mails import mail

pytestmark = pytest.mark.browser


@pytest.fixture
def queue(page: Page, served: Served) -> Page:
    for n in range(3):
        served.make.ticket(mail(subject=f"Question {n}"))
    page.goto("/?view=unassigned")
    return page


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('.row')?.id ?? ''"))


def test_j_and_k_move_x_ticks_and_o_opens(queue: Page):
    for key in "jjjk":
        queue.keyboard.press(key)
    assert focused(queue) == "t2"

    queue.keyboard.press("x")
    expect(queue.locator(".bulk")).to_be_visible()
    queue.keyboard.press("x")
    queue.keyboard.press("o")

    queue.wait_for_url("**/tickets/2")


def test_a_ticket_is_answered_noted_assigned_and_left_by_keys(queue: Page, served: Served):
    queue.goto("/tickets/1")

    queue.keyboard.press("r")
    assert queue.evaluate("document.activeElement.id") == "answer"
    queue.keyboard.type("jkxe?")
    assert queue.input_value("#answer") == "jkxe?"
    queue.keyboard.press("Escape")
    queue.keyboard.press("n")
    assert queue.evaluate("document.activeElement.id") == "note"
    queue.keyboard.press("Escape")
    queue.keyboard.press("e")
    expect(queue.locator("#state")).to_be_visible()
    queue.keyboard.press("Escape")
    queue.keyboard.press("a")
    queue.keyboard.press("Enter")
    expect(queue.locator(".bar .acts")).to_contain_text("Priya")
    expect(queue.locator("#answer")).to_have_value("jkxe?")


def test_u_leads_back_to_the_row_one_came_from(queue: Page):
    queue.keyboard.press("j")
    queue.keyboard.press("j")
    row = focused(queue)
    queue.keyboard.press("o")
    queue.wait_for_selector("#answer")

    queue.keyboard.press("u")

    expect(queue.locator(f"#{row} .what a")).to_be_focused()


def test_g_leads_elsewhere_question_mark_lists_the_keys_and_slash_searches(queue: Page):
    queue.keyboard.press("?")
    expect(queue.locator("#keys")).to_be_visible()
    queue.keyboard.press("Escape")
    queue.keyboard.press("/")
    expect(queue.locator("#palette")).to_be_visible()
    queue.keyboard.type("CQ-100002")
    expect(queue.locator("#pal-found a").first).to_have_text("CQ-100002 Question 1")
    queue.keyboard.press("Escape")
    queue.keyboard.press("g")
    queue.keyboard.press("p")
    queue.wait_for_url("**/parked")


def test_single_keys_can_be_switched_off(queue: Page, served: Served):
    with served.services.database.transaction() as tx:
        tx.execute(update(User).values(single_keys=False))
    queue.reload()

    queue.keyboard.press("j")
    queue.keyboard.press("?")

    assert focused(queue) == ""
    expect(queue.locator("#keys")).to_be_hidden()
