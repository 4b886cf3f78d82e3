from dataclasses import replace
from datetime import date

import pytest

from consultant.bootstrap import Services
from consultant.coding.comparison import Change, Changed
from consultant.coding.sets import Reference, System
from consultant.domain.rights import Person, Role
from consultant.errors import Forbidden, NotFound
from consultant.services.code_releases import Installed
from consultant.services.pages import releases

CODER, LEAD, ASKER = (Person(number, role, "") for number, role in enumerate((Role.CODER, Role.LEAD, Role.ASKER)))
ONE = Installed(
    1,
    System.CM,
    "FY 2025",
    date(2024, 10, 1),
    date(2025, 9, 30),
    "a" * 64,
    1,
    {},
    (),
    sample=False,
    active=True,
    stale=None,
)
TWO = replace(ONE, id=2, label="FY 2026")
CHANGES = [Changed(f"A{number:02d}.{number // 100}", Change.ADDED, "", "x") for number in range(450)]


def test_a_desk_without_releases_says_that_every_set_is_missing(services: Services):
    with services.database.reading() as tx:
        found = releases.show(tx, CODER, clock=services.clock)

    assert found.shelves == ()
    assert set(found.missing) == {*System, *Reference} - {System.MODIFIER, Reference.COVERAGE}


def test_changes_are_paged_and_narrowed():
    gone = Changed("B00", Change.DELETED, "x", "")

    second = releases.compared(CODER, (ONE, TWO), [*CHANGES, gone], first=250, only=None)
    narrowed = releases.compared(CODER, (ONE, TWO), [*CHANGES, gone], first=0, only=Change.DELETED)
    beyond = releases.compared(CODER, (ONE, TWO), CHANGES, first=9_999, only=None)

    assert (second.first, len(second.changes), second.of) == (200, 200, 451)
    assert dict(second.counts)[Change.ADDED] == 450
    assert narrowed.changes == (gone,)
    assert (beyond.first, len(beyond.changes)) == (400, 50)


def test_who_may_not_find_codes_or_switch_releases_is_refused(services: Services):
    with services.database.transaction() as tx:
        with pytest.raises(Forbidden):
            releases.show(tx, ASKER, clock=services.clock)
        with pytest.raises(Forbidden):
            releases.switch(tx, CODER, 1, on=True, clock=services.clock)
        with pytest.raises(NotFound):
            releases.switch(tx, LEAD, 1, on=True, clock=services.clock)
    with pytest.raises(Forbidden):
        releases.compared(ASKER, (ONE, TWO), [], first=0, only=None)


def test_a_set_is_stale_where_no_active_release_is_in_season():
    stale = replace(ONE, stale="older than its season")

    assert releases.Shelf(System.CM, (stale,)).stale == "older than its season"
    assert releases.Shelf(System.CM, (TWO, stale)).stale is None
    assert releases.Shelf(System.CM, (replace(stale, active=False),)).stale is None
