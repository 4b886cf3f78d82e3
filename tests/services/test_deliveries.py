import pytest

from consultant.bootstrap import Services
from consultant.db.queries import outbound
from consultant.domain.sending import Delivery
from consultant.services import deliveries
from tests.factories import rows
from tests.factories.mails import ASKER
from tests.factories.make import Make

SECOND = "second@clinic.example"
Known = dict[str, tuple[Delivery, str | None]]


def attempt(services: Services, outbound_id: int, known: Known, *, token: str = "token") -> bool | None:
    """Claim the mail as a worker does, and conclude with what is known."""
    services.clock.forward(minutes=1)
    now = services.clock.now()
    with services.database.transaction() as tx:
        assert outbound.claim(tx, outbound_id, now=now, until=now + services.desk.lease, token="token")
        mail = outbound.load(tx, outbound_id, token)
    with services.database.transaction() as tx:
        return deliveries.conclude(tx, mail, known, answer="x", retry_at=now, clock=services.clock)


def test_an_accepted_answer_is_told_once(services: Services, make: Make):
    outbound_id = make.answer(make.ticket())

    owed = attempt(services, outbound_id, {ASKER: (Delivery.SENT, "250 ok")})

    assert owed is False
    row = rows.outbound_mail(services, outbound_id)
    assert (row.state, row.claim, row.phase, row.finished_at) == ("sent", None, "idle", services.clock.now())
    assert rows.history(services, 1)[-1] == "answer sent"


def test_an_answer_that_took_two_attempts_is_told_as_sent_at_the_end(services: Services, make: Make):
    outbound_id = make.answer(make.ticket(), cc=(SECOND,))

    assert attempt(services, outbound_id, {ASKER: (Delivery.SENT, "250"), SECOND: (Delivery.QUEUED, "451")}) is True
    assert "answer sent" not in rows.history(services, 1)
    assert attempt(services, outbound_id, {SECOND: (Delivery.SENT, "250")}) is False

    assert rows.history(services, 1).count("answer sent") == 1


@pytest.mark.parametrize(
    ("state", "ticket_state", "words"),
    [(Delivery.REFUSED, "open", "answer refused"), (Delivery.UNKNOWN, "answered", "answer unknown")],
)
def test_what_needs_a_person_comes_on_top(
    services: Services, make: Make, state: Delivery, ticket_state: str, words: str
):
    outbound_id = make.answer(make.ticket())

    attempt(services, outbound_id, {ASKER: (state, "550 no")})

    ticket = rows.ticket(services, 1)
    assert (ticket.state, ticket.attention) == (ticket_state, 0)
    assert rows.history(services, 1)[-1] == words


def test_each_recipient_that_refuses_is_told_and_none_twice(services: Services, make: Make):
    outbound_id = make.answer(make.ticket(), cc=(SECOND,))

    attempt(services, outbound_id, {ASKER: (Delivery.REFUSED, "550"), SECOND: (Delivery.QUEUED, "451")})
    attempt(services, outbound_id, {})
    assert rows.history(services, 1).count("answer refused") == 1
    attempt(services, outbound_id, {SECOND: (Delivery.REFUSED, "550")})

    assert rows.history(services, 1).count("answer refused") == 2


def test_a_refusal_beside_an_unknown_fate_is_not_hidden_by_it(services: Services, make: Make):
    outbound_id = make.answer(make.ticket(), cc=(SECOND,))

    attempt(services, outbound_id, {ASKER: (Delivery.REFUSED, "550"), SECOND: (Delivery.UNKNOWN, None)})

    assert {"answer refused", "answer unknown"} <= set(rows.history(services, 1))
    assert rows.ticket(services, 1).state == "open"


def test_a_lost_claim_writes_nothing(services: Services, make: Make):
    outbound_id = make.answer(make.ticket())

    with services.database.transaction() as tx:
        mail = outbound.Outbound(outbound_id, 1, 1, "", b"", "another", 1, services.clock.now(), None, (ASKER,))
        assert (
            deliveries.conclude(tx, mail, {}, answer=None, retry_at=services.clock.now(), clock=services.clock) is None
        )


def test_what_a_dead_worker_left_in_data_is_unknown_and_told(services: Services, make: Make):
    outbound_id = make.answer(make.ticket(), cc=(SECOND,))
    now = services.clock.now()
    with services.database.transaction() as tx:
        outbound.set_recipients(tx, outbound_id, {ASKER: (Delivery.SENDING, None)}, now=now)

    for _ in range(2):
        with services.database.transaction() as tx:
            deliveries.recover(tx, outbound_id, now=now)

    with services.database.reading() as tx:
        assert outbound.recipients(tx, outbound_id) == {ASKER: Delivery.UNKNOWN, SECOND: Delivery.QUEUED}
    assert rows.history(services, 1).count("answer unknown") == 1
    assert rows.ticket(services, 1).attention == 0


def test_a_refused_acknowledgement_opens_nothing(services: Services, make: Make):
    from consultant.services import acknowledgements

    ticket_id = make.ticket()
    with services.database.transaction() as tx:
        outbound_id = acknowledgements.acknowledge(
            tx, ticket_id, renderer=services.renderer, clock=services.clock, desk=services.desk
        )
    assert outbound_id is not None

    attempt(services, outbound_id, {ASKER: (Delivery.REFUSED, "550")})

    ticket = rows.ticket(services, ticket_id)
    assert (ticket.state, ticket.attention) == ("new", 1)
    assert rows.history(services, ticket_id)[-1] == "acknowledgement refused"
