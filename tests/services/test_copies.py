from dataclasses import replace

import pytest

from consultant.bootstrap import Services
from consultant.db.models import InboundMail, Job, Ticket
from consultant.domain.rights import Role
from consultant.errors import NotFound
from consultant.mail.threads import Cause
from consultant.services import parked
from consultant.services.intake import Copied, Parked, Taken
from tests.factories import rows
from tests.factories.mails import ASKER, mail
from tests.factories.make import Make


def another_way(raw: bytes) -> bytes:
    return b"Received: by another.example\r\n" + raw


def states(services: Services) -> list[tuple[str, int | None]]:
    return [(row.state, row.ticket_id) for row in rows.every(services, InboundMail)]


def test_a_mail_to_two_mailboxes_is_taken_in_by_the_one_whose_rules_allow_it(services: Services, make: Make):
    make.mailbox(who_may_ask="invited", allowed=("else.example",))
    raw = mail()

    first = make.taken(raw)
    second = make.taken(another_way(raw), mailbox="second")

    assert first == Parked(Cause.NOT_INVITED)
    assert isinstance(second, Taken)
    assert states(services) == [("duplicate", second.ticket_id), ("taken", second.ticket_id)]
    assert rows.history(services, second.ticket_id)[-1] == "copy arrived"
    assert rows.events(services, second.ticket_id)[-1].detail["mailbox"] == "questions@desk.example"
    assert make.taken(another_way(another_way(raw)), mailbox="third") == Copied(2)


def test_a_copy_that_came_through_our_own_checks_is_not_held_up_by_one_that_did_not(services: Services):
    make = Make(replace(services, desk=replace(services.desk, authserv_id="mx.desk.example")))
    raw = mail()

    first = make.taken(b"Authentication-Results: mx.desk.example; dmarc=fail\r\n" + raw)
    second = make.taken(another_way(raw))

    assert (first, type(second)) == (Parked(Cause.FAILED_AUTHENTICATION), Taken)


def test_copies_that_both_mailboxes_would_park_are_parked_once(services: Services, make: Make):
    make.mailbox(blocked=(ASKER,))
    make.mailbox("second", blocked=(ASKER,))
    raw = mail()
    make.taken(raw)

    assert make.taken(another_way(raw), mailbox="second") == Copied(1)
    assert states(services) == [("parked", None), ("duplicate", None)]


def test_a_copy_of_a_parked_mail_says_nothing_in_a_ticket_before_a_person_lets_it_in(services: Services, make: Make):
    ticket_id = make.ticket(message_id="a@asker.example")
    raw = mail("In", sender="eve@else.example", subject="Re: Knee question", in_reply_to="a@asker.example")
    assert make.taken(raw) == Parked(Cause.STRANGER)
    make.taken(another_way(raw), mailbox="second")
    assert rows.history(services, ticket_id) == ["opened"]

    with services.database.transaction() as tx:
        parked.take_in(
            tx,
            make.person(Role.LEAD),
            2,
            ticket_id=ticket_id,
            blobs=services.blobs,
            desk=services.desk,
            clock=services.clock,
        )

    assert rows.history(services, ticket_id)[-2:] == ["let in", "copy arrived"]
    assert states(services)[1:] == [("taken", ticket_id), ("duplicate", ticket_id)]


def test_a_deleted_mail_takes_its_copies_along(services: Services, make: Make):
    make.mailbox(blocked=(ASKER,))
    make.mailbox("second", blocked=(ASKER,))
    raw = mail()
    make.taken(raw)
    make.taken(another_way(raw), mailbox="second")

    with services.database.transaction() as tx:
        parked.delete(tx, make.person(Role.LEAD), 1, clock=services.clock)

    for row in rows.every(services, InboundMail):
        assert (row.state, row.sender, row.subject) == ("deleted", None, None)
        with services.database.transaction() as tx:
            parked.erase(tx, row.id, blobs=services.blobs)
        with pytest.raises(NotFound):
            services.blobs.get(row.sha256)
    assert len(rows.every(services, Job, kind="erase_original")) == 2


def test_what_is_sent_again_after_it_was_deleted_is_judged_anew(services: Services, make: Make):
    make.mailbox(blocked=(ASKER,))
    raw = mail()
    make.taken(raw)
    with services.database.transaction() as tx:
        parked.delete(tx, make.person(Role.LEAD), 1, clock=services.clock)

    outcome = make.taken(another_way(raw), mailbox="second")

    assert isinstance(outcome, Taken)
    assert make.taken(another_way(another_way(raw)), mailbox="second") == Copied(2)
    assert len(rows.every(services, Ticket)) == 1
