from datetime import timedelta

import pytest

from consultant.bootstrap import Services
from consultant.db.models import Job, OutboundMail
from consultant.db.queries import jobs as job_rows
from consultant.db.queries.jobs import Claimed
from consultant.domain.jobs import KINDS, Acknowledge, AttachLookups
from consultant.errors import PermanentError, TransientError
from tests.factories import rows
from tests.factories.make import Make
from workers import jobs

MARKER = "marker of a patient"


def put(services: Services, ticket_id: int = 7) -> int:
    now = services.clock.now()
    with services.database.transaction() as tx:
        job_rows.put(tx, AttachLookups(ticket_id), now=now, due_at=now)
    return int(rows.every(services, Job)[-1].id)


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(_services: Services, _claimed: Claimed) -> None:
        raise error

    monkeypatch.setattr(jobs, "JOBS", dict.fromkeys(jobs.JOBS, fail))


def test_every_kind_of_job_has_its_function():
    assert set(jobs.JOBS) == set(KINDS.values())


def test_a_job_that_fails_is_put_off_with_doubling_pauses(services: Services, monkeypatch: pytest.MonkeyPatch):
    failing(monkeypatch, TransientError("the server was away"))
    job_id = put(services)
    pauses = []
    for _ in range(4):
        before = services.clock.now()
        jobs.run(services, job_id)
        [row] = rows.every(services, Job)
        assert (row.lease, row.leased_until, row.last_error) == (None, None, "the server was away")
        pauses.append((row.due_at - before).total_seconds())
        services.clock.at = row.due_at

    assert [first <= pause <= 1.25 * first for first, pause in zip((2, 4, 8, 16), pauses, strict=True)] == [True] * 4


def test_pauses_end_at_ten_minutes():
    assert timedelta(minutes=10) <= jobs.pause(1000) <= timedelta(minutes=12.5)


def test_a_job_that_fails_for_good_is_kept_for_a_person_to_see(services: Services, monkeypatch: pytest.MonkeyPatch):
    failing(monkeypatch, ValueError(MARKER))
    job_id = put(services)

    for _ in range(jobs.ATTEMPTS_AT_MOST + 3):
        jobs.run(services, job_id)
        services.clock.forward(hours=1)

    [row] = rows.every(services, Job)
    assert row.attempts == jobs.ATTEMPTS_AT_MOST
    assert row.failed_at is not None
    assert row.last_error == "ValueError"


def test_asking_for_a_failed_job_again_gives_it_all_its_attempts(services: Services, monkeypatch: pytest.MonkeyPatch):
    failing(monkeypatch, PermanentError("no"))
    job_id = put(services)
    for _ in range(jobs.ATTEMPTS_AT_MOST):
        jobs.run(services, job_id)
        services.clock.forward(hours=1)

    assert put(services) == job_id
    jobs.run(services, job_id)

    [row] = rows.every(services, Job)
    assert (row.attempts, row.failed_at) == (1, None)


def test_what_passes_is_tried_without_end(services: Services, monkeypatch: pytest.MonkeyPatch):
    failing(monkeypatch, TransientError("away"))
    job_id = put(services)

    for _ in range(jobs.ATTEMPTS_AT_MOST + 5):
        jobs.run(services, job_id)
        services.clock.forward(hours=1)

    assert rows.every(services, Job)[0].failed_at is None


def test_a_job_that_is_not_due_held_or_gone_is_left_alone(services: Services, monkeypatch: pytest.MonkeyPatch):
    failing(monkeypatch, AssertionError("must not run"))
    now = services.clock.now()
    with services.database.transaction() as tx:
        job_rows.put(tx, AttachLookups(1), now=now, due_at=now + timedelta(seconds=1))
        job_rows.put(tx, AttachLookups(2), now=now, due_at=now)
        held = job_rows.claim(tx, 2, now=now, until=now + timedelta(minutes=1), lease="other")
    assert held is not None

    for job_id in (1, 2, 999):
        jobs.run(services, job_id)

    assert [(row.attempts, row.last_error) for row in rows.every(services, Job)] == [(0, None), (1, None)]


def test_an_effect_is_rolled_back_when_the_lease_was_lost(
    services: Services, make: Make, monkeypatch: pytest.MonkeyPatch
):
    make.ticket()
    [row] = rows.every(services, Job, kind="acknowledge")
    services.clock.forward(minutes=1)
    real = jobs.JOBS[Acknowledge]

    def overtaken(inner: Services, claimed: Claimed) -> None:
        inner.clock.forward(minutes=2)
        now = inner.clock.now()
        with inner.database.transaction() as tx:
            assert job_rows.claim(tx, claimed.id, now=now, until=now + timedelta(minutes=1), lease="other")
        real(inner, claimed)

    monkeypatch.setattr(jobs, "JOBS", {**jobs.JOBS, Acknowledge: overtaken})

    jobs.run(services, row.id)

    assert rows.every(services, OutboundMail) == []
    assert not rows.ticket(services, 1).acknowledged
    assert rows.every(services, Job, kind="acknowledge")[0].lease == "other"


def test_a_mail_that_no_attempt_can_send_is_refused_in_plain_words_and_comes_on_top(
    services: Services, make: Make, monkeypatch: pytest.MonkeyPatch
):
    outbound_id = make.answer(make.ticket())
    services.mailer.fails["envelope"] = ValueError(MARKER)  # type: ignore[assignment]  # what no adapter foresaw
    [job] = rows.every(services, Job, kind="deliver_email")

    for _ in range(jobs.ATTEMPTS_AT_MOST):
        services.clock.forward(hours=1)
        jobs.run(services, job.id)

    row = rows.outbound_mail(services, outbound_id)
    assert row.state == "refused"
    assert MARKER not in str(row.last_answer)
    ticket = rows.ticket(services, row.ticket_id)
    assert (ticket.state, ticket.attention) == ("open", 0)


def test_a_job_of_a_newer_release_is_left_for_the_workers_of_that_release(services: Services):
    job_id = put(services)
    with services.database.transaction() as tx:
        tx.connection().exec_driver_sql("UPDATE jobs SET kind = 'from_the_future'")

    jobs.run(services, job_id)

    assert rows.every(services, Job)[0].attempts == 0
