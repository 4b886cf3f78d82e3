from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from consultant.bootstrap import Services
from consultant.db.models import InboundMail, InboundReceipt, Mailbox, Message, Ticket
from consultant.errors import PermanentError, TransientError
from consultant.poller import taking
from consultant.services import intake
from tests.corpus.broken import broken_mails
from tests.factories import rows
from tests.factories.mails import mail
from tests.poller.conftest import Desk, mailbox_for
from tests.servers.mailhosts import DovecotHost, Inbox, Pymap

Watching = Callable[..., Desk]


def subjects(services: Services) -> list[str]:
    return [row.subject for row in rows.every(services, Message)]


def test_mail_is_stored_byte_for_byte_taken_in_order_and_marked_with_a_receipt(
    services: Services, inbox: Inbox, watching: Watching
):
    desk = watching()
    desk.connect()
    raws = [mail(f"Question {number}", subject=f"Question {number}") for number in range(3)]
    inbox.deliver(*raws)

    cursor = desk.look()

    found = rows.every(services, InboundMail)
    assert [services.blobs.get(row.sha256) for row in found] == raws
    assert [row.state for row in found] == ["taken"] * 3
    assert cursor.last_uid == found[-1].uid
    assert subjects(services) == ["Question 0", "Question 1", "Question 2"]
    assert len(rows.every(services, InboundReceipt)) == 3
    assert all(b"$ConsultantTaken" in flags or b"\\Seen" in flags for flags in inbox.flags().values())


def test_mail_that_was_read_on_a_phone_is_taken_in_all_the_same(services: Services, inbox: Inbox, watching: Watching):
    desk = watching()
    desk.connect()
    inbox.deliver(mail())
    with inbox.client() as phone:
        phone.add_flags(phone.search(["ALL"]), [b"\\Seen"])

    desk.look()

    assert len(rows.every(services, Ticket)) == 1


def test_a_new_mailbox_starts_where_it_is(services: Services, inbox: Inbox, watching: Watching):
    inbox.deliver(mail("old"))
    desk = watching()
    desk.connect()

    desk.look()
    assert rows.every(services, InboundMail) == []
    inbox.deliver(mail("new"))
    desk.look()
    desk.look()

    assert [row.text.strip() for row in rows.every(services, Message)] == ["new"]


def test_a_mailbox_that_was_told_a_date_reads_from_there_quietly(services: Services, inbox: Inbox, watching: Watching):
    with inbox.client() as client:
        client.append("INBOX", mail("long ago"), msg_time=datetime(2026, 1, 5, tzinfo=UTC))
        client.append("INBOX", mail("lately"), msg_time=datetime(2026, 11, 20, tzinfo=UTC))
    desk = watching(read_from=datetime(2026, 11, 19, tzinfo=UTC))
    desk.connect()

    desk.look()
    inbox.deliver(mail("now"))
    desk.look()

    assert [row.text.strip() for row in rows.every(services, Message)] == ["lately", "now"]
    assert [row.quiet for row in rows.every(services, InboundMail)] == [True, False]
    assert rows.job_kinds(services).count("acknowledge") == 1


def test_nothing_new_is_nothing_done(services: Services, inbox: Inbox, watching: Watching):
    desk = watching()
    before = desk.connect()

    assert desk.look() == before
    assert rows.every(services, InboundMail) == []


def test_copies_are_moved_where_the_mailbox_says_so(services: Services, inbox: Inbox, watching: Watching):
    desk = watching(after_intake="move", move_to="Taken")
    desk.connect()
    inbox.deliver(mail("one"), mail("two"))

    desk.look()

    assert inbox.flags() == {}
    with inbox.client("Taken") as client:
        assert len(client.search(["ALL"])) == 2
    assert [row.action for row in rows.every(services, InboundReceipt)] == ["move"] * 2


def test_copies_are_left_alone_where_the_mailbox_says_so(services: Services, inbox: Inbox, watching: Watching):
    desk = watching(after_intake="leave")
    desk.connect()
    inbox.deliver(mail())

    desk.look()

    assert not any(b"\\Seen" in flags or b"$ConsultantTaken" in flags for flags in inbox.flags().values())
    assert rows.every(services, InboundReceipt) == []
    assert len(rows.every(services, Ticket)) == 1


