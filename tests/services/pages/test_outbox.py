import pytest
from sqlalchemy import select, update

from consultant.bootstrap import Services
from consultant.db.models import OutboundMail, OutboundRecipient
from consultant.db.queries import mailboxes
from consultant.db.queries.pages import outbox as queries
from consultant.domain.rights import Person, Role
from consultant.domain.sending import Delivery
from consultant.errors import Forbidden
from consultant.mail.letters import RenderedLetter
from consultant.mail.parsed import Address
from consultant.services import notices, replies
from consultant.services.pages import outbox
from tests.factories.make import Make


@pytest.fixture
def outbound_id(services: Services, make: Make) -> int:
    answer = replies.Answer(make.ticket(), "M17.11.", (), "form-key-1", 10**9, None, "answered")
    person = make.person(name="Priya Raman")
    with services.database.transaction() as tx:
        return replies.submit(
            tx,
            person,
            answer,
            catalogue=services.library,
            renderer=services.renderer,
            clock=services.clock,
            desk=services.desk,
        ).outbound_id


def become(services: Services, state: str, **values: object) -> outbox.OutboxPage:
    with services.database.transaction() as tx:
        tx.execute(update(OutboundRecipient).values(state=state))
        tx.execute(update(OutboundMail).values(state=state, **values))
    with services.database.reading() as tx:
        return outbox.show(tx, Person(1, Role.CODER, "Priya Raman"), desk=services.desk)


@pytest.mark.parametrize(
    ("state", "place", "retry", "cancel"),
    [
        ("queued", "underway", False, True),
        ("sending", "underway", False, False),
        ("refused", "for_a_person", True, True),
        ("unknown", "for_a_person", True, False),
        ("sent", "done", False, False),
        ("cancelled", "done", False, False),
    ],
)
@pytest.mark.usefixtures("outbound_id")
def test_each_state_has_its_place_and_its_acts(
    services: Services, *, state: str, place: str, retry: bool, cancel: bool
):
    page = become(services, state)

    (mail,) = getattr(page, place)
    assert (mail.state, mail.may_retry, mail.may_cancel) == (Delivery(state), retry, cancel)
    assert len(page.for_a_person) + len(page.underway) + len(page.done) == 1


@pytest.mark.usefixtures("outbound_id")
def test_a_mail_that_waits_for_another_attempt_may_be_tried_now(services: Services):
    (mail,) = become(services, "queued", attempts=1).underway

    assert mail.delayed
    assert mail.may_retry
    assert (mail.kind, mail.author, mail.reference) == ("Answer", "Priya Raman", "CQ-100001")


@pytest.mark.usefixtures("outbound_id")
def test_a_refused_answer_is_seen_behind_any_number_of_mails_on_their_way(services: Services):
    with services.database.transaction() as tx:
        mailbox_id = next(iter(tx.scalars(select(OutboundMail.mailbox_id))))
        address = Address("Dana", "dana@northfork-ortho.example")
        for n in range(queries.AT_ONCE + 5):
            notices.send(
                tx,
                RenderedLetter("Notice", "Notice.\n", ""),
                address,
                kind="notice",
                form_key=f"notice-{n}",
                mailbox=mailboxes.get(tx, mailbox_id),
                now=services.clock.now(),
            )
        tx.execute(update(OutboundMail).where(OutboundMail.kind == "answer").values(state="refused"))

    with services.database.reading() as tx:
        page = outbox.show(tx, Person(1, Role.CODER, "Priya Raman"), desk=services.desk)

    assert [mail.kind for mail in page.for_a_person] == ["Answer"]
    assert page.all_for_a_person == 1
    assert (len(page.underway), page.all_underway) == (queries.AT_ONCE, queries.AT_ONCE + 5)


@pytest.mark.usefixtures("outbound_id")
def test_a_mail_that_servers_put_off_says_until_when_it_is_tried(services: Services):
    now = services.clock.now()
    (fresh,) = become(services, "queued").underway
    (tried,) = become(services, "queued", attempts=3, tried_since=now).underway

    assert (fresh.given_up_at, tried.given_up_at) == (None, now + services.desk.give_up_after)


@pytest.mark.usefixtures("outbound_id")
def test_a_mail_says_from_which_copy_of_its_letter_it_was_made(services: Services):
    (shipped,) = become(services, "queued").underway
    (copied,) = become(services, "queued", letter_version="copy 2").underway

    assert (shipped.copy, copied.copy) == (None, "copy 2")


def test_askers_see_no_outbox(services: Services):
    with services.database.reading() as tx, pytest.raises(Forbidden):
        outbox.show(tx, Person(1, Role.ASKER, "Dana"), desk=services.desk)
