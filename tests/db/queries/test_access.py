from datetime import timedelta

from consultant.bootstrap import Services
from consultant.db.models import ThreadCode
from consultant.db.queries import access
from tests.factories import rows
from tests.factories.make import Make

HASH = "0" * 64


def added(services: Services, ticket_id: int, person_id: int) -> int:
    now = services.clock.now()
    with services.database.transaction() as tx:
        return access.add(tx, ticket_id, person_id, HASH, now=now, ends_at=now + timedelta(minutes=15))


def test_the_newest_code_that_nobody_used_is_the_one_that_counts(services: Services, make: Make):
    ticket_id = make.ticket()
    person_id = rows.ticket(services, ticket_id).requester_id
    _, second, third = (added(services, ticket_id, person_id) for _ in range(3))
    with services.database.transaction() as tx:
        tx.get_one(ThreadCode, third).used_at = services.clock.now()

    with services.database.transaction() as tx:
        found = access.newest_unused(tx, ticket_id, person_id)
        assert found is not None
        assert found.id == second
        assert access.newest_unused(tx, ticket_id, person_id + 1) is None


def test_what_was_mailed_is_forgotten_and_what_was_used_stays(services: Services, make: Make):
    ticket_id = make.ticket()
    person_id = rows.ticket(services, ticket_id).requester_id
    used, _unused = (added(services, ticket_id, person_id) for _ in range(2))
    with services.database.transaction() as tx:
        tx.get_one(ThreadCode, used).used_at = services.clock.now()

    with services.database.transaction() as tx:
        access.forget_unused(tx, ticket_id, person_id)

    assert [row.id for row in rows.every(services, ThreadCode)] == [used]


def test_old_codes_and_single_ones_are_forgotten(services: Services, make: Make):
    ticket_id = make.ticket()
    person_id = rows.ticket(services, ticket_id).requester_id
    added(services, ticket_id, person_id)
    services.clock.forward(hours=1)
    young = added(services, ticket_id, person_id)

    with services.database.transaction() as tx:
        access.forget_older(tx, ticket_id, person_id, services.clock.now())
    assert [row.id for row in rows.every(services, ThreadCode)] == [young]
    with services.database.transaction() as tx:
        access.forget(tx, young)
        assert access.get(tx, young) is None
