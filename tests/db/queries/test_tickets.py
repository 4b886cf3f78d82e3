import pytest

from consultant.bootstrap import Services
from consultant.db.models import TicketTag
from consultant.db.queries import tickets
from consultant.errors import NotFound
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.factories.work import work


def test_a_ticket_that_is_not_there_is_not_found(services: Services):
    with services.database.transaction() as tx:
        for find in (tickets.get, tickets.lock):
            with pytest.raises(NotFound):
                find(tx, 987)
        assert not tickets.exists(tx, 987)
        assert tickets.state_of(tx, 987) is None
        assert tickets.newest_message_id(tx, 987) == 0
        assert tickets.user(tx, 987) is None


def test_message_ids_find_the_tickets_of_their_mailbox(services: Services, make: Make):
    first = make.ticket(message_id="a@x.example")
    second = make.ticket(mail("other", message_id="b@x.example"))

    with services.database.reading() as tx:
        found = tickets.tickets_of_message_ids(tx, 1, ["a@x.example", "b@x.example", "c@x.example"])
        assert found == {"a@x.example": first, "b@x.example": second}
        assert tickets.tickets_of_message_ids(tx, 2, ["a@x.example"]) == {}
        assert tickets.tickets_of_message_ids(tx, 1, []) == {}
        assert tickets.tickets_of_message_ids(tx, 1, [f"{n}@y.example" for n in range(5000)]) == {}


def test_history_is_kept_in_order_with_who_and_what(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    with services.database.transaction() as tx:
        tickets.record(
            tx,
            ticket_id,
            "looked",
            now=services.clock.now(),
            actor="user",
            actor_id=coder.user_id,
            before=None,
            after=["a"],
        )

    event = rows.events(services, ticket_id)[-1]
    assert (event.actor, event.actor_id, event.detail) == ("user", coder.user_id, {"before": None, "after": ["a"]})


def test_tags_are_replaced_and_the_ones_before_are_told(services: Services, make: Make):
    ticket_id = make.ticket()
    with services.database.transaction() as tx:
        assert tickets.replace_tags(tx, ticket_id, ["b", "a"]) == []
        assert tickets.replace_tags(tx, ticket_id, []) == ["a", "b"]

    assert rows.every(services, TicketTag) == []


def test_the_newest_message_is_known(services: Services, make: Make):
    ticket_id = make.ticket()
    make.answer(ticket_id)

    with services.database.reading() as tx:
        assert tickets.newest_message_id(tx, ticket_id) == 2
        assert [message.id for message in tickets.messages(tx, ticket_id)] == [1, 2]


def test_tickets_whose_lookups_are_there_are_told_apart(services: Services, make: Make):
    make.ticket(message_id="a@x.example")
    with services.database.reading() as tx:
        assert tickets.with_lookups(tx, ["a@x.example"]) == {}

    work(services)

    with services.database.reading() as tx:
        assert tickets.with_lookups(tx, ["a@x.example", "b@x.example"]) == {"a@x.example": 1}
