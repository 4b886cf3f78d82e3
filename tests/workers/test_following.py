from pathlib import Path

import pytest
from sqlalchemy import update

from consultant.bootstrap import Services
from consultant.db.models import ChangedCode, Job, LookupRun, OutboundMail, TicketCode
from consultant.services import code_releases
from tests.factories import rows
from tests.factories.cases import attach_codes
from tests.factories.make import Make
from tests.factories.releases import stocked
from tests.factories.work import work
from workers import following, jobs


@pytest.fixture
def desk(services: Services, shipped_releases: Path, tmp_path: Path) -> Services:
    return stocked(services, shipped_releases, tmp_path)


@pytest.fixture
def make(desk: Services) -> Make:
    return Make(desk)


def switch(desk: Services) -> int:
    """Switch a release off and on; return the job that follows."""
    with desk.database.transaction() as tx:
        code_releases.deactivate(tx, 1, clock=desk.clock)
        code_releases.activate(tx, 1, clock=desk.clock)
    [job] = rows.every(desk, Job, kind="follow_releases")
    return int(job.id)


def test_a_switch_of_releases_has_open_questions_read_anew_and_answers_looked_through(desk: Services, make: Make):
    waiting, answered = make.ticket(), make.ticket()
    attach_codes(desk, waiting)
    attach_codes(desk, answered)
    make.answer(answered, "It is right.")
    with desk.database.transaction() as tx:
        tx.execute(update(TicketCode).values(status="expired"))
    mails = len(rows.every(desk, OutboundMail))
    job_id = switch(desk)

    desk.clock.forward(seconds=11)
    jobs.run(desk, job_id)

    assert [row.ticket_id for row in rows.every(desk, Job, kind="attach_lookups")] == [waiting]
    assert [(row.ticket_id, row.status_after) for row in rows.every(desk, ChangedCode)] == [(answered, "billable")]
    assert rows.every(desk, Job, kind="follow_releases") == []
    assert len(rows.every(desk, OutboundMail)) == mails
    desk.clock.forward(seconds=2)
    work(desk)
    assert len(rows.every(desk, LookupRun, ticket_id=waiting)) == 2


def test_many_tickets_are_looked_through_in_batches(desk: Services, make: Make, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(following, "AT_ONCE", 2)
    tickets = [make.ticket() for _ in range(5)]
    for one in tickets:
        attach_codes(desk, one)
        make.answer(one, "It is right.")
    with desk.database.transaction() as tx:
        tx.execute(update(TicketCode).values(status="expired"))
    job_id = switch(desk)

    desk.clock.forward(seconds=11)
    jobs.run(desk, job_id)

    assert [row.ticket_id for row in rows.every(desk, ChangedCode)] == tickets


def test_releases_of_a_desk_without_tickets_owe_nothing(desk: Services):
    with desk.database.transaction() as tx:
        code_releases.deactivate(tx, 1, clock=desk.clock)

    assert rows.every(desk, Job, kind="follow_releases") == []


def test_releases_that_are_switched_together_are_one_change(desk: Services, make: Make):
    make.ticket()
    with desk.database.transaction() as tx:
        for release_id in (1, 2):
            code_releases.deactivate(tx, release_id, clock=desk.clock)

    [job] = rows.every(desk, Job, kind="follow_releases")
    assert job.due_at - desk.clock.now() == code_releases.TOGETHER
