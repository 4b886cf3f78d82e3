from consultant.bootstrap import Services
from consultant.db.models import InboundReceipt
from consultant.services import touching
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make


def due(services: Services, mailbox_id: int) -> list[int]:
    with services.database.reading() as tx:
        return [inbound_id for inbound_id, _uid in touching.due(tx, mailbox_id, 1)]


def test_a_copy_is_due_once_its_mail_is_settled_and_no_longer_after_the_receipt(services: Services, make: Make):
    waiting = make.stored(mail("not taken in yet"))
    make.ticket()
    assert waiting == 1
    assert due(services, 1) == [2]

    with services.database.transaction() as tx:
        touching.receipt(tx, [2], "flag", clock=services.clock)

    assert due(services, 1) == []
    assert [(row.inbound_id, row.action) for row in rows.every(services, InboundReceipt)] == [(2, "flag")]


def test_a_receipt_written_twice_is_one(services: Services, make: Make):
    make.ticket()

    for _ in range(2):
        with services.database.transaction() as tx:
            touching.receipt(tx, [1], "flag", clock=services.clock)

    assert len(rows.every(services, InboundReceipt)) == 1


def test_parked_mail_is_touched_too_and_other_uidvalidities_are_not(services: Services, make: Make):
    make.taken(mail(sender="questions@desk.example"))

    assert due(services, 1) == [1]
    with services.database.reading() as tx:
        assert touching.due(tx, 1, 2) == []
