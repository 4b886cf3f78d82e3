from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.shelf import Shelf
from consultant.coding.cards import Status
from consultant.coding.catalogue import Catalogue, Level
from consultant.coding.sets import System
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden, NotFound
from consultant.services.pages import codes

CODER, ASKER = Person(1, Role.CODER, "Priya"), Person(2, Role.ASKER, "Dana")
ON = date(2026, 5, 1)


@pytest.fixture(scope="module")
def catalogue(shipped_releases: Path) -> Catalogue:
    shelf = Shelf(shipped_releases)
    return shelf.catalogue(shelf.noted())


def find(catalogue: Catalogue, query: str, system: System | None = None) -> codes.CodeSearch:
    return codes.find(CODER, catalogue, query, on=ON, today=ON, system=system)


def test_codes_that_are_spelled_out_come_first_in_every_system(catalogue: Catalogue):
    found = find(catalogue, "m1711 J7325 20611").found

    assert [(one.system, one.code) for one in found[:3]] == [
        (System.CM, "M17.11"),
        (System.HCPCS, "J7325"),
        (System.CPT, "20611"),
    ]
    assert [one.status for one in found[:3]] == [Status.BILLABLE, Status.BILLABLE, Status.NOT_CHECKED]


@pytest.mark.parametrize(("query", "system"), [("0SRD0J9", System.PCS), ("99213", System.CPT)])
def test_a_code_of_a_system_without_a_release_is_shown_alone_and_unchecked(
    catalogue: Catalogue, query: str, system: System
):
    search = find(catalogue, query)

    assert [(one.system, one.code, one.status) for one in search.found] == [(system, query, Status.NOT_CHECKED)]
    assert "is installed" in search.found[0].text
    assert System.PCS not in search.counts


@pytest.mark.parametrize("query", ["billing@northfork-ortho.example", "5550142"])
def test_an_address_or_a_telephone_number_finds_no_codes(catalogue: Catalogue, query: str):
    assert [one.system for one in find(catalogue, query).found if one.why == "the code itself"] == []


def test_no_code_comes_twice(catalogue: Catalogue):
    found = find(catalogue, "M17.11").found

    assert len(found) == len({(one.system, one.code) for one in found})


def test_a_search_says_where_it_looked(catalogue: Catalogue):
    search = find(catalogue, "knee")

    assert len(search.looked_in) == 2
    assert [source.sample for source in search.looked_in].count(True) == 1
    assert len(search.found) <= codes.LIMIT


def test_one_system_can_be_asked_alone(catalogue: Catalogue):
    assert {one.system for one in find(catalogue, "knee", System.CM).found} == {System.CM}


@pytest.mark.parametrize("query", ["", "   ", "?" * 500, "\0", "'; drop table"])
def test_no_words_break_the_search(catalogue: Catalogue, query: str):
    assert isinstance(find(catalogue, query), codes.CodeSearch)


@pytest.mark.parametrize(
    ("system", "code", "status", "severity"),
    [
        (System.CM, "M17.11", Status.BILLABLE, "ok"),
        (System.CM, "M17", Status.HEADER, "warn"),
        (System.CM, "M17.18", Status.UNKNOWN, "stop"),
        (System.CPT, "20611", Status.NOT_CHECKED, "info"),
    ],
)
def test_a_page_tells_the_standing_of_a_code(
    catalogue: Catalogue, system: System, code: str, status: Status, severity: str
):
    page = codes.sheet_of(CODER, catalogue, system, code, on=ON)

    assert (page.card.status, codes.tone(page.card.status)) == (status, severity)


def test_a_word_of_another_shape_has_no_page(catalogue: Catalogue):
    with pytest.raises(NotFound):
        codes.sheet_of(CODER, catalogue, System.CM, "20611", on=ON)


def test_askers_find_no_codes_at_the_desk(catalogue: Catalogue):
    with pytest.raises(Forbidden):
        codes.find(ASKER, catalogue, "knee", on=ON, today=ON)
    with pytest.raises(Forbidden):
        codes.sheet_of(ASKER, catalogue, System.CM, "M17.11", on=ON)


@pytest.mark.parametrize("word", ["icd", "", "CM"])
def test_a_word_that_names_no_system_has_no_pages(word: str):
    with pytest.raises(NotFound, match="no such code system"):
        codes.system_of(word)


def test_only_categories_and_codes_have_pages_of_their_own():
    levels = (
        Level("S00-T88", "Injury", "chapter"),
        Level("S50-S59", "Forearm", "block"),
        Level("S52", "Fracture", "category"),
    )

    assert [level.code for level in codes.parents(levels)] == ["S52"]


def test_what_is_found_names_its_release_and_is_cited_with_it(catalogue: Catalogue):
    first, number = find(catalogue, "m1711 20611").found[:2]

    assert first.release is not None
    assert first.citation == f"M17.11 Unilateral primary osteoarthritis, right knee ({first.release})"
    assert (number.release, number.citation) == (None, "20611")
