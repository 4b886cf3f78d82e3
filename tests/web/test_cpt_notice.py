"""Wherever words of CPT are shown, the AMA's notice stands beside them; without a stated licence no word is shown."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from consultant.adapters.library import cpt_list
from consultant.adapters.library.shelf import Shelf
from consultant.bootstrap import Services
from consultant.domain.rights import Role
from consultant.services import code_releases, lookups
from tests.factories.cpt import MARKER, built_cpt, write_cpt, zip_cpt
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.web.api.conftest import Ask, ask, secret
from tests.web.conftest import Browser

__all__ = ["ask", "secret"]

OWNER = "CPT copyright 2025 American Medical Association. All rights reserved."
DAY = "on=2026-05-01"
PAGES = (
    f"/codes/cpt/69981?{DAY}",
    f"/codes?q=69981&{DAY}",
    f"/codes?q=invented+service+two&{DAY}",
    "/search?q=69981",
    "/tickets/1",
    "/releases/comparison?before=1&after=2",
    "/releases/comparison?before=1&after=2&as=csv",
)


@pytest.fixture(params=[True, False], ids=["licensed", "not licensed any more"])
def licensed(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def desk(sqlite_services: Services, licensed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Services:
    """A desk with two editions and a ticket that asks about one number, all of it from the time of the licence."""
    monkeypatch.setattr(cpt_list, "LEAST_CODES", 2)
    folder = sqlite_services.shelf.folder
    read = Shelf(folder, sqlite_services.blobs.open_path, cpt_licensed=True)
    before = replace(sqlite_services, shelf=read)
    for notice in ("Copyright 2024 somebody\n", "Copyright 2025 somebody\n"):
        built = built_cpt(tmp_path, folder, notice)
        code_releases.keep(built, blobs=before.blobs)
        with before.database.transaction() as tx:
            code_releases.install(tx, built, clock=before.clock)
    ticket_id = Make(before).ticket(mail("Is CPT 69981 right for a visit on 05/01/2026?"))
    with before.database.transaction() as tx:
        lookups.attach(tx, ticket_id, *lookups.read(tx, ticket_id, catalogue=before.library), clock=before.clock)
    return replace(
        before,
        settings=before.settings.model_copy(update={"redis_url": ""}),
        desk=replace(before.desk, cpt_licensed=licensed),
        shelf=Shelf(folder, before.blobs.open_path, cpt_licensed=licensed),
    )


def judged(said: str, licensed: bool) -> None:
    if licensed:
        assert MARKER in said
        assert OWNER in said
    else:
        assert MARKER not in said


@pytest.mark.parametrize("address", PAGES)
def test_on_every_page(coder: Browser, licensed: bool, address: str):
    said = coder.client.get(address).text

    # Without words two editions of the same numbers do not differ.
    assert "69981" in said or "comparison" in address or "service" in address
    if "comparison" not in address:
        judged(said, licensed)
    assert licensed or MARKER not in said


def test_in_the_palette(coder: Browser, licensed: bool):
    judged(str(coder.part("/search?q=69981")), licensed)


def test_in_the_api(ask: Ask, licensed: bool):
    sheet = ask("/codes/cpt/69981?date=2026-05-01")
    found = ask("/codes?q=69981&date=2026-05-01")["codes"]

    assert (sheet["card"]["status"], sheet["card"]["status_words"]) == ("billable", "Active")
    judged(str(sheet), licensed)
    judged(str(found), licensed)
    assert ask("/releases/comparison?before=1&after=2")["notices"][-1].startswith(OWNER)


def test_a_number_goes_on_being_checked(coder: Browser, licensed: bool):
    page = coder.page(f"/codes/cpt/69981?{DAY}")
    none = coder.page(f"/codes/cpt/69983?{DAY}")

    assert "Active" in page.text
    assert "In no list of this date." in none.text
    assert "No licence for it is stated" not in none.text
    assert ("No licence for it is stated" in page.text) is not licensed


@pytest.mark.parametrize("given", [lambda folder: write_cpt(folder)[0], zip_cpt])
def test_a_file_that_is_handed_in_without_a_licence_is_not_even_kept(
    sign_in: Callable[..., Browser], desk: Services, licensed: bool, tmp_path: Path, given: Callable[[Path], Path]
):
    lead = sign_in(Role.LEAD)
    path = given(tmp_path)
    before = set(desk.blobs.names())
    sent: dict[str, Any] = {"csrf_token": lead.token(), "file": (io.BytesIO(path.read_bytes()), path.name)}

    answer = lead.client.post("/releases/imports", data=sent, content_type="multipart/form-data")

    assert answer.status_code == (302 if licensed else 400)
    assert ("CONSULTANT_CPT_LICENCE" in answer.text) is not licensed
    assert (set(desk.blobs.names()) == before) is not licensed
