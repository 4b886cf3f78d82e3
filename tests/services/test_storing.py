from datetime import UTC, datetime

from consultant.bootstrap import Services
from consultant.db.models import InboundMail, Job, MailboxCursor
from consultant.db.queries import inbound, mailboxes
from consultant.services import storing
from consultant.services.storing import Fetched
from tests.factories import rows
from tests.factories.make import Make


def opened(services: Services, mailbox_id: int, uidvalidity: int, uidnext: int) -> mailboxes.Cursor:
    with services.database.transaction() as tx:
        return storing.open_cursor(tx, mailbox_id, uidvalidity, uidnext, clock=services.clock)


def stored(services: Services, cursor: mailboxes.Cursor, mails: dict[int, str], *, read_to: int) -> None:
    batch = [Fetched(uid, sha * 64, 10, None, oversize=False) for uid, sha in mails.items()]
    with services.database.transaction() as tx:
        storing.store(tx, cursor, batch, read_to=read_to, clock=services.clock)


def test_a_new_mailbox_starts_at_uidnext_and_notes_its_connection(services: Services, make: Make):
    mailbox_id = make.mailbox()

    cursor = opened(services, mailbox_id, 7, 42)

    assert (cursor.last_uid, cursor.quiet_below) == (41, 42)
    with services.database.reading() as tx:
        assert mailboxes.get(tx, mailbox_id).connected_at == services.clock.now()


def test_a_mailbox_that_was_told_a_date_is_read_from_its_beginning_and_quietly(services: Services, make: Make):
    mailbox_id = make.mailbox(read_from=datetime(2026, 11, 1, tzinfo=UTC))

    cursor = opened(services, mailbox_id, 7, 42)

    assert (cursor.last_uid, cursor.quiet_below) == (0, 42)


def test_a_known_cursor_goes_on_where_it_was(services: Services, make: Make):
    mailbox_id = make.mailbox()
    stored(services, opened(services, mailbox_id, 7, 42), {42: "a", 43: "b"}, read_to=43)

    assert opened(services, mailbox_id, 7, 99).last_uid == 43


def test_a_changed_uidvalidity_looks_at_all_mail_again_and_links_what_is_known(services: Services, make: Make):
    mailbox_id = make.mailbox()
    stored(services, opened(services, mailbox_id, 7, 1), {1: "a", 2: "b"}, read_to=2)

    again = opened(services, mailbox_id, 8, 4)
    stored(services, again, {1: "b", 2: "c", 3: "a", 4: "a"}, read_to=4)

    assert (again.last_uid, again.quiet_below) == (0, 4)
    found = [
        (row.uidvalidity, row.uid, row.state, row.duplicate_of, row.quiet) for row in rows.every(services, InboundMail)
    ]
    assert found == [
        (7, 1, "stored", None, False),
        (7, 2, "stored", None, False),
        (8, 1, "duplicate", 2, True),
        (8, 2, "stored", None, True),
        (8, 3, "duplicate", 1, True),
        (8, 4, "duplicate", 1, False),
    ]


def test_a_uid_that_has_its_row_keeps_it(services: Services, make: Make):
    cursor = opened(services, make.mailbox(), 7, 1)
    stored(services, cursor, {1: "a"}, read_to=1)

    stored(services, cursor, {1: "b", 2: "c"}, read_to=2)

    assert [(row.uid, row.sha256[0]) for row in rows.every(services, InboundMail)] == [(1, "a"), (2, "c")]


def test_the_cursor_never_moves_down(services: Services, make: Make):
    mailbox_id = make.mailbox()
    cursor = opened(services, mailbox_id, 7, 1)
    stored(services, cursor, {9: "a"}, read_to=9)

    stored(services, cursor, {}, read_to=5)

    assert opened(services, mailbox_id, 7, 1).last_uid == 9


def test_a_batch_of_mail_that_has_left_the_server_still_moves_the_cursor(services: Services, make: Make):
    mailbox_id = make.mailbox()

    stored(services, opened(services, mailbox_id, 7, 1), {}, read_to=12)

    assert rows.every(services, MailboxCursor)[0].last_uid == 12


def test_a_mail_that_a_person_deleted_stays_deleted_when_it_is_met_again(services: Services, make: Make):
    mailbox_id = make.mailbox()
    stored(services, opened(services, mailbox_id, 7, 1), {1: "a", 2: "b"}, read_to=2)
    with services.database.transaction() as tx:
        inbound.settle(tx, 1, "deleted")

    stored(services, opened(services, mailbox_id, 8, 4), {1: "a", 2: "b"}, read_to=2)

    again = rows.every(services, InboundMail, uidvalidity=8)
    assert [(row.state, row.duplicate_of) for row in again] == [("deleted", 1), ("duplicate", 2)]
    [job] = rows.every(services, Job, kind="erase_original")
    assert job.payload == {"inbound_id": again[0].id}
