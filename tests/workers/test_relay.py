from datetime import timedelta

from consultant.bootstrap import Services
from consultant.db.queries import jobs
from consultant.domain.jobs import AttachLookups, DeliverEmail
from workers import relay


def test_what_is_due_and_untold_is_told_and_told_again_when_nobody_took_it(services: Services):
    now = services.clock.now()
    with services.database.transaction() as tx:
        jobs.put(tx, AttachLookups(1), now=now, due_at=now)
        jobs.put(tx, DeliverEmail(2), now=now, due_at=now + timedelta(seconds=5))
    told = services.wake.woken
    assert [job for _, job in told] == [AttachLookups(1)]

    assert relay.wake_due(services) == 0
    services.clock.forward(seconds=5)
    assert relay.wake_due(services) == 1
    services.clock.forward(seconds=6)
    assert relay.wake_due(services) == 1
    services.clock.forward(seconds=10)
    assert relay.wake_due(services) == 2

    assert [job for _, job in told] == [
        AttachLookups(1),
        DeliverEmail(2),
        AttachLookups(1),
        AttachLookups(1),
        DeliverEmail(2),
    ]


def test_a_clock_that_was_set_back_holds_nobody_up(services: Services):
    now = services.clock.now()
    with services.database.transaction() as tx:
        jobs.put(tx, AttachLookups(1), now=now - timedelta(hours=2), due_at=now - timedelta(hours=2))
        tx.connection().exec_driver_sql("UPDATE jobs SET woken_at = created_at")
    services.clock.forward(hours=-1)
    assert relay.wake_due(services) == 1
    services.clock.forward(hours=-0.5)

    assert relay.wake_due(services) == 1, "told at a moment that has not come"
    assert relay.wake_due(services) == 0


def test_what_a_worker_holds_is_told_of_again_only_when_its_lease_has_run_out(services: Services):
    now = services.clock.now()
    with services.database.transaction() as tx:
        jobs.put(tx, AttachLookups(1), now=now, due_at=now)
        assert jobs.claim(tx, 1, now=now, until=now + timedelta(minutes=1), lease="a")

    services.clock.forward(seconds=30)
    assert relay.wake_due(services) == 0
    services.clock.forward(seconds=31)
    assert relay.wake_due(services) == 1


def test_a_job_of_a_newer_release_stops_nobody(services: Services):
    now = services.clock.now()
    with services.database.transaction() as tx:
        jobs.put(tx, AttachLookups(1), now=now, due_at=now)
        jobs.put(tx, AttachLookups(2), now=now, due_at=now)
        tx.connection().exec_driver_sql("UPDATE jobs SET kind = 'from_the_future' WHERE id = 1")
    services.clock.forward(minutes=1)

    assert relay.wake_due(services) == 1
