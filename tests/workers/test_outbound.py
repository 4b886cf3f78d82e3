from datetime import timedelta

import pytest

from consultant.bootstrap import Services
from consultant.db.models import Job, OutboundMail, OutboundRecipient
from consultant.db.queries import outbound as mails
from consultant.domain.sending import Delivery, Phase
from consultant.errors import PermanentError, TransientError
from consultant.ports import Verdict
from tests.factories import rows
from tests.factories.mails import ASKER, DESK
from tests.factories.make import Make
from tests.factories.work import work
from workers import outbound

SECOND, THIRD = "second@clinic.example", "third@clinic.example"
LATER, NO = Verdict(451, "4.3.0 try later"), Verdict(550, "5.1.1 no such user")


@pytest.fixture
def queued(services: Services, make: Make) -> int:
    """An answer to three people whose window has ended; nothing else is owed."""
    outbound_id = make.answer(make.ticket(), cc=(SECOND, THIRD))
    with services.database.transaction() as tx:
        tx.connection().exec_driver_sql("DELETE FROM jobs WHERE kind <> 'deliver_email'")
    services.clock.forward(seconds=11)
    return outbound_id


def states(services: Services, outbound_id: int) -> list[str]:
    found = rows.every(services, OutboundRecipient, outbound_id=outbound_id)
    return [row.state for row in sorted(found, key=lambda row: row.position)]


def addressed(services: Services) -> list[tuple[str, ...]]:
    return [recipients for _, recipients, _ in services.mailer.delivered]


def later(services: Services) -> None:
    services.clock.forward(hours=1)
    work(services)


def test_a_mail_is_handed_over_as_it_was_frozen(services: Services, queued: int):
    work(services)

    row = rows.outbound_mail(services, queued)
    assert services.mailer.delivered == [(DESK, (ASKER, SECOND, THIRD), row.raw)]
    assert (row.state, row.phase, row.claim, row.attempts, row.last_answer) == ("sent", "idle", None, 1, "250 ok")
    assert rows.every(services, Job) == []


def test_nothing_leaves_before_its_time(services: Services, make: Make):
    make.answer(make.ticket())
    services.clock.forward(seconds=9)

    work(services)

    assert services.mailer.delivered == []


def test_each_recipient_has_its_own_fate_and_who_has_the_mail_is_never_addressed_again(services: Services, queued: int):
    services.mailer.recipients = {SECOND: NO, THIRD: LATER}

    work(services)
    assert states(services, queued) == ["sent", "refused", "queued"]
    later(services)
    assert states(services, queued) == ["sent", "refused", "queued"]
    services.mailer.recipients.clear()
    later(services)

    assert states(services, queued) == ["sent", "refused", "sent"]
    assert addressed(services) == [(ASKER,), (THIRD,)]
    assert rows.every(services, Job) == []
    assert rows.outbound_mail(services, queued).state == "refused"


def test_when_nobody_is_accepted_no_data_is_sent(services: Services, queued: int):
    services.mailer.recipients = {ASKER: NO, SECOND: NO, THIRD: LATER}

    work(services)

    assert services.mailer.delivered == []
    assert states(services, queued) == ["refused", "refused", "queued"]


@pytest.mark.parametrize(
    ("final", "state", "again"), [(LATER, "queued", True), (Verdict(552, "too large"), "refused", False)]
)
def test_the_answer_to_the_final_dot_decides(services: Services, queued: int, final: Verdict, state: str, again: bool):
    services.mailer.final = final

    work(services)

    assert states(services, queued) == [state] * 3
    assert bool(rows.every(services, Job)) is again
    services.mailer.final = Verdict(250, "ok")
    later(services)
    assert states(services, queued) == (["sent"] * 3 if again else [state] * 3)


@pytest.mark.parametrize("step", ["session", "envelope"])
def test_before_data_a_lost_line_is_tried_again_with_doubling_pauses(services: Services, queued: int, step: str):
    services.mailer.fails[step] = TransientError("the line was lost")
    pauses = []
    for _ in range(3):
        before = services.clock.now()
        work(services)
        [job] = rows.every(services, Job)
        pauses.append((job.due_at - before).total_seconds())
        services.clock.at = job.due_at

    assert [15 <= pauses[0] <= 19, 30 <= pauses[1] <= 38, 60 <= pauses[2] <= 75] == [True] * 3
    assert rows.outbound_mail(services, queued).last_answer == "the line was lost"
    del services.mailer.fails[step]
    work(services)
    assert states(services, queued) == ["sent"] * 3
    assert len(services.mailer.delivered) == 1


