import threading
from datetime import timedelta

from consultant.bootstrap import Services
from consultant.db.models import OutboundRecipient
from consultant.db.queries import outbound
from consultant.domain.sending import Delivery, Phase
from consultant.services import replies
from tests.factories import rows
from tests.factories.mails import ASKER, mail
from tests.factories.make import Make

MINUTE = timedelta(minutes=1)
SECOND = "second@clinic.example"


def due(services: Services, make: Make) -> int:
    outbound_id = make.answer(make.ticket(), cc=(SECOND,))
    services.clock.forward(seconds=10)
    return outbound_id


def claim(services: Services, outbound_id: int, token: str = "a") -> bool:
    now = services.clock.now()
    with services.database.transaction() as tx:
        return outbound.claim(tx, outbound_id, now=now, until=now + MINUTE, token=token)


def test_a_mail_is_claimed_when_its_time_has_come_by_one_and_again_when_that_one_falls_silent(
    services: Services, make: Make
):
    outbound_id = make.answer(make.ticket())
    assert not claim(services, outbound_id)
    services.clock.forward(seconds=10)
    assert claim(services, outbound_id, "a")
    assert not claim(services, outbound_id, "b")
    services.clock.forward(minutes=1)
    assert claim(services, outbound_id, "b")
    assert rows.outbound_mail(services, outbound_id).attempts == 2


def test_of_many_workers_that_claim_at_once_one_gets_it(services: Services, make: Make):
    outbound_id = due(services, make)
    barrier, won = threading.Barrier(4), []

    def ask(name: str) -> None:
        barrier.wait()
        if claim(services, outbound_id, name):
            won.append(name)

    threads = [threading.Thread(target=ask, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1


def test_a_lost_claim_fences(services: Services, make: Make):
    outbound_id = due(services, make)
    claim(services, outbound_id, "a")
    services.clock.forward(minutes=2)
    claim(services, outbound_id, "b")

    with services.database.transaction() as tx:
        assert not outbound.note_phase(tx, outbound_id, "a", Phase.DATA, until=services.clock.now())
        assert not outbound.release(tx, outbound_id, "a")
        assert outbound.note_phase(tx, outbound_id, "b", Phase.DATA, until=services.clock.now() + MINUTE)

    assert rows.outbound_mail(services, outbound_id).phase == "data"


def test_a_claim_loads_whom_it_is_owed_to_alone(services: Services, make: Make):
    outbound_id = due(services, make)
    with services.database.transaction() as tx:
        outbound.set_recipients(tx, outbound_id, {ASKER: (Delivery.SENT, "250")}, now=services.clock.now())
    claim(services, outbound_id, "a")

    with services.database.reading() as tx:
        loaded = outbound.load(tx, outbound_id, "a")

    assert (loaded.queued, loaded.claim, loaded.attempts) == ((SECOND,), "a", 1)
    assert loaded.raw.startswith(b"From: ")


def test_the_mails_state_follows_its_recipients(services: Services, make: Make):
    outbound_id = due(services, make)
    now = services.clock.now()
    with services.database.transaction() as tx:
        assert outbound.set_recipients(tx, outbound_id, {ASKER: (Delivery.SENT, "x" * 900)}, now=now) == "queued"
        assert outbound.get(tx, outbound_id) is not None
    assert rows.outbound_mail(services, outbound_id).finished_at is None

    with services.database.transaction() as tx:
        assert outbound.set_recipients(tx, outbound_id, {SECOND: (Delivery.REFUSED, None)}, now=now) == "refused"

    row = rows.outbound_mail(services, outbound_id)
    assert (row.state, row.finished_at) == ("refused", now)
    assert max(len(one.answer or "") for one in rows.every(services, OutboundRecipient)) == 500


def test_the_next_turn_is_after_the_pause_and_after_the_claim(services: Services, make: Make):
    outbound_id = due(services, make)
    now = services.clock.now()

    def turn() -> object:
        with services.database.reading() as tx:
            return outbound.next_turn(tx, outbound_id)

    assert turn() == now
    claim(services, outbound_id)
    assert turn() == now + MINUTE
    with services.database.transaction() as tx:
        outbound.release(tx, outbound_id, "a", not_before=now + 5 * MINUTE, answer="y" * 900)
    assert turn() == now + 5 * MINUTE
    with services.database.transaction() as tx:
        outbound.set_recipients(tx, outbound_id, dict.fromkeys((ASKER, SECOND), (Delivery.UNKNOWN, None)), now=now)
    assert turn() is None
    with services.database.reading() as tx:
        assert outbound.next_turn(tx, 987) is None


def test_requeueing_forgets_claims_and_attempts(services: Services, make: Make):
    outbound_id = due(services, make)
    claim(services, outbound_id)

    with services.database.transaction() as tx:
        outbound.requeue(tx, outbound_id, now=services.clock.now())

    row = rows.outbound_mail(services, outbound_id)
    assert (row.claim, row.claimed_until, row.phase, row.attempts) == (None, None, "idle", 0)


def test_the_thread_holds_what_was_mailed_and_not_what_was_taken_back(services: Services, make: Make):
    ticket_id, coder = make.ticket(message_id="a@asker.example"), make.person()
    back = make.answer(ticket_id, "No", person=coder)
    with services.database.transaction() as tx:
        replies.withdraw(tx, coder, back, clock=services.clock)
    kept = rows.outbound_mail(services, make.answer(ticket_id, "Yes", person=coder)).message_id
    make.taken(mail("b", subject="Re: Knee question", message_id="b@asker.example", in_reply_to=kept))

    with services.database.reading() as tx:
        assert outbound.thread_of(tx, ticket_id) == ["a@asker.example", kept, "b@asker.example"]
        assert outbound.written(tx, back) == ("No", "")


def test_nobody_finds_what_is_not_there(services: Services):
    with services.database.reading() as tx:
        assert outbound.get(tx, 987) is None
        assert outbound.lock(tx, 987) is None
        assert outbound.by_form_key(tx, "nothing") is None
        assert outbound.recipients(tx, 987) == {}
        assert outbound.machine_mails_since(tx, services.clock.now()) == 0
