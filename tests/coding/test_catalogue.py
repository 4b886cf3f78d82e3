from datetime import date

import pytest

from consultant.coding.catalogue import Release, day
from consultant.coding.sets import System, season_start

APRIL = Release("a" * 64, System.CM, "ICD-10-CM FY 2026", date(2026, 4, 1), date(2026, 9, 30))


def test_a_date_is_written_as_the_desk_writes_it():
    assert day(date(2026, 4, 1)) == "1 Apr 2026"


@pytest.mark.parametrize(
    ("system", "on", "start"),
    [
        (System.CM, date(2026, 9, 30), date(2026, 4, 1)),
        (System.CM, date(2026, 10, 1), date(2026, 10, 1)),
        (System.PCS, date(2026, 3, 31), date(2025, 10, 1)),
        (System.HCPCS, date(2026, 6, 30), date(2026, 4, 1)),
        (System.MODIFIER, date(2026, 7, 1), date(2026, 7, 1)),
        (System.CPT, date(2026, 7, 1), None),
    ],
)
def test_a_season_starts_on_the_day_the_publisher_chose(system, on, start):
    assert season_start(system, on) == start


@pytest.mark.parametrize("on", [date(2025, 11, 1), date(2026, 4, 1), date(2026, 9, 30)])
def test_a_release_is_not_stale_within_its_season(on):
    assert APRIL.staleness(on) is None


def test_a_release_past_its_last_day_says_that_a_newer_one_is_out():
    assert APRIL.staleness(date(2026, 10, 1)) == "in force to 30 Sep 2026; a newer release is out and not installed"


def test_a_release_older_than_its_season_names_the_missing_one():
    october = Release("b" * 64, System.CM, "ICD-10-CM FY 2026", date(2025, 10, 1), date(2026, 9, 30))

    assert october.staleness(date(2026, 4, 1)) == "older than its season: the release of 1 Apr 2026 is not installed"


def test_every_system_has_a_title():
    assert [system.title for system in System] == ["ICD-10-CM", "ICD-10-PCS", "HCPCS Level II", "CPT", "Modifier"]


def test_an_edition_of_cpt_carries_its_owners_notice_and_nothing_else_does():
    edition = Release("b" * 64, System.CPT, "CPT 2026", date(2026, 1, 1), date(2026, 12, 31))

    assert str(edition.notice).startswith("CPT copyright 2025 American Medical Association. All rights reserved.")
    assert APRIL.notice is None
