from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from consultant.adapters.imap import ImapMailbox
from consultant.bootstrap import Services
from consultant.db.models import InboundReceipt, Lease, Mailbox, Message, Ticket
from consultant.db.queries import leases
from consultant.domain.authorisations import Login
from consultant.errors import TransientError
from consultant.poller import reader as module
from consultant.poller import taking
from consultant.poller.crew import Crew
from consultant.poller.reader import Reader
from tests.adapters.test_tokens import authorise, tokens_of
from tests.factories import rows
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.poller.conftest import eventually, mailbox_for
from tests.servers.dovecot import Dovecot
from tests.servers.mailhosts import DovecotHost, Inbox, Pymap
from tests.servers.tokens import TokenServer

Started = Callable[..., Reader]


@pytest.fixture
def started(ticking: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[Started]:
    """Start a reader of a mailbox; it is ended with the test."""
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(module, "LONGEST_PAUSE", 0.2)
    made: list[Reader] = []

    def start(mailbox_id: int, services: Services = ticking) -> Reader:
        reader = Reader(services, mailbox_id, Crew.in_place(services))
        made.append(reader)
        reader.start()
        return reader

    yield start
    for reader in made:
        reader.stop()
    for reader in made:
        reader.join(10)
        assert not reader.is_alive()


def heard(services: Services) -> Any:
    return eventually(lambda: rows.every(services, Mailbox)[0].heard_at, "the mailbox is read")


def tickets(services: Services) -> int:
    return len(rows.every(services, Ticket))


def trouble(services: Services) -> str:
    return rows.every(services, Mailbox)[0].trouble or ""


def test_mail_is_taken_in_soon_after_it_lands(ticking: Services, inbox: Inbox, started: Started):
    started(mailbox_for(ticking, inbox))
    heard(ticking)

    for number in range(3):
        inbox.deliver(mail(f"Question {number}"))
        eventually(lambda: tickets(ticking) > number, "the mail is taken in")  # noqa: B023 - asked at once

    eventually(lambda: len(rows.every(ticking, InboundReceipt)) == 3, "the copies are marked")


def test_mail_that_lands_between_two_looks_is_found_however_long_the_wait_is(
    ticking: Services, inbox: Inbox, started: Started, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "LIVELY", 0.0)
    started(mailbox_for(ticking, inbox))
    heard(ticking)
    real = ImapMailbox.wait

    def landing(self: ImapMailbox, seconds: float, stopped: Callable[[], bool]) -> None:
        monkeypatch.setattr(ImapMailbox, "wait", real)
        inbox.deliver(mail("just now"))
        real(self, seconds, stopped)

    monkeypatch.setattr(ImapMailbox, "wait", landing)

    eventually(lambda: tickets(ticking) == 1, "the mail is taken in")


def test_a_server_without_idle_is_asked_again_and_again(
    ticking: Services, inbox: Inbox, started: Started, monkeypatch: pytest.MonkeyPatch
):
    real = ImapMailbox.__init__

    def without(self: ImapMailbox, *given: Any) -> None:
        real(self, *given)
        self.can_idle = False

    monkeypatch.setattr(ImapMailbox, "__init__", without)
    started(mailbox_for(ticking, inbox))
    heard(ticking)

    inbox.deliver(mail())

    eventually(lambda: tickets(ticking) == 1, "the mail is taken in")


def test_what_is_wrong_is_said_in_plain_words_and_forgotten_when_it_is_mended(
    ticking: Services, pymap: Pymap, started: Started
):
    inbox = pymap.inbox()
    mailbox_id = mailbox_for(ticking, inbox, secret=ticking.keys.encrypt("mailbox", "wrong"))
    started(mailbox_id)
    eventually(lambda: trouble(ticking).startswith("login:"), "the wrong password is told")

    with ticking.database.transaction() as tx:
        tx.get_one(Mailbox, mailbox_id).secret = ticking.keys.encrypt("mailbox", inbox.password)

    eventually(lambda: not trouble(ticking), "the trouble is over")
    assert heard(ticking)


def test_a_refused_touch_is_shown_while_mail_is_taken_in(ticking: Services, dovecot: DovecotHost, started: Started):
    inbox = dovecot.inbox()
    started(mailbox_for(ticking, inbox, after_intake="move", move_to="a//b"))
    heard(ticking)
    inbox.deliver(mail("one"))
    eventually(lambda: tickets(ticking) == 1, "the first mail is taken in")
    eventually(lambda: "move mail to the folder" in trouble(ticking), "the refusal is told")

    inbox.deliver(mail("two"))

    eventually(lambda: tickets(ticking) == 2, "the second mail is taken in")


def test_a_server_that_comes_back_is_read_again(ticking: Services, started: Started, tmp_path: Any):
    host = Pymap(tmp_path)
    try:
        inbox = host.inbox()
        started(mailbox_for(ticking, inbox))
        heard(ticking)
        inbox.deliver(mail("before"))
        eventually(lambda: tickets(ticking) == 1, "the first mail is taken in")

        host.stop()
        eventually(lambda: trouble(ticking), "the trouble is told")
        host.start()
        inbox.deliver(mail("after"))

        eventually(lambda: tickets(ticking) == 2, "the mail after the restart is taken in")
    finally:
        host.stop()


@pytest.mark.parametrize("error", [TransientError("the database did not answer"), RuntimeError("marker of a patient")])
def test_no_error_ends_the_thread(
    ticking: Services, pymap: Pymap, started: Started, monkeypatch: pytest.MonkeyPatch, error: Exception
):
    def fail(*_: Any) -> Any:
        raise error

    inbox = pymap.inbox()
    with monkeypatch.context() as broken:
        broken.setattr(taking, "read_new", fail)
        started(mailbox_for(ticking, inbox))
        eventually(lambda: trouble(ticking), "the trouble is told")
    assert "marker" not in trouble(ticking)

    inbox.deliver(mail())

    eventually(lambda: tickets(ticking) == 1, "the mail is taken in")


def test_of_two_readers_one_reads_and_the_other_takes_over(ticking: Services, inbox: Inbox, started: Started):
    mailbox_id = mailbox_for(ticking, inbox)
    first = started(mailbox_id)
    heard(ticking)
    started(mailbox_id)
    [before] = rows.every(ticking, Lease)
    inbox.deliver(*(mail(f"Question {number}") for number in range(5)))
    eventually(lambda: tickets(ticking) == 5, "every mail is taken in")
    assert rows.every(ticking, Lease)[0].holder == before.holder

    first.stop()
    eventually(
        lambda: (held := rows.every(ticking, Lease)) and held[0].holder != before.holder, "the second one takes over"
    )
    inbox.deliver(mail("to the second"))
    eventually(lambda: tickets(ticking) == 6, "the second one reads")

    assert len(rows.every(ticking, Message)) == 6


def test_a_reader_whose_lease_is_anothers_stops_reading(ticking: Services, inbox: Inbox, started: Started):
    mailbox_id = mailbox_for(ticking, inbox)
    started(mailbox_id)
    heard(ticking)
    now = ticking.clock.now()
    with ticking.database.transaction() as tx:
        tx.connection().exec_driver_sql("DELETE FROM leases")
        leases.take(tx, f"mailbox:{mailbox_id}", holder="other", now=now, until=now + timedelta(seconds=4))

    eventually(lambda: ticking.clock.now() > now + timedelta(seconds=1.5), "the reader has renewed")
    inbox.deliver(mail())

    eventually(lambda: tickets(ticking) == 1, "it reads again when the other one has fallen silent")
    assert ticking.clock.now() >= now + timedelta(seconds=4)


def test_a_reader_that_ends_gives_its_lease_back(ticking: Services, pymap: Pymap):
    inbox = pymap.inbox()
    reader = Reader(ticking, mailbox_for(ticking, inbox), Crew.in_place(ticking))
    reader.start()
    heard(ticking)

    reader.stop()
    reader.join(10)

    assert rows.every(ticking, Lease) == []


def test_stopping_does_not_wait_for_the_end_of_idle(ticking: Services, inbox: Inbox):
    patient = replace(ticking, settings=ticking.settings.model_copy(update={"poller_lease_seconds": 300.0}))
    reader = Reader(patient, mailbox_for(patient, inbox), Crew.in_place(patient))
    reader.start()
    heard(ticking)

    reader.stop()
    reader.join(3)

    assert not reader.is_alive()


@pytest.mark.dovecot
def test_a_mailbox_that_a_provider_keeps_is_read_and_asks_to_be_authorised_again_when_it_must(
    ticking: Services, checking_dovecot: Dovecot, token_server: TokenServer, started: Started
):
    token_server.script.user = "questions"
    tokens = tokens_of(ticking, token_server)
    services = replace(ticking, tokens=tokens)
    mailbox_id = Make(services).mailbox(
        port=checking_dovecot.port, username="questions", login=Login.GOOGLE, secret=None
    )
    reader = started(mailbox_id, services)
    eventually(lambda: trouble(services).startswith("authorisation: nobody has authorised"), "the desk asks for it")

    authorise(services, tokens, mailbox_id)
    heard(services)
    checking_dovecot.deliver("questions", mail("one"))
    eventually(lambda: tickets(services) == 1, "the mail is taken in")
    assert not trouble(services)
    reader.stop()
    reader.join(10)
    token_server.script.good_refresh.clear()
    again = replace(services, tokens=tokens_of(services, token_server))
    started(mailbox_id, again)

    eventually(lambda: "authorise again" in trouble(again), "the desk asks to be authorised again")
