import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from consultant.bootstrap import Services
from consultant.db.models import ReadLog
from consultant.services import drafts
from consultant.web.views.tools import TOOLS, typed
from tests.factories.cases import attach_codes
from tests.factories.fees import install_fee_schedule
from tests.web.conftest import Browser

pytestmark = pytest.mark.usefixtures("library")
PAGES = {
    "visit": "family=office&on=2026-05-01&problems=chronics&risk=drug&minutes=25",
    "units": "code=J7325&on=2026-05-01&given=305+mg&opened=4+x+100+mg&dose=10+mg",
    "global": "code=27447&on=2026-03-10&days=090&second=2026-03-20",
    "seventh": "code=S52.521&on=2026-05-01&encounter=initial",
    "fee": "code=20610&on=2026-05-01&mod=RT",
}


def told(page: BeautifulSoup) -> str:
    result = page.find(id="result")
    assert result is not None
    return " ".join(result.get_text(" ").split())


def test_every_calculator_is_reached_by_rail_palette_and_list(coder: Browser):
    page = coder.page("/tools")

    assert page.find("nav", class_="rail").find("a", attrs={"aria-current": "page"})["href"] == "/tools"
    listed = {link["href"] for link in page.find(class_="list").find_all("a")}
    assert listed == {f"/tools/{name}" for name in TOOLS}
    assert listed <= {link["href"] for link in page.find(id="palette").find_all("a")}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("visit", "99214 Office, established patient"),
        ("units", "31 units and 9 wasted"),
        ("global", "9 Mar 2026 to 8 Jun 2026"),
        ("seventh", "S52.521A"),
        ("fee", "Not checked: no release of “Medicare physician fee schedule” for 1 May 2026 is installed."),
    ],
)
def test_an_address_opens_a_calculator_with_its_result(coder: Browser, name: str, words: str):
    page = coder.page(f"/tools/{name}?{PAGES[name]}")

    assert words in told(page)
    assert page.find(id="tool-form").get("method") is None
    assert page.find(id="f-on")["value"].startswith("2026-")


@pytest.mark.parametrize(
    ("query", "words", "unwanted"),
    [
        (
            "family=hospital-discharge&minutes=45",
            "99239 Hospital inpatient or observation, day of discharge",
            "problems",
        ),
        ("family=hospital-discharge", "It wants no minutes; 99239 wants more than 30 in the record.", "problems"),
        ("family=office-staff", "It is chosen by neither.", "What the record must show"),
        ("family=hospital-same-day&hours=7&minutes=80", "99223 Hospital inpatient or observation, initial", "99236 ("),
    ],
)
def test_a_kind_of_visit_with_rules_of_its_own_says_them(coder: Browser, query: str, words: str, unwanted: str):
    page = coder.page(f"/tools/visit?on=2026-05-01&{query}")

    assert words in told(page)
    assert page.find(id="result").find(class_="source") is not None
    assert unwanted not in told(page)


def test_a_session_shows_how_each_line_was_reached(coder: Browser, desk: Services, tmp_path: Path):
    install_fee_schedule(desk, tmp_path)

    page = coder.page("/tools/fee?code=45380&others=45385,+20610-RT,+43239&on=2026-08-27&locality=10112-00&place=11")

    assert "$226.92 together outside a facility, Alabama, AL; $400.06 if each were alone" in told(page)
    heads = [" ".join(row.get_text(" ").split()) for row in page.find(id="result").find_all("thead")]
    assert heads == ["45380 $10.02", "45385 $186.68", "20610-RT $30.22"]
    assert "of the endoscopy family of 45378, less the value of the base, $142.93" in told(page)
    assert "its value, number 2 of the day: 50 percent" in told(page)
    assert "does not list 43239; not counted" in told(page)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("hcpcs/J7325", ["units"]),
        ("cpt/27447", ["global", "fee"]),
        ("hcpcs/G0438", ["global", "fee"]),
        ("cm/S52.521", ["seventh"]),
        ("cm/M17.11", []),
    ],
)
def test_the_page_of_a_code_leads_to_the_calculators_that_fit_it(coder: Browser, code: str, names: list[str]):
    page = coder.page(f"/codes/{code}?on=2026-05-01")

    links = [link["href"] for link in page.find("main").find_all("a") if link["href"].startswith("/tools/")]
    assert links == [f"/tools/{name}?code={code.split('/')[1]}&on=2026-05-01" for name in names]


