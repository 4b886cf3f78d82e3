import contextlib
import csv
import io
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from consultant.adapters.packing import unpacked
from consultant.bootstrap import Services
from consultant.db.models import Job
from consultant.domain.rights import Role
from consultant.services import code_releases
from tests.coding.releases.official import FEE_ROWS, fee_csv
from tests.factories import rows
from tests.factories.cpt import MARKER
from tests.web.conftest import Browser

LIMITS = (
    b'"HCPCS/CPT Code","Practitioner Services MUE Values","MUE Adjudication Indicator","MUE Rationale"\n20610,2,1,x\n'
)
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
    given = {"csrf_token": token, "effective": "2026-07-01", "file": (io.BytesIO(LIMITS), "mue.csv")}

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
    [
        ("", None, "Choose the official file"),
        ("soon", (io.BytesIO(LIMITS), "mue.csv"), "no date"),
        ("", (io.BytesIO(b"<html>not found</html>"), "mue.csv"), "not a web page (HTML)"),
    ],
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


@pytest.mark.parametrize("packed", [False, True])
def test_without_a_licence_no_word_of_cpt_is_on_a_disk_while_a_file_comes_in_or_when_it_is_kept(
    sign_in: Callable[..., Browser], desk: Services, packed: bool
):
    """Every file that the process holds open is read while the upload comes in, those without a name too."""
    lead, seen = sign_in(Role.LEAD), list[int]()
    token = lead.page("/releases").find("meta", attrs={"name": "csrf-token"})["content"]
    schedule = fee_csv(*(FEE_ROWS[0].replace("our own words", f"{MARKER} {at}") for at in range(20_000)))
    name, content = ("RVU26C.zip", zipped(schedule)) if packed else ("PPRRVU2026_Jul_nonQPP.csv", schedule)
    given = {"csrf_token": token, "file": FileStorage(io.BytesIO(content), name)}
    boundary, body = encode_multipart(given)

    class Coming(io.BytesIO):
        def readinto(self, buffer: Any) -> int:
            seen.append(sum(MARKER.encode() in open_file for open_file in open_files()))
            return super().readinto(buffer)

    answer = lead.client.post(
        "/releases/imports",
        input_stream=Coming(body),
        content_length=len(body),
        content_type=f"multipart/form-data; boundary={boundary}",
    )

    assert answer.status_code == 302
    assert len(seen) > 3
    assert not any(seen)
    assert not any(MARKER.encode() in kept for kept in everything(desk.settings.data_dir))
    assert any(b"20610,," in kept for kept in everything(desk.settings.data_dir))


def zipped(schedule: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("PPRRVU2026_Jul_nonQPP.csv", schedule)
        archive.writestr("RVU26C.pdf", f"%PDF {MARKER}")
    return out.getvalue()


def open_files() -> Iterator[bytes]:
    """What the regular files hold that this process has open."""
    for number in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            if stat.S_ISREG(number.stat().st_mode):
                yield number.read_bytes()


def everything(folder: Path) -> Iterator[bytes]:
    """Every file below a folder, and what is packed in it."""
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            yield content
            yield unpacked(content)


def test_a_coder_hands_nothing_in(coder: Browser):
    assert coder.post("/releases/imports").status_code == 403
    assert coder.page("/releases").find("form", enctype="multipart/form-data") is None
