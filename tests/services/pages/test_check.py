from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.shelf import Shelf
from consultant.bootstrap import Services
from consultant.coding.catalogue import Catalogue
from consultant.coding.facts import FactName
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden, NotFound
from consultant.services import facts
from consultant.services.pages import check
from consultant.services.pages.check import CheckPage, Typed, TypedLine
from tests.factories.make import Make
from tests.factories.releases import install_shelf
from tests.factories.work import work

TODAY = date(2026, 8, 27)
CODER = Person(1, Role.CODER, "Priya")


@pytest.fixture(scope="module")
def catalogue(shipped_releases: Path) -> Catalogue:
    shelf = Shelf(shipped_releases)
    return shelf.catalogue(shelf.noted())


def show(catalogue: Catalogue, typed: Typed) -> CheckPage:
    return check.show(CODER, catalogue, typed, today=TODAY)


def test_a_claim_is_judged_with_what_was_not_checked_apart(catalogue: Catalogue):
    page = show(catalogue, Typed((TypedLine("20611", "rt,59", "1"),), ("m171", "W09.8XXA"), "2026-05-01"))

    assert page.result is not None
    assert page.result.on == date(2026, 5, 1)
    assert page.result.findings[0].rule == "dx-not-billable"
    assert {one.rule for one in page.result.unchecked} >= {"cpt-not-checked", "not-checked"}
    assert [(one.code, one.status.value) for one in page.result.codes] == [
        ("20611", "not_checked"),
        ("M17.1", "header"),
        ("W09.8XXA", "billable"),
    ]
    assert (page.result.gravest("m17.1"), page.result.gravest("W09.8XXA")) == ("stop", "")
    assert page.result.tally("stop") == 1


def test_without_a_date_today_is_taken(catalogue: Catalogue):
    page = show(catalogue, Typed(diagnoses=("M17.11",)))

    assert page.result is not None
    assert page.result.on == TODAY


def test_the_patient_reaches_the_rules(catalogue: Catalogue):
    typed = Typed(diagnoses=("O80",), on="2024-05-01", age="30", sex="M")

    page = show(catalogue, typed)

    assert page.result is not None
    assert page.wrong == {}


def test_what_cannot_be_read_is_named_at_its_field_and_everything_typed_is_kept(catalogue: Catalogue):
    typed = Typed(
        (TypedLine("20611", "RT", "one"), TypedLine("XYZ", "5", ""), TypedLine("", "RT", "1")),
        ("nonsense",),
        "2026-13-01",
        age="old",
        sex="x",
        place="home",
    )

    page = show(catalogue, typed)

    assert page.result is None
    assert set(page.wrong) == {"units0", "code1", "mod1", "code2", "dx0", "on", "age", "sex", "place"}
    assert page.typed == typed


def test_an_empty_form_is_neither_wrong_nor_judged(catalogue: Catalogue):
    page = show(catalogue, Typed())

    assert (page.wrong, page.result) == ({}, None)
    assert (len(page.lines), len(page.diagnoses)) == (4, 4)


def test_the_address_names_the_claim_and_never_the_patient():
    line = TypedLine("20611", "RT", "1")
    typed = Typed((line,), ("M17.11",), "2026-05-01", "outpatient", "71", "F", "Medicare Part B", "11")

    assert typed.address == (
        "/check?code=20611&mod=RT&units=1&dx=M17.11&on=2026-05-01&setting=outpatient&payer=Medicare+Part+B&place=11"
    )


@pytest.mark.parametrize(
    ("payer", "place", "rules"),
    [
        ("Medicare Part B", "11", {"telehealth-place", "medicare-code"}),
        ("Medicare Part B", "10", {"medicare-code"}),
        ("Commercial", "11", {"telehealth-place"}),
        ("", "", {"medicare-code"}),
    ],
)
def test_who_pays_and_where_reach_the_rules(catalogue: Catalogue, payer: str, place: str, rules: set[str]):
    lines = (TypedLine("99214", "95"), TypedLine("99417"))

    page = show(catalogue, Typed(lines, on="2026-05-01", payer=payer, place=place))

    assert page.result is not None
    assert {one.rule for one in page.result.findings} & {"telehealth-place", "medicare-code"} == rules


@pytest.mark.parametrize(
    ("business", "payer", "named"),
    [
        ("Medicare Part B", "Medicare", "Medicare Part B"),
        ("", "Aetna", "Aetna"),
        ("", "Medicare of Ohio", "Medicare"),
        ("our managed Medicaid plan", "", "Medicaid managed care"),
        ("", "Acme Health", ""),
        ("Acme gold", "Cigna", "Cigna"),
        ("", "", ""),
    ],
)
def test_a_payer_is_one_of_the_list_or_none(business: str, payer: str, named: str):
    assert check.payer_of(business, payer) == named


def test_a_ticket_fills_the_form_with_its_codes_and_the_facts_that_hold(
    services: Services, make: Make, shipped_releases: Path
):
    shelf = Shelf(shipped_releases, services.blobs.open_path)
    install_shelf(services.database, shelf)
    desk = replace(services, shelf=shelf)
    ticket_id = make.ticket(
        text="71 y/o M, seen 08/27/2026, Medicare, POS 11. We billed 20611-RT, J7325 x 48 and M25.561. Is M17.11 right?"
    )
    work(desk)
    with desk.database.transaction() as tx:
        facts.correct(tx, make.person(), ticket_id, FactName.SEX, "F", clock=desk.clock)
        told = check.of_ticket(tx, CODER, ticket_id)

        assert told.lines == (TypedLine("20611", "RT", ""), TypedLine("J7325", "", "48"))
        assert told.diagnoses == ("M25.561", "M17.11")
        assert (told.on, told.age, told.sex) == ("2026-08-27", "71", "F")
        assert (told.payer, told.place) == ("Medicare", "11")
        with pytest.raises(NotFound):
            check.of_ticket(tx, CODER, 99)
        with pytest.raises(Forbidden):
            check.of_ticket(tx, Person(1, Role.ASKER, ""), ticket_id)


def test_who_may_not_find_codes_may_not_check_them(catalogue: Catalogue):
    with pytest.raises(Forbidden):
        check.show(Person(1, Role.ASKER, ""), catalogue, Typed(), today=TODAY)


def test_the_page_goes_back_to_its_ticket(catalogue: Catalogue):
    assert check.beside(show(catalogue, Typed()), 18).reference == "CQ-100018"
