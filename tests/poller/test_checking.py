from typing import Any

import pytest
from sqlalchemy import delete, update

from consultant.bootstrap import Services
from consultant.db.models import InboundMail, InboundReceipt, Mailbox, MailboxCheck, Message, Ticket
from consultant.db.queries import checks
from consultant.errors import PermanentError
from consultant.poller import checking, taking
from consultant.poller.crew import Crew
from tests.factories import rows
from tests.factories.mails import mail
from tests.poller.conftest import Desk
from tests.servers.mailhosts import Inbox


def compare(desk: Desk) -> tuple[int, ...]:
    services = desk.services
    with services.database.transaction() as tx:
        checks.ask(tx, desk.mailbox_id, now=services.clock.now())
        mailbox = tx.get_one(Mailbox, desk.mailbox_id)
    assert desk.server is not None
    assert desk.cursor is not None
    at = taking.Watch(services, mailbox, desk.server, Crew.in_place(services))
    assert checking.is_asked(at)
    found = checking.compare(at, desk.cursor, lambda: False)
    assert not checking.is_asked(at)
    return found


def lose(services: Services, uid: int) -> None:
    """Lose a stored mail with its row, as no code of ours does."""
    with services.database.transaction() as tx:
        tx.execute(delete(InboundReceipt))
        tx.execute(delete(InboundMail).where(InboundMail.uid == uid))


def written(services: Services) -> tuple[int, int, list[int], str | None]:
    [row] = rows.every(services, MailboxCheck)
    return row.on_server, row.known, row.missing, row.trouble


def test_nothing_is_missing_where_every_mail_has_its_row(watching: Any, inbox: Inbox, services: Services):
    desk = watching()
    inbox.deliver(mail("before the desk came"))
    desk.connect()
    inbox.deliver(mail("one"), mail("two"))
    desk.look()

    assert compare(desk) == ()

    assert written(services) == (2, 2, [], None)


def test_a_mail_without_a_row_is_fetched_and_taken_in_the_normal_way(watching: Any, inbox: Inbox, services: Services):
    desk = watching(after_intake="leave")
    desk.connect()
    inbox.deliver(mail("one", subject="One"), mail("two", subject="Two"), mail("three", subject="Three"))
    desk.look()
    uid = rows.every(services, InboundMail)[1].uid
    with services.database.transaction() as tx:
        tx.execute(update(InboundMail).where(InboundMail.uid == uid).values(uid=10_000))
    cursor = desk.cursor

    assert compare(desk) == (uid,)

    assert written(services) == (3, 2, [uid], None)
    assert uid in {row.uid for row in rows.every(services, InboundMail)}
    assert rows.every(services, InboundMail)[-1].state in {"taken", "duplicate"}
    assert desk.cursor == cursor
    assert compare(desk) == ()


def test_a_lost_question_becomes_a_ticket(watching: Any, inbox: Inbox, services: Services, monkeypatch):
    desk = watching()
    desk.connect()
    inbox.deliver(mail("lost", subject="Lost"))
    # The cursor moves past a mail that was never stored.
    monkeypatch.setattr(taking, "take_in_stored", lambda *_of: None)
    desk.look()
    monkeypatch.undo()
    [row] = rows.every(services, InboundMail)
    lose(services, row.uid)
    assert rows.every(services, Ticket) == []

    assert compare(desk) == (row.uid,)

    assert [ticket.subject for ticket in rows.every(services, Ticket)] == ["Lost"]
    assert len(rows.every(services, Message)) == 1


def test_a_mailbox_with_a_date_is_compared_from_that_date_on(watching: Any, inbox: Inbox, services: Services):
    inbox.deliver(mail("there before"))
    desk = watching(read_from=services.clock.now())
    desk.connect()
    desk.look()

    compare(desk)
    on_server, known, missing, _ = written(services)
    assert on_server == known
    assert missing == []


def test_what_the_server_refuses_is_written_beside_what_is_missing(
    watching: Any, inbox: Inbox, services: Services, monkeypatch: pytest.MonkeyPatch
):
    desk = watching(after_intake="leave")
    desk.connect()
    inbox.deliver(mail("one"))
    desk.look()
    with services.database.transaction() as tx:
        tx.execute(update(InboundMail).values(uid=10_000))

    def refuse(*_of: object) -> None:
        raise PermanentError("the server refuses")

    monkeypatch.setattr(taking, "read_again", refuse)
    [uid] = compare(desk)

    assert written(services) == (1, 0, [uid], "the server refuses")


def test_an_empty_mailbox_is_compared_too(watching: Any, services: Services):
    desk = watching()
    desk.connect()

    assert compare(desk) == ()
    assert written(services) == (0, 0, [], None)
