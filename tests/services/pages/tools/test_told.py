from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.shelf import Shelf
from consultant.bootstrap import Services
from consultant.coding.catalogue import Catalogue
from consultant.coding.facts import FactName
from consultant.coding.sets import System
from consultant.errors import Forbidden, NotFound
from consultant.services import facts
from consultant.services.pages.check import TypedLine
from consultant.services.pages.tools import told
from consultant.services.pages.tools.told import Told
from tests.factories.make import Make
from tests.factories.releases import install_shelf
from tests.factories.work import work
from tests.services.pages.tools.conftest import ASKER, CODER, TODAY


def test_a_ticket_tells_its_claim_and_the_facts_that_hold(services: Services, make: Make, shipped_releases: Path):
    shelf = Shelf(shipped_releases, services.blobs.open_path)
    install_shelf(services.database, shelf)
    desk = replace(services, shelf=shelf)
    ticket_id = make.ticket(
        text="Medicare, seen 08/27/2026, POS 11, Columbus, OH 43215. We billed 99214-25, 20610-RT, J7325 x 48 and M17.11."
    )
    work(desk)
    with desk.database.transaction() as tx:
        facts.correct(tx, make.person(), ticket_id, FactName.STATE, "AL", clock=desk.clock)
        found = told.of_ticket(tx, CODER, ticket_id)

        assert (found.on, found.state, found.place, found.payer) == ("2026-08-27", "AL", "11", "Medicare")
        assert found.codes == ("99214", "20610", "J7325", "M17.11")
        assert list(found.visits) == [TypedLine("99214", "25", "")]
        assert [line.code for line in found.procedures] == ["20610", "J7325"]
        assert found.reference == f"CQ-{100_000 + ticket_id}"
        with pytest.raises(NotFound):
            told.of_ticket(tx, CODER, 99)
        with pytest.raises(Forbidden):
            told.of_ticket(tx, ASKER, ticket_id)


def test_a_ticket_that_tells_nothing_has_empty_words():
    assert (Told(7).codes, list(Told(7).visits), list(Told(7).procedures)) == ((), [], [])


def test_a_field_is_read_or_what_is_wrong_is_said():
    wrong: dict[str, str] = {}
    typed = {"on": "08/27/2026", "bad": "2026-13-01", "units": "3", "many": "1000", "code": "j7325", "odd": "XYZ"}

    assert told.day(typed, "on", wrong) == TODAY
    assert told.number(typed, "units", wrong, most=9) == 3
    assert told.procedure(typed, "code", wrong) == (System.HCPCS, "J7325")
    assert (told.day(typed, "none", wrong), told.number(typed, "none", wrong, most=9)) == (None, None)
    assert told.procedure(typed, "none", wrong) is None
    assert wrong == {}
    assert told.day(typed, "bad", wrong) is None
    assert told.number(typed, "many", wrong, most=999) is None
    assert told.procedure(typed, "odd", wrong) is None
    assert set(wrong) == {"bad", "many", "odd"}


def test_a_code_is_shown_with_its_standing_words_and_release(catalogue: Catalogue):
    drug = told.shown(catalogue, System.HCPCS, "J7325", date(2026, 5, 1))
    number = told.shown(catalogue, System.CPT, "99214", date(2026, 5, 1))

    assert (drug.status, drug.release) == ("billable", "HCPCS Level II sample of 70 codes, 2026")
    assert drug.text.endswith("1 mg")
    assert (number.status, number.text, number.release) == ("not_checked", "", None)