def test_a_server_that_refuses_to_move_holds_no_mail_up(services: Services, dovecot: DovecotHost):
    inbox = dovecot.inbox()
    desk = Desk(services, inbox, mailbox_for(services, inbox, after_intake="move", move_to="a//b"))
    desk.connect()
    for number in range(2):
        inbox.deliver(mail(f"Question {number}"))
        with pytest.raises(PermanentError, match="move mail to the folder"):
            desk.look()
    desk.close()

    assert len(rows.every(services, Ticket)) == 2
    assert rows.every(services, InboundReceipt) == []


def test_a_touch_after_a_crash_is_repeated_and_harmless(services: Services, inbox: Inbox, watching: Watching):
    desk = watching()
    desk.connect()
    inbox.deliver(mail())
    desk.look()
    with services.database.transaction() as tx:
        tx.connection().exec_driver_sql("DELETE FROM inbound_receipts")
        tx.connection().exec_driver_sql("UPDATE inbound_mails SET touched_at = NULL")

    desk.connect()
    desk.look()

    assert len(rows.every(services, InboundReceipt)) == 1
    assert len(rows.every(services, Ticket)) == 1


def test_a_mail_that_is_too_large_becomes_a_ticket_of_its_headers(services: Services, inbox: Inbox, watching: Watching):
    small = services.settings.model_copy(update={"max_mail_bytes": 2000})
    desk = watching()
    desk.services = replace(services, settings=small)
    desk.connect()
    inbox.deliver(mail("x" * 5000, subject="Too large"), mail("small", subject="Small"))

    desk.look()

    large, normal = rows.every(services, Message)
    assert (large.subject, normal.subject) == ("Too large", "Small")
    assert "only its headers were fetched" in str(large.loss)
    assert rows.every(services, InboundMail)[0].size > 5000


def test_two_hundred_broken_mails_among_good_ones_stop_nothing(services: Services, inbox: Inbox, watching: Watching):
    desk = watching()
    desk.connect()
    mails = [raw for _name, raw in broken_mails()]
    for number in range(200, 0, -10):
        mails.insert(number, mail(f"Good question {number}", subject=f"Good {number}"))

    sent = inbox.deliver_each(mails)  # all but an empty one, and pymap not the deepest one

    desk.look()

    found = rows.every(services, InboundMail)
    assert len(found) == sent >= 218
    assert {row.state for row in found} <= {"taken", "parked", "duplicate"}
    assert sum(subject.startswith("Good") for subject in subjects(services)) == 20
    for row in found:
        if row.state == "parked":
            assert row.cause
            assert row.detail
            assert row.cause != "error", row.detail
        if row.state == "duplicate":
            assert row.duplicate_of is not None
        if row.state == "taken":
            assert row.ticket_id is not None
    assert len(rows.every(services, InboundReceipt)) == sent


def test_one_mail_that_fails_unforeseen_is_parked_and_the_next_goes_on(
    services: Services, inbox: Inbox, watching: Watching, monkeypatch: pytest.MonkeyPatch
):
    real = intake.take_in

    def take_in(tx: Any, stored: Any, reading: Any, *rest: Any, **more: Any) -> Any:
        if getattr(reading, "subject", "") == "Bad":
            raise RuntimeError("marker of a patient")
        return real(tx, stored, reading, *rest, **more)

    monkeypatch.setattr(intake, "take_in", take_in)
    desk = watching()
    desk.connect()
    inbox.deliver(mail("a", subject="Good"), mail("b", subject="Bad"), mail("c", subject="Good too"))

    desk.look()

    assert [row.state for row in rows.every(services, InboundMail)] == ["taken", "parked", "taken"]
    parked = rows.every(services, InboundMail, state="parked")[0]
    assert (parked.cause, "marker" in str(parked.detail), "RuntimeError" in str(parked.detail)) == (
        "error",
        False,
        True,
    )


def test_while_the_database_is_away_nothing_is_lost_and_nothing_is_parked(
    services: Services, inbox: Inbox, watching: Watching, monkeypatch: pytest.MonkeyPatch
):
    def away(*_: Any, **__: Any) -> None:
        raise TransientError("the database did not answer")

    desk = watching()
    desk.connect()
    inbox.deliver(mail())
    with monkeypatch.context() as broken:
        broken.setattr(intake, "take_in", away)
        with pytest.raises(TransientError):
            desk.look()
    assert [row.state for row in rows.every(services, InboundMail)] == ["stored"]

    desk.connect()
    inbox.deliver(mail("next"))
    desk.look()

    assert [row.state for row in rows.every(services, InboundMail)] == ["taken", "taken"]


