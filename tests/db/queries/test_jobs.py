import threading
from datetime import timedelta

from consultant.bootstrap import Services
from consultant.db.models import Job
from consultant.db.queries import jobs
from consultant.domain.jobs import Acknowledge, AttachLookups, DeliverEmail
from tests.factories import rows
from tests.factories.make import Make

MINUTE = timedelta(minutes=1)


def put(services: Services, job: jobs.Job, *, later: timedelta = timedelta(0)) -> None:
    now = services.clock.now()
    with services.database.transaction() as tx:
        jobs.put(tx, job, now=now, due_at=now + later)


def claim(services: Services, job_id: int, lease: str = "a") -> jobs.Claimed | None:
    now = services.clock.now()
    with services.database.transaction() as tx:
        return jobs.claim(tx, job_id, now=now, until=now + MINUTE, lease=lease)


def test_a_request_is_a_row_with_ids_alone_and_wakes_a_worker_after_the_commit(services: Services):
    put(services, AttachLookups(7))

    [row] = rows.every(services, Job)
    assert (row.kind, row.payload, row.key, row.attempts) == ("attach_lookups", {"ticket_id": 7}, "attach_lookups:7", 0)
    assert services.wake.woken == [(row.id, AttachLookups(7))]


def test_what_is_due_later_wakes_nobody_yet(services: Services):
    put(services, Acknowledge(7), later=MINUTE)

    assert services.wake.woken == []
    assert rows.every(services, Job)[0].woken_at is None
    assert claim(services, 1) is None


def test_asked_twice_is_once_at_the_earlier_time(services: Services):
    put(services, DeliverEmail(7), later=MINUTE)
    put(services, DeliverEmail(7), later=2 * MINUTE)
    assert rows.every(services, Job)[0].due_at == services.clock.now() + MINUTE

    put(services, DeliverEmail(7))

    [row] = rows.every(services, Job)
    assert row.due_at == services.clock.now()
    put(services, DeliverEmail(8))
    assert len(rows.every(services, Job)) == 2


def test_asked_while_it_runs_it_runs_once_more(services: Services):
    put(services, AttachLookups(7))
    held = claim(services, 1)
    assert held is not None
    put(services, AttachLookups(7))

    with services.database.transaction() as tx:
        assert jobs.finish(tx, held)

    [row] = rows.every(services, Job)
    assert (row.again, row.lease, row.attempts) == (False, None, 0)
    again = claim(services, 1, "b")
    assert again is not None
    with services.database.transaction() as tx:
        assert jobs.finish(tx, again)
    assert rows.every(services, Job) == []


def test_asked_after_the_lease_ran_out_and_before_its_holder_finished_it_runs_once_more(services: Services):
    put(services, AttachLookups(7))
    held = claim(services, 1)
    assert held is not None
    services.clock.forward(minutes=2)
    put(services, AttachLookups(7))

    with services.database.transaction() as tx:
        assert jobs.finish(tx, held)

    assert len(rows.every(services, Job)) == 1


