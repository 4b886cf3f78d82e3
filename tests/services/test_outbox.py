from datetime import timedelta

import pytest

from consultant.bootstrap import Services
from consultant.db.models import Job, OutboundMail, OutboundRecipient
from consultant.db.queries import outbound as rows_of
from consultant.domain.rights import Person, Role
from consultant.domain.sending import Delivery, Phase
from consultant.errors import Conflict, Forbidden, NotFound
from consultant.ports import Verdict
from consultant.services import outbox
from tests.factories import rows
from tests.factories.mails import ASKER
from tests.factories.make import Make
from tests.factories.work import work

SECOND = "second@clinic.example"


def states(services: Services, outbound_id: int) -> dict[str, str]:
    found = rows.every(services, OutboundRecipient, outbound_id=outbound_id)
    return {row.address: row.state for row in sorted(found, key=lambda row: row.position)}


def refused(services: Services, make: Make) -> int:
    """Return an answer that one of two recipients refused."""
    services.mailer.recipients[ASKER] = Verdict(550, "no such user")
    outbound_id = make.answer(make.ticket(), cc=(SECOND,))
    services.clock.forward(seconds=11)
    work(services)
    assert states(services, outbound_id) == {ASKER: "refused", SECOND: "sent"}
    return outbound_id


def unknown(services: Services, make: Make) -> int:
    """Return an answer whose fate nobody knows."""
    outbound_id = make.answer(make.ticket())
    with services.database.transaction() as tx:
        rows_of.set_recipients(tx, outbound_id, {ASKER: (Delivery.UNKNOWN, "lost")}, now=services.clock.now())
        outbox.tickets.change(tx, 1, attention=0)
    return outbound_id


def test_a_refused_mail_is_sent_again_to_those_who_do_not_have_it_alone(services: Services, make: Make):
    outbound_id, coder = refused(services, make), make.person()
    services.mailer.delivered.clear()
    services.mailer.recipients.clear()

    with services.database.transaction() as tx:
        outbox.retry(tx, coder, outbound_id, clock=services.clock)
    work(services)

    assert [recipients for _, recipients, _ in services.mailer.delivered] == [(ASKER,)]
    assert states(services, outbound_id) == {ASKER: "sent", SECOND: "sent"}
    assert rows.ticket(services, 1).attention == 1
    history = rows.history(services, 1)
    assert history[history.index("queued again") :].count("answer sent") == 1


def test_a_mail_that_everybody_has_is_not_sent_again(services: Services, make: Make):
    outbound_id, coder = make.answer(make.ticket()), make.person()
    services.clock.forward(seconds=11)
    work(services)

    with pytest.raises(Conflict), services.database.transaction() as tx:
        outbox.retry(tx, coder, outbound_id, clock=services.clock)


def test_a_person_may_send_a_second_copy_of_what_is_unknown(services: Services, make: Make):
    outbound_id, coder = unknown(services, make), make.person()

    with services.database.transaction() as tx:
        outbox.retry(tx, coder, outbound_id, clock=services.clock)
    work(services)

    assert rows.outbound_mail(services, outbound_id).state == "sent"


def test_cancelling_ends_what_is_owed_and_it_never_leaves(services: Services, make: Make):
    outbound_id, coder = make.answer(make.ticket()), make.person()

    with services.database.transaction() as tx:
        outbox.cancel(tx, coder, outbound_id, clock=services.clock)
    services.clock.forward(minutes=5)
    work(services)

    assert rows.outbound_mail(services, outbound_id).state == "cancelled"
    assert all(b"Take M17.11." not in raw for _, _, raw in services.mailer.delivered)
    assert rows.every(services, Job, kind="deliver_email") == []
    with pytest.raises(Conflict), services.database.transaction() as tx:
        outbox.cancel(tx, coder, outbound_id, clock=services.clock)


def test_a_cancelled_answer_leaves_its_question_open(services: Services, make: Make):
    outbound_id, coder = make.answer(make.ticket()), make.person()

    with services.database.transaction() as tx:
        outbox.cancel(tx, coder, outbound_id, clock=services.clock)

    assert rows.ticket(services, 1).state == "open"


