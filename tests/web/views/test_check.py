import time

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from consultant.bootstrap import Services
from consultant.db.models import ReadLog
from tests.factories.cases import attach_codes
from tests.web.conftest import Browser

pytestmark = pytest.mark.usefixtures("library")
CLAIM = "/check?code=J7325&mod=JZ&units=48&dx=M17.1&on=2026-05-01"


def soup(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def test_an_address_opens_the_claim_with_its_result(coder: Browser):
    page = coder.page(CLAIM)

    result = page.find(id="check-result")
    assert "Result for 1 May 2026" in result.h2.text
    assert "Stop: M17.1 is not billable" in " ".join(result.find(class_="finding").text.split())
    assert "dx-not-billable" in result.find(class_="source").text
    assert "FY 2026, release of 1 Apr 2026" in result.find(class_="source").text
    assert "Not checked" in result.text
    assert page.find("input", attrs={"name": "units"})["value"] == "48"


def test_age_and_sex_come_by_the_form_and_are_in_no_address(coder: Browser):
    form = coder.page("/check").find(id="check-form")

    page = soup(coder.submit(form, dx="M17.11", age="71", sex="F", on="2026-05-01"))
    by_address = coder.page(CLAIM + "&age=71&sex=F")

    assert page.find(id="age")["value"] == "71"
    assert page.find("option", value="F").has_attr("selected")
    link = page.find("a", attrs={"data-copy": True})["href"]
    assert "age" not in link
    assert "sex" not in link
    assert by_address.find(id="age")["value"] == ""


def test_a_pasted_claim_is_split_into_the_form_and_judged_and_what_is_left_is_shown(coder: Browser):
    form = coder.page("/check").find(id="check-form")

    page = soup(coder.submit(form, paste="J7325 JZ x48 zebra; M17.1; DOS 5/1/2026 POS 11; Medicare Part B; 71 y/o F"))

    cells = [field["value"] for field in page.find("tbody").find_all("input")][:3]
    assert cells == ["J7325", "JZ", "48"]
    assert (page.find(id="on")["value"], page.find(id="place")["value"]) == ("2026-05-01", "11")
    assert page.find("option", value="Medicare Part B").has_attr("selected")
    assert [one.text for one in page.find(id="pasted").find_all("li")] == ["zebra"]
    assert "Taken into the form: 1 line, 1 diagnosis, date of service" in page.find(id="pasted").text
    assert page.find(id="paste").text == ""
    assert "M17.1 is not billable" in page.find(id="check-result").text
    link = page.find("a", attrs={"data-copy": True})["href"]
    assert link == "/check?code=J7325&mod=JZ&units=48&dx=M17.1&on=2026-05-01&payer=Medicare+Part+B&place=11"


def test_an_address_holds_no_words_of_its_own(coder: Browser):
    page = coder.page(f"{CLAIM}&payer=John+Smith&place=11&paste=99213")

    assert "John Smith" not in page.text
    assert page.find(id="payer").find("option", selected=True) is None
    assert (page.find(id="place")["value"], page.find(id="paste").text) == ("11", "")


def test_a_paste_that_is_too_long_is_kept_and_nothing_is_judged(coder: Browser):
    form = coder.page("/check").find(id="check-form")

    page = soup(coder.submit(form, paste="99213 " * 2000, dx="M17.11"))

    assert page.find(id="paste")["aria-invalid"] == "true"
    assert "At most 10,000 characters" in page.find(id="w-paste").text
    assert page.find(id="paste").text.strip().startswith("99213 99213")
    assert "Result for" not in page.find(id="check-result").text


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(coder: Browser):
    form = coder.page("/check").find(id="check-form")

    page = soup(coder.submit(form, code="20611", units="one", dx="M17.11", age="71"))

    field = page.find("input", attrs={"name": "units"})
    assert (field["value"], field["aria-invalid"]) == ("one", "true")
    assert page.find(id=field["aria-describedby"]).text == "Units are a whole number."
    assert page.find("input", attrs={"name": "dx"})["value"] == "M17.11"
    assert "Nothing was judged" in page.find(role="alert").text


def test_a_script_gets_the_result_alone(coder: Browser):
    answer = coder.client.post(
        "/check", data={"csrf_token": coder.token(), "dx": "M17.11"}, headers={"HX-Request": "true"}
    )

    assert answer.text.lstrip().startswith('<section class="panel" id="check-result"')


def test_lines_keep_their_order_with_empty_cells_and_empty_lines_between(coder: Browser):
    answer = coder.post("/check", code=["20611", "", "J7325"], mod=["RT", "", ""], units=["", "", "48"])

    cells = [field["value"] for field in soup(answer).find("tbody").find_all("input")][:6]
    assert cells == ["20611", "RT", "", "J7325", "", "48"]


def test_a_ticket_fills_the_form_and_reading_it_is_logged(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()
    attach_codes(desk, ticket_id)
    link = coder.page(f"/tickets/{ticket_id}").find("a", string="Check them")

    page = coder.page(link["href"])

    assert page.find("input", attrs={"name": "dx"})["value"] == "M17.11"
    assert page.find(id="on")["value"] == "2026-08-27"
    assert "as CQ-100001 tells the claim" in page.find(class_="bar").text
    coder.page("/check?ticket=99", status=404)
    with desk.database.reading() as tx:
        assert tx.scalar(select(func.count()).select_from(ReadLog).where(ReadLog.ticket_id == ticket_id)) == 2


def test_the_rail_leads_to_the_page(coder: Browser):
    assert coder.page("/check").find("nav", class_="rail").find("a", attrs={"aria-current": "page"})["href"] == "/check"


def test_a_claim_of_ten_lines_is_answered_at_once(coder: Browser):
    address = "/check?" + "&".join(["code=J7325&mod=JZ&units=48"] * 10 + ["dx=M17.11", "on=2026-05-01"])
    coder.page(address)

    began = time.process_time()
    coder.page(address)

    assert time.process_time() - began < 0.25
