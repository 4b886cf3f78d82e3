from consultant.bootstrap import Services
from consultant.db.models import Mailbox
from consultant.db.queries import mailboxes
from consultant.db.queries.mailboxes import Cursor
from tests.factories import rows
from tests.factories.make import Make


def test_mailboxes_are_found_by_name_and_those_that_are_read_are_told_apart(services: Services, make: Make):
    first, second = make.mailbox(), make.mailbox("second")
    with services.database.transaction() as tx:
        tx.get_one(Mailbox, second).enabled = False

    with services.database.reading() as tx:
        assert [row.id for row in mailboxes.enabled(tx)] == [first]
        assert [row.id for row in mailboxes.every(tx)] == [first, second]
        found = mailboxes.by_name(tx, "second")
        assert found is not None
        assert found.id == second
        assert mailboxes.by_name(tx, "third") is None
        assert mailboxes.find(tx, second) is found
        assert mailboxes.find(tx, 999) is None
        assert mailboxes.addresses(tx) == {"questions@desk.example", "second@desk.example"}


def test_a_cursor_belongs_to_one_uidvalidity_and_never_moves_down(services: Services, make: Make):
    mailbox_id, now = make.mailbox(), services.clock.now()
    with services.database.transaction() as tx:
        assert not mailboxes.has_cursor(tx, mailbox_id)
        mailboxes.begin_cursor(tx, Cursor(mailbox_id, 7, 10, 11), now=now)
        mailboxes.move_cursor(tx, mailbox_id, 7, 20, now=now)
        mailboxes.move_cursor(tx, mailbox_id, 7, 15, now=now)
        mailboxes.move_cursor(tx, mailbox_id, 8, 99, now=now)

    with services.database.reading() as tx:
        assert mailboxes.cursor(tx, mailbox_id, 7) == Cursor(mailbox_id, 7, 20, 11)
        assert mailboxes.cursor(tx, mailbox_id, 8) is None
        assert mailboxes.has_cursor(tx, mailbox_id)


def test_uids_and_uidvalidities_of_32_bits_fit(services: Services, make: Make):
    mailbox_id, most = make.mailbox(), 2**32 - 1
    with services.database.transaction() as tx:
        mailboxes.begin_cursor(tx, Cursor(mailbox_id, most, most - 1, most), now=services.clock.now())

    with services.database.reading() as tx:
        assert mailboxes.cursor(tx, mailbox_id, most) == Cursor(mailbox_id, most, most - 1, most)


def test_trouble_is_news_once_and_so_is_its_end(services: Services, make: Make):
    mailbox_id, now = make.mailbox(), services.clock.now()
    with services.database.transaction() as tx:
        assert mailboxes.heard(tx, mailbox_id, answered_at=None, trouble="x" * 2000)
        assert not mailboxes.heard(tx, mailbox_id, answered_at=None, trouble="x" * 2000)
    assert rows.every(services, Mailbox)[0].heard_at is None

    with services.database.transaction() as tx:
        assert mailboxes.heard(tx, mailbox_id, answered_at=now, trouble=None)
        assert not mailboxes.heard(tx, mailbox_id, answered_at=now, trouble=None)

    row = rows.every(services, Mailbox)[0]
    assert (row.heard_at, row.trouble) == (now, None)


def test_the_first_connection_is_noted_once(services: Services, make: Make):
    mailbox_id, first = make.mailbox(), services.clock.now()
    with services.database.transaction() as tx:
        mailboxes.connected(tx, mailbox_id, now=first)
    services.clock.forward(hours=1)
    with services.database.transaction() as tx:
        mailboxes.connected(tx, mailbox_id, now=services.clock.now())

    assert rows.every(services, Mailbox)[0].connected_at == first


def test_what_a_server_takes_at_most_is_noted_for_its_mailbox_alone(services: Services, make: Make):
    first, second = make.mailbox(), make.mailbox("second")

    for told in (5_000_000, 5_000_000, 4_000_000, None, 3_000_000):
        with services.database.transaction() as tx:
            mailboxes.note_smtp_limit(tx, first, told)
        with services.database.reading() as tx:
            assert mailboxes.get(tx, first).smtp_max_bytes == told
            assert mailboxes.get(tx, second).smtp_max_bytes is None
