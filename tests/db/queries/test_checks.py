from datetime import timedelta

from consultant.bootstrap import Services
from consultant.db.queries import checks, mailboxes
from tests.factories.make import Make

DAY = timedelta(days=1)


def test_a_mailbox_is_due_once_a_day_after_its_first_day(services: Services, make: Make):
    mailbox_id, now = make.mailbox(), services.clock.now()
    with services.database.transaction() as tx:
        assert checks.due(tx, before=now) == []
        mailboxes.connected(tx, mailbox_id, now=now)
        assert checks.due(tx, before=now) == []
        assert checks.due(tx, before=now + DAY) == [mailbox_id]
        checks.ask(tx, mailbox_id, now=now)
        assert checks.is_asked(tx, mailbox_id)
        assert checks.due(tx, before=now + DAY) == []

    with services.database.transaction() as tx:
        checks.done(tx, mailbox_id, now=now, on_server=3, known=1, missing=(4, 9))
        assert not checks.is_asked(tx, mailbox_id)
        assert checks.due(tx, before=now) == []
        assert checks.due(tx, before=now + DAY) == [mailbox_id]

    with services.database.reading() as tx:
        found = checks.get(tx, mailbox_id)
        assert found is not None
        assert (found.on_server, found.known, found.missing) == (3, 1, [4, 9])
        assert [row.mailbox_id for row in checks.every(tx)] == [mailbox_id]