def test_a_claim_is_one_workers_alone_however_many_try(services: Services):
    put(services, AttachLookups(7))
    barrier, won = threading.Barrier(4), []

    def take(name: str) -> None:
        barrier.wait()
        if claim(services, 1, name) is not None:
            won.append(name)

    threads = [threading.Thread(target=take, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1
    assert rows.every(services, Job)[0].attempts == 1


def test_a_lease_that_ran_out_is_anothers_and_the_first_holder_writes_nothing(services: Services):
    put(services, AttachLookups(7))
    first = claim(services, 1, "first")
    assert first is not None
    services.clock.forward(seconds=61)
    second = claim(services, 1, "second")
    assert second is not None

    with services.database.transaction() as tx:
        assert not jobs.finish(tx, first)
        assert not jobs.extend(tx, first, until=services.clock.now() + MINUTE)
        jobs.put_off(tx, first, until=services.clock.now(), error="late")
        jobs.give_up(tx, first, now=services.clock.now(), error="late")

    [row] = rows.every(services, Job)
    assert (row.lease, row.last_error, row.failed_at, row.attempts) == ("second", None, None, 2)


def test_a_lease_can_be_held_longer(services: Services):
    put(services, AttachLookups(7))
    held = claim(services, 1)
    assert held is not None
    with services.database.transaction() as tx:
        assert jobs.extend(tx, held, until=services.clock.now() + 5 * MINUTE)

    services.clock.forward(minutes=2)

    assert claim(services, 1, "b") is None


def test_a_job_put_off_is_free_and_due_later(services: Services):
    put(services, AttachLookups(7))
    held = claim(services, 1)
    assert held is not None

    with services.database.transaction() as tx:
        jobs.put_off(tx, held, until=services.clock.now() + MINUTE, error="away")

    assert claim(services, 1) is None
    services.clock.forward(minutes=1)
    assert claim(services, 1) is not None


def test_a_job_given_up_runs_no_more_until_it_is_asked_for_again(services: Services):
    put(services, AttachLookups(7))
    held = claim(services, 1)
    assert held is not None
    with services.database.transaction() as tx:
        jobs.give_up(tx, held, now=services.clock.now(), error="ValueError")
    services.clock.forward(hours=1)
    assert claim(services, 1) is None
    with services.database.transaction() as tx:
        assert jobs.wake_due(tx, now=services.clock.now(), told_before=services.clock.now()) == 0

    put(services, AttachLookups(7))

    assert claim(services, 1) is not None


def test_a_job_given_up_is_tried_anew_and_one_that_waits_is_left_alone(services: Services):
    put(services, AttachLookups(7))
    held = claim(services, 1)
    assert held is not None
    with services.database.transaction() as tx:
        waits = jobs.retry(tx, AttachLookups(7), now=services.clock.now())
        jobs.give_up(tx, held, now=services.clock.now(), error="boom")

    with services.database.transaction() as tx:
        retried = jobs.retry(tx, AttachLookups(7), now=services.clock.now())

    again = claim(services, 1, "b")
    assert (waits, retried) == (False, True)
    assert again is not None
    assert again.attempts == 1
    assert services.wake.woken[-1] == (1, AttachLookups(7))


def test_hastening_lets_what_waits_run_now_and_makes_nothing_new(services: Services):
    put(services, Acknowledge(7), later=MINUTE)
    now = services.clock.now()

    with services.database.transaction() as tx:
        jobs.hasten(tx, Acknowledge(7), now=now)
        jobs.hasten(tx, Acknowledge(8), now=now)
    with services.database.transaction() as tx:
        jobs.hasten(tx, Acknowledge(7), now=now)

    [row] = rows.every(services, Job)
    assert row.due_at == now
    assert services.wake.woken == [(row.id, Acknowledge(7))]


def test_a_request_can_be_taken_back(services: Services):
    put(services, DeliverEmail(7))
    put(services, DeliverEmail(70))

    with services.database.transaction() as tx:
        jobs.drop(tx, DeliverEmail(7))

    assert [row.payload for row in rows.every(services, Job)] == [{"outbound_id": 70}]


def test_waking_is_bounded_and_the_longest_due_come_first(services: Services):
    for number in range(5):
        put(services, AttachLookups(number), later=timedelta(seconds=5 - number))
    services.clock.forward(seconds=10)
    services.wake.woken.clear()

    with services.database.transaction() as tx:
        assert jobs.wake_due(tx, now=services.clock.now(), told_before=services.clock.now() - MINUTE, limit=2) == 2

    assert [job for _, job in services.wake.woken] == [AttachLookups(4), AttachLookups(3)]


def test_jobs_go_with_their_ticket(services: Services, make: Make):
    make.ticket()
    with services.database.transaction() as tx:
        tx.connection().exec_driver_sql("DELETE FROM attachments")
        tx.connection().exec_driver_sql("UPDATE inbound_mails SET ticket_id = NULL")
        tx.connection().exec_driver_sql("DELETE FROM messages")
        tx.connection().exec_driver_sql("DELETE FROM tickets")

    assert rows.every(services, Job) == []