@pytest.mark.parametrize("name", list(TOOLS))
def test_an_empty_calculator_teaches_what_to_type(coder: Browser, name: str):
    page = coder.page(f"/tools/{name}")

    assert page.find(id="result").find(class_="empty") is not None
    assert page.find(id="result").find(class_="insert") is None


@pytest.mark.parametrize("name", list(TOOLS))
def test_a_script_gets_the_result_alone(coder: Browser, name: str):
    answer = coder.client.get(f"/tools/{name}?{PAGES[name]}", headers={"HX-Request": "true"})

    assert answer.text.strip().startswith('<section class="panel" id="result"')
    assert answer.text.count("<section") == 1


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(coder: Browser):
    page = coder.page("/tools/units?" + urlencode({"code": "J7325", "given": "5 ml", "opened": "some", "dose": "1 mg"}))

    field = page.find(id="f-opened")
    assert (field["value"], field["aria-invalid"]) == ("some", "true")
    assert "is no container" in page.find(id=field["aria-describedby"]).text
    assert "Not calculated" in told(page)


def test_a_ticket_fills_the_form_its_address_says_nothing_more_and_reading_is_logged(
    coder: Browser, make, desk: Services
):
    ticket_id = make.ticket()
    attach_codes(desk, ticket_id)
    link = coder.page(f"/tickets/{ticket_id}").find("a", string="Calculate")

    listed = coder.page(link["href"]).find(class_="list").find("a", href=f"/tools/global?ticket={ticket_id}")
    page = coder.page(listed["href"])

    form = page.find(id="tool-form")
    assert (form["method"], form["hx-post"]) == ("post", "/tools/global")
    assert page.find(id="f-on")["value"] == "2026-08-27"
    assert f"filled from CQ-{100_000 + ticket_id}" in page.find(class_="bar").text
    assert page.find("option", value="M17.11") is not None
    coder.page("/tools/global?ticket=CQ-100099", status=404)
    coder.page("/tools/global?ticket=nonsense", status=404)
    with desk.database.reading() as tx:
        assert tx.scalar(select(func.count()).select_from(ReadLog).where(ReadLog.ticket_id == ticket_id)) == 3


def test_what_is_typed_for_a_ticket_is_posted_and_calculated(coder: Browser, make):
    ticket_id = make.ticket()
    form = coder.page(f"/tools/global?ticket={ticket_id}").find(id="tool-form")

    answer = coder.submit(form, on="2026-03-10", days="090")

    page = BeautifulSoup(answer.text, "html.parser")
    assert "9 Mar 2026 to 8 Jun 2026" in told(page)
    assert page.find(id="result").find("form")["action"] == f"/tickets/{ticket_id}/reply/add"


def test_a_result_is_inserted_below_what_the_answer_holds(coder: Browser, make, desk: Services):
    ticket_id = make.ticket()
    with desk.database.transaction() as tx:
        drafts.save(tx, coder.person, ticket_id, "reply", "Dear Dana,", clock=desk.clock)
    form = coder.page(f"/tools/global?ticket={ticket_id}").find(id="tool-form")
    page = BeautifulSoup(coder.submit(form, on="2026-03-10", days="010").text, "html.parser")

    answer = coder.submit(page.find(id="result").find("form"))

    assert answer.headers["Location"] == f"/tickets/{ticket_id}#reply"
    text = coder.page(f"/tickets/{ticket_id}").find(id="answer").text
    assert text.strip().startswith("Dear Dana,\n\nThe procedure of 10 Mar 2026 has 010 global days")
    assert "Source: global days as chosen by the coder; Medicare Claims Processing Manual" in text


def test_nothing_is_inserted_for_nothing(coder: Browser, make):
    assert coder.post(f"/tickets/{make.ticket()}/reply/add", text=" ").status_code == 400
    assert coder.post("/tickets/99/reply/add", text="Words.").status_code == 404


def test_only_the_fields_of_a_calculator_are_taken():
    found = typed("units", {"code": " J1885 ", "age": "71", "given": "x" * 500})

    assert found["code"] == "J1885"
    assert "age" not in found
    assert len(found["given"]) == 200


@pytest.mark.parametrize("name", list(TOOLS))
def test_a_page_is_answered_at_once(coder: Browser, name: str):
    address = f"/tools/{name}?{PAGES[name]}"
    coder.page(address)

    began = time.process_time()
    coder.client.get(address)

    assert time.process_time() - began < 0.05
