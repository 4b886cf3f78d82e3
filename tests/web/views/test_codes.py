import re
from pathlib import Path

import pytest
from sqlalchemy import func, select

from consultant.adapters.library import icd10_lists
from consultant.bootstrap import Services
from consultant.db.models import ReadLog
from consultant.services import code_releases
from tests.factories.pcs import build_pcs
from tests.web.conftest import Browser

pytestmark = pytest.mark.usefixtures("library")


def codes(page) -> list[str]:
    return [number.text for number in page.select(".hit .num")]


def test_a_code_is_found_by_itself_first(coder: Browser):
    page = coder.page("/codes?q=m1711&on=2026-05-01")

    assert codes(page)[0] == "M17.11"
    assert "Unilateral primary osteoarthritis, right knee" in page.find(class_="hit").text
    assert "Billable" in page.find(class_="hit").text


def test_words_find_codes_and_each_says_why_and_where_it_was_read(coder: Browser):
    page = coder.page("/codes?q=unilateral+primary+osteoarthritis+right+knee&on=2026-05-01")

    assert codes(page)[0] == "M17.11"
    assert page.find(class_="why").text.strip()
    assert "ICD-10-CM" in page.select_one("#found .source").text
    assert "a sample" in page.select_one("#found footer").text


def test_the_beginning_of_a_code_lists_what_begins_so(coder: Browser):
    assert set(codes(coder.page("/codes?q=E11.6&on=2026-05-01"))) >= {"E11.6", "E11.61", "E11.610"}


def test_a_system_can_be_chosen(coder: Browser):
    page = coder.page("/codes?q=knee&sys=hcpcs&on=2026-05-01")

    assert {pill["data-sys"] for pill in page.select(".hit .pill")} <= {"hcpcs"}


def test_as_one_types_only_the_results_come(coder: Browser):
    part = coder.part("/codes?q=J7325&on=2026-05-01")

    assert part.find("nav") is None
    assert codes(part)[0] == "J7325"


def test_what_nothing_explains_says_what_was_looked_in(coder: Browser):
    assert "No code explains these words" in coder.page("/codes?q=zzqqxx").text


def test_an_empty_box_shows_the_installed_releases_and_their_age(coder: Browser):
    page = coder.page("/codes")

    assert "ICD-10-CM" in page.text
    assert "a sample, not the whole set" in page.text
    assert "no licensed file is installed" in page.text


def test_every_search_is_a_line_in_the_read_log_without_its_words(coder: Browser, desk: Services):
    coder.page("/codes?q=knee")
    coder.page("/codes")

    with desk.database.reading() as tx:
        rows = tx.execute(select(ReadLog.what, ReadLog.ticket_id, ReadLog.object_id)).all()
    assert [tuple(row) for row in rows] == [("search", None, None)]


def test_the_page_of_a_code_shows_hierarchy_notes_release_and_status_on_the_date(coder: Browser):
    page = coder.page("/codes/cm/S52.521A?on=2026-05-01")

    assert page.h1.text.startswith("Torus fracture of lower end of right radius")
    assert page.find(class_="chip", attrs={"data-sev": "ok"}).text == "Billable"
    tree = [item.get_text(" ") for item in page.select(".tree li")]
    assert any("S52" in line and "Fracture of forearm" in line for line in tree)
    assert "Excludes1" in page.find(attrs={"aria-labelledby": "h-notes"}).text
    assert page.find("input", attrs={"name": "on"})["value"] == "2026-05-01"


def test_a_header_shows_the_billable_codes_below_it(coder: Browser):
    page = coder.page("/codes/cm/S52.52?on=2026-05-01")

    assert "Not billable" in page.text
    assert "S52.521A" in page.find(class_="leaves").text


def test_a_code_in_no_list_offers_its_neighbours_and_a_cpt_number_is_not_checked(coder: Browser):
    unknown = coder.page("/codes/cm/M17.18?on=2026-05-01")
    cpt = coder.page("/codes/cpt/20611")

    assert "Unknown" in unknown.text
    assert "Spelled nearly so" in unknown.text
    assert "Not checked" in cpt.text
    assert "American Medical Association" in cpt.text


def test_a_date_outside_the_installed_year_is_not_checked(coder: Browser):
    assert "Not checked" in coder.page("/codes/cm/M17.11?on=2001-05-01").text


@pytest.mark.parametrize("address", ["/codes/cm/nonsense-code", "/codes/nothing/M17.11"])
def test_what_has_not_the_shape_of_a_code_is_not_found(coder: Browser, address):
    coder.page(address, status=404)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/codes?on=yesterday", "is no date"),
        ("/codes/cm/M17.11?on=2026-13-45", "is no date"),
        ("/codes/pcs/build?on=2026-02-30", "is no date"),
        ("/codes/cm/M17.11?on=0001-01-01", "nothing of that year"),
    ],
)
def test_a_date_that_cannot_be_is_refused_in_words(coder: Browser, desk: Services, address: str, words: str):
    assert words in coder.page(address, status=400).text
    with desk.database.reading() as tx:
        assert tx.scalar(select(func.count()).select_from(ReadLog)) == 0


