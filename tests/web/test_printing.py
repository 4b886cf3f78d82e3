import re

import pytest
from flask import Flask

from consultant.domain.tickets import State
from consultant.web import printing
from tests.web.conftest import Browser


def test_a_page_prints_just_the_icons_that_it_uses(coder: Browser, make):
    ticket_id = make.ticket()
    for address in ("/", f"/tickets/{ticket_id}", "/outbox", "/codes", "/me"):
        page = coder.page(address)
        drawn = [symbol["id"] for symbol in page.find_all("symbol")]
        used = {use["href"].removeprefix("#") for use in page.find_all("use")}
        assert used <= set(drawn)
        assert len(drawn) == len(set(drawn))


def test_parts_that_are_fetched_later_use_only_icons_that_their_page_has(coder: Browser, make):
    ticket_id = make.ticket()
    for whole, part in (
        (f"/tickets/{ticket_id}", f"/tickets/{ticket_id}/parts"),
        ("/?view=all", f"/queue/rows?view=all&ids={ticket_id}"),
    ):
        drawn = {symbol["id"] for symbol in coder.page(whole).find_all("symbol")}
        assert {use["href"].removeprefix("#") for use in coder.part(part).find_all("use")} <= drawn


def test_an_icon_that_is_not_drawn_is_a_fault_of_the_template(app: Flask):
    with app.test_request_context("/"), pytest.raises(KeyError):
        printing.icon("nothing")


def test_every_state_has_its_sign():
    assert set(printing.STATE_SIGNS) == {*State, "failed"}


def test_modifiers_wear_their_tone():
    assert printing.tone("modifier") == "mod"
    assert printing.tone("cm") == "cm"


def test_ids_of_a_page_are_unique(coder: Browser, make):
    ticket_id = make.ticket()
    for address in ("/?view=all", f"/tickets/{ticket_id}", "/codes"):
        ids = re.findall(r' id="([^"]+)"', str(coder.page(address)))
        assert len(ids) == len(set(ids)), address