def test_an_answer_that_another_one_followed_is_cancelled_without_opening_its_question(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    first = make.answer(ticket_id)
    make.answer(ticket_id)

    with services.database.transaction() as tx:
        outbox.cancel(tx, coder, first, clock=services.clock)

    assert rows.ticket(services, 1).state == "answered"


def test_cancelling_a_copy_alone_opens_no_question(services: Services, make: Make):
    outbound_id, coder = make.answer(make.ticket(), cc=(SECOND,)), make.person()
    services.mailer.recipients[SECOND] = Verdict(451, "later")
    services.clock.forward(seconds=11)
    work(services)

    with services.database.transaction() as tx:
        outbox.cancel(tx, coder, outbound_id, clock=services.clock)

    assert states(services, outbound_id) == {ASKER: "sent", SECOND: "cancelled"}
    assert rows.ticket(services, 1).state == "answered"


@pytest.mark.parametrize(("arrived", "state"), [(True, "sent"), (False, "refused")])
def test_a_persons_word_settles_an_unknown_fate_once(services: Services, make: Make, arrived: bool, state: str):
    outbound_id, coder = unknown(services, make), make.person()

    with services.database.transaction() as tx:
        outbox.settle(tx, coder, outbound_id, ASKER, arrived=arrived, clock=services.clock)

    assert states(services, outbound_id) == {ASKER: state}
    assert rows.ticket(services, 1).attention == (1 if arrived else 0)
    with pytest.raises(Conflict), services.database.transaction() as tx:
        outbox.settle(tx, coder, outbound_id, ASKER, arrived=True, clock=services.clock)


def test_an_answer_that_did_not_arrive_opens_its_ticket_again(services: Services, make: Make):
    outbound_id, coder = unknown(services, make), make.person()
    assert rows.ticket(services, 1).state == "answered"

    with services.database.transaction() as tx:
        outbox.settle(tx, coder, outbound_id, ASKER, arrived=False, clock=services.clock)

    assert rows.ticket(services, 1).state == "open"


def test_nothing_is_settled_while_a_worker_is_in_the_conversation(services: Services, make: Make):
    outbound_id, coder = make.answer(make.ticket()), make.person()
    with services.database.transaction() as tx:
        row = tx.get_one(OutboundMail, outbound_id)
        row.claim, row.phase = "held", Phase.DATA

    for act in (outbox.retry, outbox.cancel):
        with pytest.raises(Conflict, match="being sent"), services.database.transaction() as tx:
            act(tx, coder, outbound_id, clock=services.clock)


def test_a_mail_whose_worker_fell_silent_before_data_is_cancelled_and_the_worker_does_not_go_on(
    services: Services, make: Make
):
    outbound_id, coder = make.answer(make.ticket()), make.person()
    services.clock.forward(minutes=1)
    now, until = services.clock.now(), services.clock.now() + timedelta(minutes=1)
    with services.database.transaction() as tx:
        assert rows_of.claim(tx, outbound_id, now=now, until=until, token="held")
    with pytest.raises(Conflict, match="being sent"), services.database.transaction() as tx:
        outbox.cancel(tx, coder, outbound_id, clock=services.clock)

    services.clock.forward(minutes=2)
    with services.database.transaction() as tx:
        outbox.cancel(tx, coder, outbound_id, clock=services.clock)

    assert states(services, outbound_id) == {ASKER: "cancelled"}
    with services.database.transaction() as tx:
        assert not rows_of.note_phase(tx, outbound_id, "held", Phase.DATA, until=until)


def test_askers_settle_nothing_and_nothing_is_not_settled(services: Services, make: Make):
    outbound_id, coder = make.answer(make.ticket()), make.person()
    for act in (outbox.retry, outbox.cancel):
        with pytest.raises(Forbidden), services.database.transaction() as tx:
            act(tx, Person(1, Role.ASKER, "x"), outbound_id, clock=services.clock)
        with pytest.raises(NotFound), services.database.transaction() as tx:
            act(tx, coder, 987, clock=services.clock)
