from collections.abc import Callable

import pytest

from consultant.bootstrap import Services
from consultant.db.models import OutboundMail, Ticket
from consultant.db.queries import outbound
from consultant.domain.rights import Person
from consultant.domain.sending import Delivery
from consultant.mail.parse import parse
from consultant.mail.parsed import ParsedMail
from consultant.services import desk_notices, tickets
from tests.factories import rows
from tests.factories.mails import ASKER, mail
from tests.factories.make import Make
from tests.factories.work import work


def told(services: Services, kind: str) -> list[ParsedMail]:
    found = [parse(row.raw) for row in rows.every(services, OutboundMail, kind=kind)]
    assert all(isinstance(one, ParsedMail) for one in found)
    return found  # type: ignore[return-value]


def look(services: Services, tell: Callable[..., int]) -> int:
    with services.database.transaction() as tx:
        return tell(tx, renderer=services.renderer, clock=services.clock, desk=services.desk)


def fail(services: Services, outbound_id: int, state: Delivery) -> None:
    with services.database.transaction() as tx:
        outbound.set_recipients(tx, outbound_id, {ASKER: (state, "550")}, now=services.clock.now())


def test_failures_of_some_minutes_are_one_digest_to_their_author(services: Services, make: Make):
    author, other = make.person(name="Priya Raman"), make.person(name="Marcus Oyelaran")
    mails = [make.answer(make.ticket(mail(f"Q{n}", subject=f"Secret {n}")), person=author) for n in range(2)]
    mails.append(make.answer(make.ticket(mail("Q3")), person=other))
    fail(services, mails[0], Delivery.REFUSED)
    assert look(services, desk_notices.tell_failures) == 0
    services.clock.forward(minutes=1)
    fail(services, mails[1], Delivery.UNKNOWN)
    fail(services, mails[2], Delivery.REFUSED)
    assert look(services, desk_notices.tell_failures) == 0
    services.clock.forward(minutes=1)

    assert look(services, desk_notices.tell_failures) == 2
    services.clock.forward(hours=30)
    assert look(services, desk_notices.tell_failures) == 0

    first = told(services, "send_failed")[0]
    assert first.subject == "2 letters did not arrive"
    assert "CQ-100001: it was refused" in first.text
    assert "CQ-100002: nobody knows whether it arrived" in first.text
    assert "Secret" not in first.text + first.subject
    assert ASKER not in first.text


def test_a_failure_that_was_settled_meanwhile_is_not_told_and_a_new_one_is(services: Services, make: Make):
    outbound_id = make.answer(make.ticket())
    fail(services, outbound_id, Delivery.UNKNOWN)
    look(services, desk_notices.tell_failures)
    fail(services, outbound_id, Delivery.SENT)
    services.clock.forward(minutes=5)
    assert look(services, desk_notices.tell_failures) == 0

    fail(services, outbound_id, Delivery.REFUSED)
    look(services, desk_notices.tell_failures)
    services.clock.forward(minutes=2)

    assert look(services, desk_notices.tell_failures) == 1


def test_a_machines_letter_that_fails_is_told_to_nobody(services: Services, make: Make):
    make.ticket()
    services.clock.forward(minutes=1)
    work(services)
    fail(services, 1, Delivery.REFUSED)
    for _ in range(2):
        services.clock.forward(minutes=3)
        assert look(services, desk_notices.tell_failures) == 0


@pytest.fixture
def mine(services: Services, make: Make) -> tuple[int, Person]:
    """A ticket that somebody else gave to a person, due in four working hours."""
    ticket_id, person, lead = make.ticket(), make.person(name="Priya Raman"), make.person(name="Lee Lead")
    with services.database.transaction() as tx:
        tickets.assign(tx, lead, ticket_id, person.user_id, clock=services.clock)
    return ticket_id, person


def until_due(services: Services, ticket_id: int, minutes: int) -> None:
    left = rows.ticket(services, ticket_id).due_at - services.clock.now()
    services.clock.forward(seconds=left.total_seconds() - 60 * minutes)


def test_an_answer_that_is_due_within_the_hour_is_told_once(services: Services, mine: tuple[int, Person]):
    until_due(services, mine[0], 61)
    assert look(services, desk_notices.tell_due) == 0
    until_due(services, mine[0], 59)

    assert look(services, desk_notices.tell_due) == 1
    for _ in range(4):
        services.clock.forward(hours=1)
        assert look(services, desk_notices.tell_due) == 0

    [notice] = told(services, "due_soon")
    assert notice.subject == "1 answer is due soon"
    assert "CQ-100001: due today by" in notice.text


def test_what_is_answered_unassigned_or_long_late_is_told_to_nobody(
    services: Services, make: Make, mine: tuple[int, Person]
):
    make.ticket(mail("of nobody"))
    until_due(services, mine[0], 30)
    make.answer(mine[0], person=mine[1])
    assert look(services, desk_notices.tell_due) == 0

    with services.database.transaction() as tx:
        tx.get_one(Ticket, mine[0]).state = "open"
    until_due(services, mine[0], -61)
    assert look(services, desk_notices.tell_due) == 0


def test_who_is_given_a_ticket_by_somebody_else_is_told(services: Services, mine: tuple[int, Person]):
    services.clock.forward(minutes=1)
    work(services)

    [notice] = told(services, "assigned")
    assert notice.subject == "CQ-100001 is yours"
    assert "Lee Lead gave you CQ-100001" in notice.text
    assert "Knee" not in notice.text


def test_taking_a_ticket_oneself_or_giving_it_back_at_once_tells_nobody(
    services: Services, make: Make, mine: tuple[int, Person]
):
    lead, own = make.person(), make.person()
    with services.database.transaction() as tx:
        tickets.assign(tx, lead, mine[0], None, clock=services.clock)
    with services.database.transaction() as tx:
        tickets.assign(tx, own, mine[0], own.user_id, clock=services.clock)
    services.clock.forward(minutes=2)
    work(services)

    assert told(services, "assigned") == []