def test_bytes_that_are_gone_are_parked_with_a_plain_cause(services: Services, inbox: Inbox, watching: Watching):
    desk = watching()
    desk.connect()
    inbox.deliver(mail())
    put_many = type(services.blobs).put_many

    class Forgetful(type(services.blobs)):  # type: ignore[misc]
        def put_many(self, many: Any) -> list[str]:
            names = put_many(self, many)
            for name in names:
                self.open_path(name).unlink()
            return names

    forgetful = Forgetful(services.settings.data_dir / "blobs")
    desk.services = replace(services, blobs=forgetful)
    desk.look()

    [row] = rows.every(services, InboundMail)
    assert (row.state, row.cause) == ("parked", "error")
    assert "Restore it from the backup" in str(row.detail)


def test_reading_stops_between_two_batches_when_told_to(
    services: Services, inbox: Inbox, watching: Watching, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(taking, "BATCH_MAILS", 2)
    desk = watching()
    desk.connect()
    inbox.deliver(*(mail(f"Question {number}") for number in range(6)))
    answers = iter([False, True, True, True, True])

    desk.look(stopped=lambda: next(answers))
    assert len(rows.every(services, InboundMail)) == 2
    desk.look()

    assert len(rows.every(services, Ticket)) == 6


def test_mail_that_leaves_while_it_is_read_is_passed(
    services: Services, inbox: Inbox, watching: Watching, monkeypatch: pytest.MonkeyPatch
):
    desk = watching()
    desk.connect()
    inbox.deliver(mail("stays"), mail("leaves"))
    assert desk.server is not None
    real = desk.server.sizes

    def sizes(uids: Any) -> dict[int, int]:
        found = real(uids)
        with inbox.client() as other:
            other.delete_messages([uids[-1]])
            other.expunge()
        return found

    monkeypatch.setattr(type(desk.server), "sizes", lambda _self, uids: sizes(uids))

    desk.look()

    # pymap shows an expunged mail to a session that has not been told of it; Dovecot does not.
    assert {"stays"} <= {row.text.strip() for row in rows.every(services, Message)} <= {"stays", "leaves"}
    desk.look()


def test_two_mailboxes_of_one_desk_make_one_ticket_of_the_same_mail(services: Services, pymap: Pymap):
    raw = mail()
    desks = []
    for name in ("first", "second"):
        inbox = pymap.inbox()
        desk = Desk(services, inbox, mailbox_for(services, inbox, name=name, address=f"{name}@desk.example"))
        desk.connect()
        inbox.deliver(raw)
        desks.append(desk)

    for desk in desks:
        desk.look()
        desk.close()

    assert len(rows.every(services, Ticket)) == 1
    assert [row.state for row in rows.every(services, InboundMail)] == ["taken", "duplicate"]


def test_a_changed_uidvalidity_is_a_rescan_that_repeats_nothing(services: Services, tmp_path_factory: Any):
    host = Pymap(tmp_path_factory.mktemp("restarted"))
    try:
        inbox = host.inbox()
        desk = Desk(services, inbox, mailbox_for(services, inbox))
        before = desk.connect()
        known = [mail(f"Question {number}") for number in range(3)]
        inbox.deliver(*known)
        desk.look()

        host.stop()
        host.start()
        inbox.deliver(known[2], mail("came meanwhile"), known[0])
        after = desk.connect()
        desk.look()
        inbox.deliver(mail("came later"))
        desk.look()
        desk.close()
    finally:
        host.stop()

    assert after.uidvalidity != before.uidvalidity
    states = [row.state for row in rows.every(services, InboundMail)]
    assert states == ["taken"] * 3 + ["duplicate", "taken", "duplicate", "taken"]
    assert len(rows.every(services, Ticket)) == 5
    assert rows.job_kinds(services).count("acknowledge") == 4


def test_a_rescan_leaves_mail_alone_that_is_older_than_the_mailbox_at_the_desk(
    services: Services, inbox: Inbox, watching: Watching
):
    now = services.clock.now()
    with inbox.client() as client:
        client.append("INBOX", mail("years ago"), msg_time=now - timedelta(days=900))
    desk = watching()
    desk.connect()
    with services.database.transaction() as tx:
        tx.connection().exec_driver_sql("UPDATE mailbox_cursors SET uidvalidity = 1")
    with inbox.client() as client:
        client.append("INBOX", mail("now"), msg_time=now)

    desk.connect()
    desk.look()

    assert [row.text.strip() for row in rows.every(services, Message)] == ["now"]
    assert rows.every(services, Mailbox)[0].connected_at == now
