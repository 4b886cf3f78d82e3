import pytest

from consultant.bootstrap import Services
from consultant.db.models import TicketTag, User
from consultant.domain.rights import Person, Role
from consultant.domain.tickets import Priority, Step
from consultant.errors import Forbidden, InvalidTransition, NotFound, UserError
from consultant.services import tickets
from tests.factories import rows
from tests.factories.make import Make


def test_giving_a_new_ticket_to_somebody_opens_it(services: Services, make: Make):
    ticket_id, coder, other = make.ticket(), make.person(), make.person()

    with services.database.transaction() as tx:
        tickets.assign(tx, coder, ticket_id, other.user_id, clock=services.clock)

    ticket = rows.ticket(services, ticket_id)
    assert (ticket.assignee_id, ticket.state) == (other.user_id, "open")
    event = rows.events(services, ticket_id)[-1]
    assert (event.what, event.actor_id, event.detail) == (
        "assigned",
        coder.user_id,
        {"before": None, "after": other.user_id},
    )


def test_giving_it_to_nobody_keeps_its_state_and_the_same_again_is_no_change(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    for assignee in (coder.user_id, coder.user_id, None, None):
        with services.database.transaction() as tx:
            tickets.assign(tx, coder, ticket_id, assignee, clock=services.clock)

    assert (rows.ticket(services, ticket_id).assignee_id, rows.ticket(services, ticket_id).state) == (None, "open")
    assert rows.history(services, ticket_id).count("assigned") == 2


def test_nobody_who_is_not_here_gets_a_ticket(services: Services, make: Make):
    ticket_id, coder, gone = make.ticket(), make.person(), make.person()
    with services.database.transaction() as tx:
        tx.get_one(User, gone.user_id).active = False

    for nobody in (987, gone.user_id):
        with pytest.raises(NotFound), services.database.transaction() as tx:
            tickets.assign(tx, coder, ticket_id, nobody, clock=services.clock)


def test_every_change_of_state_is_history_and_a_wrong_one_is_refused(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    for step in (Step.CODER_ASKS_FOR_REVIEW, Step.CODER_REOPENS, Step.CODER_CLOSES):
        with services.database.transaction() as tx:
            tickets.change_state(tx, coder, ticket_id, step, clock=services.clock)

    assert [event.detail for event in rows.events(services, ticket_id)[1:]] == [
        {"before": "new", "after": "review"},
        {"before": "review", "after": "open"},
        {"before": "open", "after": "closed"},
    ]
    with pytest.raises(InvalidTransition), services.database.transaction() as tx:
        tickets.change_state(tx, coder, ticket_id, Step.CODER_ASKS_BACK, clock=services.clock)


def test_a_step_by_hand_takes_the_ticket_off_the_top(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    with services.database.transaction() as tx:
        tickets.tickets.change(tx, ticket_id, attention=0)
        tickets.change_state(tx, coder, ticket_id, Step.CODER_CLOSES, clock=services.clock)

    assert rows.ticket(services, ticket_id).attention == 1


def test_priority_and_tags_are_history_too_and_the_same_again_is_not(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    for _ in range(2):
        with services.database.transaction() as tx:
            tickets.change_priority(tx, coder, ticket_id, Priority.URGENT, clock=services.clock)
            tickets.change_tags(tx, coder, ticket_id, ["Knee ", "KNEE", " two  words", ""], clock=services.clock)

    assert rows.ticket(services, ticket_id).priority == "urgent"
    assert [row.tag for row in rows.every(services, TicketTag)] == ["knee", "two words"]
    assert rows.history(services, ticket_id) == ["opened", "priority", "tags"]


@pytest.mark.parametrize("tags", [["x" * 41], [f"tag{number}" for number in range(21)]])
def test_too_many_or_too_long_tags_change_nothing(services: Services, make: Make, tags: list[str]):
    ticket_id, coder = make.ticket(), make.person()

    with pytest.raises(UserError), services.database.transaction() as tx:
        tickets.change_tags(tx, coder, ticket_id, tags, clock=services.clock)

    assert rows.every(services, TicketTag) == []


def test_opening_takes_the_unread_mark_off_once(services: Services, make: Make):
    ticket_id, coder = make.ticket(), make.person()
    services.events.told.clear()
    for _ in range(2):
        with services.database.transaction() as tx:
            tickets.mark_read(tx, coder, ticket_id)

    assert not rows.ticket(services, ticket_id).unread
    assert services.events.told == [("ticket", {"ticket_id": ticket_id})]
    assert rows.history(services, ticket_id) == ["opened"]


def test_an_asker_changes_nothing_and_no_ticket_is_changed(services: Services, make: Make):
    ticket_id, coder, asker = make.ticket(), make.person(), Person(1, Role.ASKER, "x")
    acts = (
        lambda tx, who, number: tickets.assign(tx, who, number, None, clock=services.clock),
        lambda tx, who, number: tickets.change_state(tx, who, number, Step.CODER_CLOSES, clock=services.clock),
        lambda tx, who, number: tickets.change_priority(tx, who, number, Priority.LOW, clock=services.clock),
        lambda tx, who, number: tickets.change_tags(tx, who, number, ["a"], clock=services.clock),
        tickets.mark_read,
    )
    for act in acts:
        with pytest.raises(Forbidden), services.database.transaction() as tx:
            act(tx, asker, ticket_id)
        with pytest.raises(NotFound), services.database.transaction() as tx:
            act(tx, coder, 987)