@pytest.mark.usefixtures("list_of_the_year_before")
def test_the_page_of_a_code_that_went_tells_its_last_day_what_stands_instead_and_its_history(coder: Browser):
    gone = coder.page("/codes/cm/T78.1XXA?on=2026-05-01")
    split = coder.page("/codes/cm/G35?on=2026-05-01")

    assert "Last good on 30 Sep 2025. See T78.1" in gone.text
    instead = gone.select_one("[aria-labelledby=h-near]")
    assert instead.h2.text == "Probably instead"
    assert all(number.text.startswith("T78.1") for number in instead.select(".num"))
    rows = [" ".join(row.get_text(" ").split()) for row in gone.select("[aria-labelledby=h-history] .notes > div")]
    assert rows == [
        "ICD-10-CM FY 2026, release of 1 Apr 2026 not in it",
        "ICD-10-CM FY 2025, release of 1 Oct 2024 (list) billable Other adverse food reactions, initial encounter",
    ]
    assert "It stopped being billable on 1 Oct 2025." in split.text


@pytest.fixture
def list_of_the_year_before(desk: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of fiscal year 2025 with two codes that changed after it."""
    monkeypatch.setattr(icd10_lists, "LEAST_CODES", 1)
    path = tmp_path / "icd10cm_codes_FY2025.csv"
    path.write_text(
        "code,billable,short,long\nG35,1,Multiple sclerosis,Multiple sclerosis\n"
        'T781XXA,1,x,"Other adverse food reactions, initial encounter"\n'
    )
    built = icd10_lists.build_code_list(path, desk.shelf.folder)
    code_releases.keep(built, blobs=desk.blobs)
    with desk.database.transaction() as tx:
        code_releases.install(tx, built, clock=desk.clock)


@pytest.fixture
def procedures(desk: Services, tmp_path: Path) -> None:
    """Two tables of ICD-10-PCS with their definitions."""
    for built in build_pcs(tmp_path, desk.shelf.folder):
        code_releases.keep(built, blobs=desk.blobs)
        with desk.database.transaction() as tx:
            code_releases.install(tx, built, clock=desk.clock)


@pytest.mark.usefixtures("procedures")
def test_a_procedure_is_built_by_links_that_add_a_character(coder: Browser):
    at = coder.page("/codes?on=2026-05-01").find("a", string="Build an ICD-10-PCS code")["href"]

    for _ in range(7):
        page = coder.page(at)
        at = page.select_one("[aria-labelledby=h-next] a")["href"]
    whole = coder.page(at)

    assert "code=0SP" in page.find("a", string="Back one")["href"]
    assert "Billable" in whole.select_one("[aria-labelledby=h-whole]").text
    opened = whole.find("a", string=re.compile("Open the page of"))["href"]
    assert "Character by character" in coder.page(opened).text


@pytest.mark.usefixtures("procedures")
def test_typed_characters_are_added_and_a_whole_code_stands_for_itself(coder: Browser):
    added = coder.page("/codes/pcs/build?on=2026-05-01&code=0s&more=r")
    whole = coder.page("/codes/pcs/build?on=2026-05-01&code=0S&more=0SR90J9")
    refused = coder.page("/codes/pcs/build?on=2026-05-01&code=0SR&more=X1")

    assert added.find(id="h-chosen").text == "0SR"
    assert "Putting in material." in added.text
    assert whole.find(id="h-chosen").text == "0SR90J9"
    assert "No table has “X” behind 0SR." in refused.find(id="more-wrong").text


def test_without_tables_the_page_says_what_to_do(coder: Browser):
    page = coder.page("/codes/pcs/build?code=0SR")

    assert "An administrator imports the tables of CMS" in page.text
    assert page.find(id="h-next") is None


def test_each_code_that_was_found_is_copied_by_its_button_and_names_its_release(coder: Browser):
    hit = coder.page("/codes?q=m1711&on=2026-05-01").find(class_="hit")

    assert hit.find("button", attrs={"data-copy": "M17.11"}) is not None
    assert "ICD-10-CM FY 2026, release of 1 Apr 2026" in hit.find(class_="source").text


def test_for_an_answer_codes_come_to_be_inserted_with_their_words_or_alone(coder: Browser):
    part = coder.part("/codes?for=answer&q=m1711&on=2026-05-01")
    nothing, empty = coder.part("/codes?for=answer&q=zzzzqqq"), coder.part("/codes?for=answer&q=")

    whole, alone = part.find("li").find_all("button")
    assert whole["data-insert"].startswith("M17.11 Unilateral primary osteoarthritis, right knee (ICD-10-CM")
    assert alone["data-insert"] == "M17.11"
    assert "No code explains" in nothing.text
    assert "comes to the caret" in empty.text
