import pytest

from consultant.bootstrap import Services
from consultant.domain.rights import Person, Role
from consultant.domain.tickets import State, Step
from consultant.errors import Forbidden, NotFound
from consultant.services import drafts, notes, replies
from consultant.services.pages import thread, ticket
from tests.factories.mails import mail
from tests.factories.make import Make


@pytest.fixture
def person(make: Make) -> Person:
    return make.person(name="Priya Raman")


@pytest.fixture
def ticket_id(make: Make) -> int:
    return make.ticket(mail(subject="Knee", Cc="claims@other.example, dana@northfork-ortho.example"))


def show(services: Services, person: Person, ticket_id: int) -> ticket.TicketPage:
    with services.database.reading() as tx:
        return ticket.show(tx, person, ticket_id)


def test_the_head_says_who_asked_and_what_can_be_done(services: Services, person: Person, ticket_id: int):
    head = show(services, person, ticket_id).head

    assert (head.reference, head.state, head.who, head.domain) == (
        "CQ-100001",
        State.NEW,
        "Dana Whitlock",
        "northfork-ortho.example",
    )
    assert Step.CODER_CLOSES in {choice.step for choice in head.choices}
    assert Step.ASKER_WRITES not in ticket.CHOICES


def test_copies_are_offered_without_the_requester_and_the_desk_itself(
    services: Services, person: Person, ticket_id: int
):
    assert show(services, person, ticket_id).composer.copies == ("claims@other.example",)


def test_a_draft_comes_back_to_who_typed_it(services: Services, make: Make, person: Person, ticket_id: int):
    with services.database.transaction() as tx:
        drafts.save(tx, person, ticket_id, "reply", "half", clock=services.clock)

    mine, other = show(services, person, ticket_id), show(services, make.person(), ticket_id)

    assert mine.composer.reply is not None
    assert mine.composer.reply.text == "half"
    assert other.composer.reply is None


def test_the_newest_of_somebody_else_is_named_for_the_stop_before_send(
    services: Services, make: Make, person: Person, ticket_id: int
):
    colleague = make.person(name="Marcus Oyelaran")
    services.clock.forward(minutes=1)
    with services.database.transaction() as tx:
        note_id = notes.add(tx, colleague, ticket_id, "Left knee", form_key="note-key-1", clock=services.clock)

    newest, own = show(services, person, ticket_id).newest, show(services, colleague, ticket_id).newest

    assert (newest.note_id, newest.who, newest.at) == (note_id, "Marcus Oyelaran", services.clock.now())
    assert own.who == "Dana Whitlock"


def test_an_own_answer_counts_as_the_newest_and_an_own_note_does_not(
    services: Services, person: Person, ticket_id: int
):
    answer = replies.Answer(ticket_id, "M17.11.", (), "form-key-1", 10**9, None, "answered")
    with services.database.transaction() as tx:
        replies.submit(
            tx,
            person,
            answer,
            catalogue=services.library,
            renderer=services.renderer,
            clock=services.clock,
            desk=services.desk,
        )

    page = show(services, person, ticket_id)

    assert page.newest.who == "You"
    assert page.composer.seen_message_id == page.newest.message_id
    desk = [entry for entry in page.entries if isinstance(entry, thread.MessageEntry) and entry.source == "desk"]
    assert desk[0].sending is not None
    services.clock.forward(minutes=1)
    with services.database.transaction() as tx:
        notes.add(tx, person, ticket_id, "Left knee", form_key="note-key-2", clock=services.clock)
    assert show(services, person, ticket_id).newest.who == "You"
    assert show(services, person, ticket_id).newest.at == page.newest.at


def test_nothing_is_shown_to_who_may_not_see_it_or_of_what_is_not_there(
    services: Services, person: Person, ticket_id: int
):
    asker = Person(person.user_id, Role.ASKER, "Dana")
    with services.database.reading() as tx:
        with pytest.raises(Forbidden):
            ticket.show(tx, asker, ticket_id)
        with pytest.raises(Forbidden):
            ticket.tags(tx, asker, ticket_id)
        with pytest.raises(NotFound):
            ticket.show(tx, person, 999)
