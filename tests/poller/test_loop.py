import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from consultant.bootstrap import Services
from consultant.db.models import Lease, Mailbox, Ticket
from consultant.errors import TransientError
from consultant.poller import loop
from consultant.poller.crew import Crew
from tests.factories import rows
from tests.factories.mails import mail
from tests.poller.conftest import eventually, mailbox_for
from tests.servers.mailhosts import Pymap


@pytest.fixture
def running(ticking: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], threading.Event]]:
    """Run the loop in a thread; it is ended with the test."""
    monkeypatch.setattr(loop, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(Crew, "of_processes", Crew.in_place)
    stop = threading.Event()
    threads: list[threading.Thread] = []

    def start() -> threading.Event:
        thread = threading.Thread(target=loop.run, args=(ticking, stop))
        threads.append(thread)
        thread.start()
        return stop

    yield start
    stop.set()
    for thread in threads:
        thread.join(15)
        assert not thread.is_alive()


def test_every_mailbox_is_read_and_a_new_one_is_met_without_a_restart(
    ticking: Services, pymap: Pymap, running: Callable[[], threading.Event]
):
    first, second = pymap.inbox(), pymap.inbox()
    mailbox_for(ticking, first, name="first", address="first@desk.example")
    running()
    eventually(lambda: rows.every(ticking, Mailbox)[0].heard_at, "the first mailbox is read")

    mailbox_for(ticking, second, name="second", address="second@desk.example")
    eventually(lambda: rows.every(ticking, Mailbox)[1].heard_at, "the second mailbox is read")
    first.deliver(mail("one"))
    second.deliver(mail("two"))

    eventually(lambda: len(rows.every(ticking, Ticket)) == 2, "both mails are taken in")


def test_a_mailbox_that_is_switched_off_is_let_go(
    ticking: Services, pymap: Pymap, running: Callable[[], threading.Event]
):
    mailbox_id = mailbox_for(ticking, pymap.inbox())
    running()
    eventually(lambda: rows.every(ticking, Lease), "the mailbox is held")

    with ticking.database.transaction() as tx:
        tx.get_one(Mailbox, mailbox_id).enabled = False

    eventually(lambda: not rows.every(ticking, Lease), "the mailbox is let go")


def test_a_database_that_is_away_ends_no_reader(
    ticking: Services, pymap: Pymap, running: Callable[[], threading.Event], monkeypatch: pytest.MonkeyPatch
):
    inbox = pymap.inbox()
    mailbox_for(ticking, inbox)
    running()
    eventually(lambda: rows.every(ticking, Mailbox)[0].heard_at, "the mailbox is read")
    asked = threading.Event()

    def away(_tx: Any) -> Any:
        asked.set()
        raise TransientError("the database did not answer")

    monkeypatch.setattr(loop.mailboxes, "enabled", away)
    assert asked.wait(5)
    inbox.deliver(mail())

    eventually(lambda: len(rows.every(ticking, Ticket)) == 1, "the mail is taken in")


def test_the_end_is_told_by_signal_and_every_lease_is_given_back(
    ticking: Services, pymap: Pymap, running: Callable[[], threading.Event]
):
    mailbox_for(ticking, pymap.inbox())
    stop = running()
    eventually(lambda: rows.every(ticking, Lease), "the mailbox is held")

    stop.set()

    eventually(lambda: not rows.every(ticking, Lease), "the lease is given back")


def test_sigterm_and_sigint_end_the_process(monkeypatch: pytest.MonkeyPatch, ticking: Services):
    caught: dict[int, Any] = {}
    monkeypatch.setattr(loop.signal, "signal", lambda number, what: caught.update({number: what}))
    monkeypatch.setattr(loop, "run", lambda _services, stop: caught.update({0: stop}))

    loop.main(ticking)

    assert set(caught) == {signal.SIGTERM, signal.SIGINT, 0}
    caught[signal.SIGTERM]()
    assert caught[0].is_set()
