from dataclasses import replace

import pytest
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import InboundMail, Job
from consultant.db.queries import checks
from consultant.domain.authorisations import Login
from consultant.domain.supervision import Process
from consultant.errors import Forbidden, NotFound
from consultant.services import health
from consultant.services.health import Around
from tests.factories.health import AROUND, all_beat
from tests.factories.mails import mail
from tests.factories.make import Make


def found(services: Services, around: Around = AROUND) -> list[tuple[str, str]]:
    with services.database.reading() as tx:
        return [(one.kind, one.words) for one in health.troubles(health.look(tx, around, clock=services.clock))]


def test_a_desk_that_runs_has_no_trouble(services: Services, make: Make):
    make.ticket()
    all_beat(services)

    assert found(services) == []


@pytest.mark.parametrize("kind", list(Process))
def test_a_process_that_is_gone_is_named(services: Services, make: Make, kind: Process):
    make.mailbox()
    all_beat(services, but=kind)
    assert found(services) == [("process", "none is running")]

    all_beat(services)
    services.clock.forward(seconds=61)
    all_beat(services, but=kind)
    [(_, words)] = found(services)
    assert words.startswith("not heard since 20")


def test_a_desk_without_a_mailbox_needs_no_poller(services: Services):
    all_beat(services, but=Process.POLLER)

    assert found(services) == []


def test_one_of_two_workers_is_enough(services: Services):
    all_beat(services)
    with services.database.transaction() as tx:
        health.heartbeats.note(
            tx, "worker:host:2", kind="worker", host="host", began_at=services.clock.now(), now=services.clock.now()
        )
    services.clock.forward(minutes=5)
    all_beat(services)

    assert found(services) == []


def test_mail_that_waits_too_long_is_told_wherever_it_waits(services: Services, make: Make):
    make.stored(mail("never taken"))
    make.answer(make.ticket())
    services.clock.forward(minutes=31)
    all_beat(services)

    kinds = dict(found(services))

    assert kinds.keys() == {"untaken", "outbox", "queue"}
    assert kinds["outbox"].startswith("1 mails wait to leave since 20")


def test_failed_jobs_gaps_and_endings_are_worth_a_look(services: Services, make: Make):
    mailbox_id, now = make.mailbox(), services.clock.now()
    make.ticket()
    with services.database.transaction() as tx:
        tx.execute(update(Job).values(failed_at=now))
        checks.ask(tx, mailbox_id, now=now)
        checks.done(tx, mailbox_id, now=now, on_server=2, known=1, missing=[7])
    all_beat(services)

    kinds = dict(found(services))

    assert kinds.keys() == {"failed", "gap"}
    assert kinds["failed"] == "2 jobs failed for good (acknowledge, attach lookups)"


def test_a_mailbox_without_its_authorisation_or_silent_against_its_rhythm(services: Services, make: Make):
    make.mailbox("clinic", login=Login.GOOGLE, secret=None)
    for week in range(4):
        for hour in range(8):
            make.stored(mail(f"Mail {week} {hour}"))
            services.clock.forward(hours=1)
        services.clock.forward(hours=7 * 24 - 8)
    with services.database.transaction() as tx:
        tx.execute(update(InboundMail).values(state="taken"))
    services.clock.forward(hours=9)
    all_beat(services)

    kinds = dict(found(services))

    assert kinds.keys() == {"token", "silent"}
    assert kinds["token"] == "nobody has authorised it yet"


def test_redis_and_the_disk_are_told(services: Services):
    all_beat(services)

    kinds = dict(found(services, replace(AROUND, redis="Redis does not answer", disk_free=1_000_000_000)))

    assert kinds == {"redis": "Redis does not answer", "disk": "1.0 GB are free in the data folder"}


def test_administrators_and_the_operator_ask_for_a_comparison(services: Services, make: Make):
    mailbox_id = make.mailbox()
    with services.database.transaction() as tx:
        health.ask_for_check(tx, None, mailbox_id, clock=services.clock)
        assert checks.is_asked(tx, mailbox_id)

    with pytest.raises(NotFound), services.database.transaction() as tx:
        health.ask_for_check(tx, None, 987, clock=services.clock)
    coder = make.person()
    with pytest.raises(Forbidden), services.database.transaction() as tx:
        health.ask_for_check(tx, coder, mailbox_id, clock=services.clock)
