"""The case beside the conversation in a real browser: facts by keys, the question back, the check of an answer, codes."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from consultant.adapters.library.shelf import Shelf
from consultant.db.models import LookupRun, OutboundMail, SaidFact
from tests.browser.conftest import Served, axe, sign_in
from tests.factories import rows
from tests.factories.releases import install_shelf
from tests.factories.work import work

pytestmark = pytest.mark.browser
QUESTION = "Medicare patient, 71 y/o M, seen 08/27/2026. Is M17.11 right for the knee? It was denied CO-97"


@pytest.fixture(autouse=True)
def library(served: Served, shipped_releases: Path) -> None:
    for path in shipped_releases.iterdir():
        served.services.shelf.folder.mkdir(parents=True, exist_ok=True)
        if not (served.services.shelf.folder / path.name).exists():
            (served.services.shelf.folder / path.name).symlink_to(path)
    install_shelf(served.services.database, Shelf(shipped_releases))


@pytest.fixture
def ticket_id(served: Served) -> int:
    found = served.make.ticket(text=QUESTION)
    work(served.services)
    return found


def test_facts_are_accepted_and_corrected_by_one_key_each(page: Page, served: Served, ticket_id: int):
    page.goto(f"/tickets/{ticket_id}")

    page.keyboard.press("y")
    expect(page.locator("#f-date-of-service .status")).to_contain_text("Accepted")
    page.keyboard.press("c")
    field = page.locator("#v-question-type")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#change-question-type")).to_be_hidden()
    page.click("#f-patient-sex [data-fact=c]")
    page.select_option("#v-patient-sex", "F")
    page.click("#change-patient-sex button[value=correct]")

    expect(page.locator("#f-patient-sex b")).to_have_text("Female")
    expect(page.locator("#case")).to_have_attribute("aria-busy", "true")
    assert axe(page) == []
    work(served.services)
    expect(page.locator("#case")).not_to_have_attribute("aria-busy", "true")
    said = {row.name: (row.value, row.accepted) for row in rows.every(served.services, SaidFact)}
    assert said == {"date of service": ("2026-08-27", True), "patient sex": ("F", False)}


def test_what_is_typed_into_a_fact_is_not_swapped_away_by_what_comes_in(page: Page, served: Served, ticket_id: int):
    page.goto(f"/tickets/{ticket_id}")
    page.click("#f-payer [data-fact=c]")
    page.fill("#v-payer", "Aetna of")

    with page.expect_response(lambda answer: "/parts" in answer.url) as parts:
        served.events.publish("ticket", {"ticket_id": ticket_id})
    parts.value.finished()

    expect(page.locator("#v-payer")).to_have_value("Aetna of")


def test_a_wrong_word_is_told_at_its_field(page: Page, ticket_id: int):
    page.goto(f"/tickets/{ticket_id}")
    page.click("#f-patient-age [data-fact=c]")
    page.fill("#v-patient-age", "old")
    page.keyboard.press("Enter")

    expect(page.locator("#w-patient-age")).to_contain_text("whole number of years")
    expect(page.locator("#v-patient-age")).to_have_value("old")
    assert axe(page) == []


def test_one_key_writes_the_question_back_and_sending_it_waits(page: Page, served: Served, ticket_id: int):
    with served.services.database.transaction() as tx:
        lacking = [{"name": "side", "question": "Which side was it?", "why": "It decides."}]
        tx.execute(update(LookupRun).values(missing=lacking))
    page.goto(f"/tickets/{ticket_id}")
    page.fill("#answer", "Dana,")

    page.locator("body").press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("b")

    expect(page.locator("#answer")).to_have_value("Dana,\n\n1. Which side was it?")
    expect(page.locator("#send")).to_have_text("Send and wait for the asker")
    page.click("#send")
    expect(page.locator("#head")).to_contain_text("Waiting for asker")
    assert [row.kind for row in rows.every(served.services, OutboundMail, kind="question_back")] == ["question_back"]


def test_an_answer_is_checked_while_it_is_typed_and_leaves_against_a_stop_with_a_reason(
    page: Page, served: Served, ticket_id: int
):
    page.goto(f"/tickets/{ticket_id}")

    page.locator("#answer").press_sequentially("Use M17.1 for it.", delay=5)
    expect(page.locator("#answer-check")).to_contain_text("M17.1 is not billable")
    expect(page.locator("#reason-field")).to_be_visible()
    assert axe(page) == []
    page.fill("#answer", "Use M17.11 for it.")
    expect(page.locator("#reason-field")).to_be_hidden()
    page.fill("#answer", "Use M17.1 for it.")
    expect(page.locator("#reason-field")).to_be_visible()
    page.click("#send")
    assert rows.every(served.services, OutboundMail, kind="answer") == []
    page.fill("#reason", "The payer asks for the category.")
    page.click("#send")

    expect(page.locator("#thread")).to_contain_text("The payer asks for the category.")


def test_a_code_comes_to_the_caret_by_keys(page: Page, ticket_id: int):
    page.goto(f"/tickets/{ticket_id}")

    page.keyboard.press("i")
    page.keyboard.type("m17.11", delay=5)
    expect(page.locator("#ins-found [data-insert]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.locator("#answer")).to_be_focused()
    assert page.input_value("#answer").startswith("M17.11 Unilateral primary osteoarthritis, right knee (ICD-10-CM")


def test_codes_are_found_while_one_types_and_reached_by_keys(page: Page):
    page.goto("/codes?on=2026-05-01")

    page.keyboard.type("m17.11", delay=5)
    expect(page.locator("#found .num").first).to_have_text("M17.11")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#found .hit header a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.check("text=HCPCS", force=True)
    expect(page.locator("#found [data-sys=cm]")).to_have_count(0)
    assert axe(page) == []


def test_a_claim_is_judged_as_it_is_filled(page: Page):
    page.goto("/check")
    page.fill("[name=dx] >> nth=0", "M17.1")
    page.fill("#on", "2026-05-01")
    page.locator("#on").blur()

    expect(page.locator("#check-result")).to_contain_text("M17.1 is not billable")
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.fill("[name=units] >> nth=0", "one")
    page.locator("[name=units] >> nth=0").press("Control+Enter")
    expect(page.locator("[aria-invalid=true]").first).to_be_focused()


def test_without_a_script_facts_answers_and_claims_are_worked_all_the_same(
    chromium: Browser, served: Served, ticket_id: int
):
    context = chromium.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    page.goto(f"/tickets/{ticket_id}")

    page.click("#f-date-of-service button[value=accept]")
    expect(page.locator("#f-date-of-service .status")).to_contain_text("Accepted")
    page.click("#f-patient-sex a")
    page.select_option("#v-patient-sex", "F")
    page.click("#change-patient-sex button[value=correct]")
    expect(page.locator("#f-patient-sex b")).to_have_text("Female")
    page.fill("#answer", "Use M17.1 for it.")
    page.click("#send")
    expect(page.locator("#reason")).to_be_visible()
    page.fill("#reason", "The payer asks for it.")
    page.click("#send")
    expect(page.locator("#thread")).to_contain_text("The payer asks for it.")
    context.close()
