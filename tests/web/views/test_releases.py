import csv
import io
from collections.abc import Callable

import pytest

from consultant.bootstrap import Services
from consultant.db.models import Job
from consultant.domain.rights import Role
from consultant.services import code_releases
from tests.factories import rows
from tests.web.conftest import Browser

pytestmark = pytest.mark.usefixtures("library")


def numbers(desk: Services) -> dict[str, int]:
    with desk.database.reading() as tx:
        return {one.system.value: one.id for one in code_releases.overview(tx, clock=desk.clock)}


def test_every_set_is_listed_with_its_releases_and_the_missing_ones_are_named(coder: Browser):
    page = coder.page("/releases")

    assert "ICD-10-CM FY 2026, release of 1 Apr 2026" in page.text
    assert "NCCI pairs, practitioner" in page.find("section", attrs={"aria-labelledby": "h-missing"}).text
    assert page.find("form", method="post", action=lambda action: action and action.startswith("/releases/")) is None


def test_a_lead_switches_a_release_off_and_on_without_a_restart(sign_in: Callable[..., Browser], desk: Services):
    lead, number = sign_in(Role.LEAD), numbers(desk)["cm"]
    for path in desk.shelf.folder.glob("*.release"):
        desk.blobs.put_file(path)  # where an installed release lies; the shelf is a cache

    lead.post(f"/releases/{number}/switch", to="off")
    off = lead.page("/codes/cm/M17.11?on=2026-05-01").text
    lead.post(f"/releases/{number}/switch", to="on")
    on = lead.page("/codes/cm/M17.11?on=2026-05-01").text

    assert "No ICD-10-CM release is installed" in off
    assert "Billable" in on


def test_two_releases_are_compared_as_a_page_and_as_a_table(coder: Browser, desk: Services):
    number = numbers(desk)["cm"]
    address = f"/releases/comparison?before={number}&after={number}"

    page = coder.page(address)
    table = coder.client.get(f"{address}&as=csv")

    assert "Nothing changed" in page.text
    assert list(csv.reader(io.StringIO(table.text))) == [["code", "change", "before", "after", "successors"]]
    assert table.mimetype == "text/csv"


@pytest.mark.parametrize("after", ["hcpcs", None])
def test_what_cannot_be_compared_is_said(coder: Browser, desk: Services, after: str | None):
    known = numbers(desk)

    coder.page(f"/releases/comparison?before={known['cm']}&after={known[after] if after else 'x'}", status=404)


def test_a_file_is_handed_in_and_its_import_is_followed(sign_in: Callable[..., Browser], desk: Services):
    lead = sign_in(Role.LEAD)
    token = lead.page("/releases").find("meta", attrs={"name": "csrf-token"})["content"]
    given = {"csrf_token": token, "effective": "2026-07-01", "file": (io.BytesIO(b"rows"), "mue.csv")}

    answer = lead.client.post("/releases/imports", data=given, content_type="multipart/form-data")

    assert answer.status_code == 302
    part = lead.part("/releases/imports")
    assert "mue.csv" in part.text
    assert "Waiting for a worker" in part.text
    assert part.find(id="imports-list")["hx-get"] == "/releases/imports"
    [job] = rows.every(desk, Job)
    assert job.kind == "import_release"


@pytest.mark.parametrize(
    ("effective", "file", "words"),
    [("", None, "Choose the official file"), ("soon", (io.BytesIO(b"rows"), "mue.csv"), "no date")],
)
def test_a_form_without_its_file_or_with_a_wrong_day_is_refused(
    sign_in: Callable[..., Browser], effective: str, file: object, words: str
):
    lead = sign_in(Role.LEAD)
    token = lead.page("/releases").find("meta", attrs={"name": "csrf-token"})["content"]
    given = {"csrf_token": token, "effective": effective} | ({"file": file} if file else {})

    answer = lead.client.post("/releases/imports", data=given, content_type="multipart/form-data")

    assert answer.status_code == 400
    assert words in answer.text


def test_a_coder_hands_nothing_in(coder: Browser):
    assert coder.post("/releases/imports").status_code == 403
    assert coder.page("/releases").find("form", enctype="multipart/form-data") is None
