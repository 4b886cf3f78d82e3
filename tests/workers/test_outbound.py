from dataclasses import replace
from datetime import timedelta

import pytest

from consultant.adapters.outgoing import Identity
from consultant.bootstrap import Services
from consultant.db.models import Job, Mailbox, OutboundMail, OutboundRecipient
from consultant.db.queries import outbound as mails
from consultant.domain.rights import Role
from consultant.domain.sending import Delivery, Phase
from consultant.errors import ConfigError, PermanentError, TransientError
from consultant.ports import Verdict
from consultant.services import deliveries
from consultant.services import outbox as use_cases
from tests.factories import rows
from tests.factories.mails import ASKER, DESK, mail
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
    session = type(services.mailer.session(1))

    def look(name: str) -> None:
        real = getattr(session, name)

        def looking(self: object, *given: object, **named: object) -> object:
            row = rows.every(services, OutboundMail)[0]
            seen.append((name, row.phase, states(services, queued)))
            return real(self, *given, **named)

        monkeypatch.setattr(session, name, looking)

    look("envelope")
    look("data")
    work(services)

    assert seen == [("envelope", "envelope", ["queued"] * 3), ("data", "data", ["sending"] * 3)]


def test_a_worker_that_lost_its_claim_does_not_go_on_to_data(
    services: Services, queued: int, monkeypatch: pytest.MonkeyPatch
):
    session = type(services.mailer.session(1))
    real = session.envelope

    def overtaken(self: object, *given: object, **named: object) -> object:
        services.clock.forward(minutes=2)
        now = services.clock.now()
        with services.database.transaction() as tx:
            assert mails.claim(tx, queued, now=now, until=now + timedelta(minutes=1), token="other")
        return real(self, *given, **named)

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


def test_a_mail_that_servers_put_off_for_days_is_a_persons(services: Services, queued: int):
    services.mailer.final = LATER
    work(services)
    for _ in range(5):
        services.clock.forward(days=1)
        work(services)

    row = rows.outbound_mail(services, queued)
    assert (row.state, set(states(services, queued))) == ("refused", {"refused"})
    [word, *_] = [one.answer for one in rows.every(services, OutboundRecipient, outbound_id=queued)]
    assert word == "given up after 3 days; the last word: 451 4.3.0 try later"
    assert rows.every(services, Job) == []


def test_a_person_who_asks_again_begins_the_days_anew(services: Services, queued: int, make: Make):
    services.mailer.final = LATER
    work(services)
    services.clock.forward(days=4)
    work(services)
    with services.database.transaction() as tx:
        use_cases.retry(tx, make.person(Role.CODER), queued, clock=services.clock)
    work(services)

    assert rows.outbound_mail(services, queued).state == "queued"


def test_one_server_gets_so_many_mails_a_minute(services: Services, make: Make):
    limited = replace(services, desk=replace(services.desk, mails_per_minute=2))
    for number in range(3):
        make.answer(make.ticket(mail(f"Question {number}", subject=f"Question {number}")))
    services.clock.forward(seconds=11)

    work(limited)
    at_once = len(services.mailer.delivered)
    # Two that ask in one moment are parted once more, each time by five minutes and a half at most.
    for _ in range(30):
        services.clock.forward(seconds=30)
        work(limited)

    assert (at_once, len(services.mailer.delivered)) == (1, 3)


def test_a_wrong_setting_is_the_attempts_to_say_also_where_mails_a_minute_are_limited(services: Services, queued: int):
    def wrong(_mailbox_id: int) -> Identity:
        raise ConfigError("the secret was stored under another key")

    services.mailer.fails["session"] = PermanentError("the secret was stored under another key")
    limited = replace(services, desk=replace(services.desk, mails_per_minute=2), identity=wrong)

    work(limited)

    row = rows.outbound_mail(services, queued)
    assert (row.state, row.last_answer) == ("queued", "the secret was stored under another key")


def test_what_the_server_said_is_written_also_when_the_database_was_away_meanwhile(
    services: Services, queued: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(outbound, "FIRST_PATIENCE", 0.001)
    real, away = deliveries.conclude, iter((True, True, False))

    def conclude(*given: object, **named: object) -> object:
        if next(away):
            raise TransientError("the connection to the database was lost")
        return real(*given, **named)

    monkeypatch.setattr(deliveries, "conclude", conclude)

    work(services)

    assert states(services, queued) == ["sent", "sent", "sent"]
    assert len(services.mailer.delivered) == 1


def test_what_the_server_takes_at_most_is_known_to_the_next_answer(services: Services, queued: int):
    services.mailer.size_limit = 5_000_000
    assert rows.every(services, Mailbox)[0].smtp_max_bytes is None

    work(services)

    assert states(services, queued) == ["sent"] * 3
    assert rows.every(services, Mailbox)[0].smtp_max_bytes == 5_000_000
