from dataclasses import replace
from datetime import UTC, datetime

from consultant.bootstrap import Services
from consultant.domain.links import read
from consultant.services.links import thread_link


def test_a_link_opens_through_its_last_day_in_the_zone_of_the_desk(services: Services):
    desk = replace(services.desk, thread_days=60)
    evening = datetime(2026, 11, 25, 3, tzinfo=UTC)  # still the 24th in New York

    link = thread_link(18, 7, desk=desk, now=evening)

    assert link.until == "23 January 2027"
    token = link.url.removeprefix(f"{desk.base_url}/t/")
    assert read(token, key=desk.link_key, now=datetime(2027, 1, 24, 4, 59, tzinfo=UTC)) is not None
    assert read(token, key=desk.link_key, now=datetime(2027, 1, 24, 5, 0, tzinfo=UTC)) is None


def test_a_link_is_the_same_all_day_so_that_a_preview_shows_the_one_that_leaves(services: Services):
    morning, night = datetime(2026, 11, 24, 12, tzinfo=UTC), datetime(2026, 11, 25, 4, tzinfo=UTC)

    links = {thread_link(18, 7, desk=services.desk, now=now).url for now in (morning, night)}

    assert len(links) == 1


def test_a_file_is_named_by_its_hash(services: Services):
    link = thread_link(18, 7, desk=services.desk, now=services.clock.now())

    assert link.to_file("ab" * 32) == f"{link.url}/files/{'ab' * 16}"
