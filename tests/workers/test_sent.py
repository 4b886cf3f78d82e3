import pytest

from consultant.bootstrap import Services
from consultant.db.models import Job
from consultant.db.queries import mailboxes, outbound
from consultant.domain.sending import Delivery
from consultant.services import deliveries
from tests.factories import rows
from tests.factories.mails import ASKER
from tests.factories.make import Make
from tests.factories.work import work
from tests.poller.conftest import mailbox_for
from tests.servers.mailhosts import Inbox


@pytest.fixture
def unknown(services: Services, inbox: Inbox) -> int:
    """An answer that a worker was handing over when it died; the mailbox lies on a real server."""
    make = Make(services)
    make._mailboxes["main"] = mailbox_for(services, inbox)
    outbound_id = make.answer(make.ticket())
    now = services.clock.now()
    with services.database.transaction() as tx:
        outbound.set_recipients(tx, outbound_id, {ASKER: (Delivery.SENDING, None)}, now=now)
        deliveries.recover(tx, outbound_id, now=now)
    return outbound_id


def look(services: Services, minutes: int) -> None:
    services.clock.forward(minutes=minutes)
    work(services)


def file_sent(inbox: Inbox, raw: bytes) -> None:
    with inbox.client(None) as client:
        if not client.folder_exists("Sent"):
            client.create_folder("Sent")
        client.append("Sent", raw)


def test_a_mail_of_unknown_fate_that_lies_in_the_sent_folder_was_sent(services: Services, inbox: Inbox, unknown: int):
    file_sent(inbox, rows.outbound_mail(services, unknown).raw)

    look(services, 3)

    assert rows.recipients(services, unknown) == {ASKER: "sent"}
    assert rows.ticket(services, 1).attention == 1
    assert rows.history(services, 1)[-1] == "found in Sent"
    assert rows.every(services, Job, kind="look_in_sent") == []


def test_its_absence_proves_nothing_and_after_some_looks_a_person_has_it(
    services: Services, inbox: Inbox, unknown: int
):
    other = rows.outbound_mail(services, unknown)
    file_sent(inbox, other.raw.replace(other.message_id.encode(), b"another@desk.example"))

    for minutes in (3, 10, 30):
        assert len(rows.every(services, Job, kind="look_in_sent")) == 1
        look(services, minutes)

    assert rows.recipients(services, unknown) == {ASKER: "unknown"}
    assert rows.every(services, Job, kind="look_in_sent") == []


def test_a_server_without_such_a_folder_or_that_is_away_is_asked_again_and_harms_nobody(
    services: Services, unknown: int
):
    look(services, 3)
    with services.database.transaction() as tx:
        mailboxes.get(tx, 1).port = 1

    look(services, 10)

    assert rows.recipients(services, unknown) == {ASKER: "unknown"}
    [job] = rows.every(services, Job, kind="look_in_sent")
    assert job.failed_at is None


def test_what_was_settled_meanwhile_is_not_looked_for(services: Services, unknown: int):
    with services.database.transaction() as tx:
        outbound.set_recipients(tx, unknown, {ASKER: (Delivery.REFUSED, "x")}, now=services.clock.now())

    look(services, 3)

    assert rows.recipients(services, unknown) == {ASKER: "refused"}
    assert rows.every(services, Job, kind="look_in_sent") == []