def test_a_server_that_refuses_us_is_tried_again_and_says_why(services: Services, queued: int):
    services.mailer.fails["session"] = PermanentError("the SMTP server refused the login (535)")

    work(services)

    assert states(services, queued) == ["queued"] * 3
    assert rows.outbound_mail(services, queued).last_answer == "the SMTP server refused the login (535)"


@pytest.mark.parametrize("step", ["data", "answer"])
def test_from_data_on_silence_is_unknown_and_no_machine_sends_again(services: Services, queued: int, step: str):
    services.mailer.fails[step] = TransientError("the line was lost")

    work(services)
    services.mailer.fails.clear()
    later(services)
    later(services)

    assert states(services, queued) == ["unknown"] * 3
    assert len(services.mailer.delivered) == (1 if step == "answer" else 0)
    ticket = rows.ticket(services, 1)
    assert (ticket.state, ticket.attention) == ("answered", 0)


def test_what_is_unknown_and_what_was_refused_at_rcpt_are_told_apart(services: Services, queued: int):
    services.mailer.recipients = {SECOND: NO}
    services.mailer.fails["answer"] = TransientError("the line was lost")

    work(services)

    assert states(services, queued) == ["unknown", "refused", "unknown"]


def test_the_phase_is_noted_before_it_is_taken(services: Services, queued: int, monkeypatch: pytest.MonkeyPatch):
    seen: list[tuple[str, str, list[str]]] = []
    session = type(services.mailer.session())

    def look(name: str) -> None:
        real = getattr(session, name)

        def looking(self: object, *given: object) -> object:
            row = rows.every(services, OutboundMail)[0]
            seen.append((name, row.phase, states(services, queued)))
            return real(self, *given)

        monkeypatch.setattr(session, name, looking)

    look("envelope")
    look("data")
    work(services)

    assert seen == [("envelope", "envelope", ["queued"] * 3), ("data", "data", ["sending"] * 3)]


def test_a_worker_that_lost_its_claim_does_not_go_on_to_data(
    services: Services, queued: int, monkeypatch: pytest.MonkeyPatch
):
    session = type(services.mailer.session())
    real = session.envelope

    def overtaken(self: object, *given: object) -> object:
        services.clock.forward(minutes=2)
        now = services.clock.now()
        with services.database.transaction() as tx:
            assert mails.claim(tx, queued, now=now, until=now + timedelta(minutes=1), token="other")
        return real(self, *given)

    monkeypatch.setattr(session, "envelope", overtaken)

    with services.database.reading() as tx:
        [job] = tx.scalars(mails.select(Job)).all()
    from workers import jobs

    jobs.run(services, job.id)

    assert services.mailer.delivered == []
    assert states(services, queued) == ["queued"] * 3
    assert rows.outbound_mail(services, queued).claim == "other"


def test_what_a_worker_left_in_data_when_it_died_is_unknown(services: Services, queued: int):
    now = services.clock.now()
    with services.database.transaction() as tx:
        mails.claim(tx, queued, now=now, until=now + timedelta(seconds=60), token="dead")
        mails.note_phase(tx, queued, "dead", Phase.DATA, until=now + timedelta(minutes=11))
        mails.set_recipients(tx, queued, {ASKER: (Delivery.SENDING, None), SECOND: (Delivery.SENDING, None)}, now=now)

    services.clock.forward(minutes=5)
    work(services)
    assert states(services, queued) == ["sending", "sending", "queued"]
    services.clock.forward(minutes=7)
    work(services)

    assert states(services, queued) == ["unknown", "unknown", "sent"]
    assert addressed(services) == [(THIRD,)]


def test_what_a_worker_left_before_data_is_sent_by_the_next_one(services: Services, queued: int):
    now = services.clock.now()
    with services.database.transaction() as tx:
        mails.claim(tx, queued, now=now, until=now + timedelta(seconds=60), token="dead")
        mails.note_phase(tx, queued, "dead", Phase.ENVELOPE, until=now + timedelta(seconds=60))

    work(services)
    assert services.mailer.delivered == []
    services.clock.forward(minutes=2)
    work(services)

    assert states(services, queued) == ["sent"] * 3
    assert len(services.mailer.delivered) == 1


def test_the_row_of_the_job_never_holds_what_the_server_said(services: Services, queued: int):
    services.mailer.recipients = dict.fromkeys((ASKER, SECOND, THIRD), Verdict(451, f"mailbox of {ASKER} is full"))

    work(services)

    [job] = rows.every(services, Job)
    assert ASKER not in str(job.last_error)
    assert job.payload == {"outbound_id": queued}


def test_pauses_end_at_an_hour_and_a_quarter():
    assert timedelta(hours=1) <= outbound._pause(timedelta(seconds=15), 1000) <= timedelta(hours=1.25)
