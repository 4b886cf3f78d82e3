"""Mail on a question that came before: when its answer is due, and how two tickets know of each other."""

import pytest

from consultant.bootstrap import Services
from consultant.db.models import InboundMail
from consultant.domain.deadlines import due
from consultant.domain.rights import Role
from consultant.domain.tickets import Step
from consultant.services import parked, tickets
from consultant.services.intake import Parked, Taken
from consultant.services.pages import ticket as page
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make


def answered(services: Services, make: Make) -> int:
    """A ticket whose due time is long past, and whose answer has been queued."""
    ticket_id = make.ticket(message_id="first@asker.example")
    make.answer(ticket_id)
    services.clock.forward(days=9)
    return ticket_id


@pytest.mark.parametrize("state", ["answered", "closed", "waiting"])
def test_a_question_that_comes_back_is_due_anew(services: Services, make: Make, state: str):
    ticket_id = answered(services, make)
    if state != "answered":
        step = Step.CODER_CLOSES if state == "closed" else Step.CODER_ASKS_BACK
        with services.database.transaction() as tx:
            tickets.change_state(tx, make.person(), ticket_id, step, clock=services.clock)

    make.taken(mail("And this?", subject="Re: Knee question", in_reply_to="first@asker.example"))

    ticket = rows.ticket(services, ticket_id)
    assert ticket.state == "open"
    assert ticket.due_at == due(services.clock.now(), services.desk.answer_hours, services.desk.working)


def test_more_mail_on_an_open_question_leaves_its_due_time(services: Services, make: Make):
    ticket_id = make.ticket(message_id="first@asker.example")
    before = rows.ticket(services, ticket_id).due_at
    services.clock.forward(days=1)

    make.taken(mail("One more.", subject="Re: Knee question", in_reply_to="first@asker.example"))

    assert rows.ticket(services, ticket_id).due_at == before


def test_an_automatic_reply_does_not_move_the_due_time(services: Services, make: Make):
    ticket_id = answered(services, make)
    before = rows.ticket(services, ticket_id).due_at

    make.taken(
        mail("Away", subject="Re: Knee question", in_reply_to="first@asker.example", Auto_Submitted="auto-replied")
    )

    assert rows.ticket(services, ticket_id).due_at == before


def test_both_tickets_show_that_one_continues_the_other(services: Services, make: Make):
    old = make.ticket(message_id="first@asker.example")

    outcome = make.taken(mail("Other thing", subject="Nail debridement", in_reply_to="first@asker.example"))

    assert isinstance(outcome, Taken)
    assert rows.ticket(services, outcome.ticket_id).linked_ticket_id == old
    assert rows.ticket(services, outcome.ticket_id).subject == "Nail debridement"
    with services.database.reading() as tx:
        told = page.show(tx, make.person(), old).history[-1]
    assert (told.what, told.actor) == ("continued", "asker")
    assert told.detail == {"other": outcome.ticket_id, "reference": f"CQ-{100_000 + outcome.ticket_id}"}
    assert ("ticket", {"ticket_id": old}) in services.events.told[-3:]


def test_a_strangers_mail_that_gets_a_ticket_of_its_own_does_not_carry_the_reference_of_the_other(
    services: Services, make: Make
):
    other = make.ticket()
    raw = mail("Me too", sender="Eve <eve@else.example>", subject=f"Re: CQ-{100_000 + other}: Knee")
    assert isinstance(make.taken(raw), Parked)
    [waiting] = rows.every(services, InboundMail, state="parked")

    with services.database.transaction() as tx:
        own = parked.take_in(
            tx,
            make.person(Role.LEAD),
            waiting.id,
            ticket_id=None,
            blobs=services.blobs,
            desk=services.desk,
            clock=services.clock,
        )

    assert own != other
    assert rows.ticket(services, own).subject == "Knee"
