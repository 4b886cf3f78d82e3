"""A desk that watches one inbox, step by step."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import pytest

from consultant.adapters.clock import SystemClock
from consultant.adapters.imap import ImapMailbox
from consultant.bootstrap import Services
from consultant.db.queries import mailboxes
from consultant.db.queries.mailboxes import Cursor
from consultant.poller import taking
from consultant.poller.crew import Crew
from consultant.services import storing
from tests.factories.make import Make
from tests.servers.mailhosts import Inbox

Result = TypeVar("Result")


def eventually(probe: Callable[[], Result], what: str, seconds: float = 15) -> Result:
    """Return the first true result of ``probe``."""
    deadline = time.monotonic() + seconds
    while not (found := probe()):
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        time.sleep(0.01)
    return found


@dataclass
class Desk:
    """Connects as the poller does, and looks when told to."""

    services: Services
    inbox: Inbox
    mailbox_id: int
    server: ImapMailbox | None = None
    cursor: Cursor | None = None

    def connect(self) -> Cursor:
        self.close()
        with self.services.database.reading() as tx:
            account = self.services.account(mailboxes.get(tx, self.mailbox_id))
        self.server = ImapMailbox(account)
        with self.services.database.transaction() as tx:
            self.cursor = storing.open_cursor(
                tx, self.mailbox_id, self.server.uidvalidity, self.server.uidnext, clock=self.services.clock
            )
        return self.cursor

    def look(self, *, stopped: Callable[[], bool] = lambda: False) -> Cursor:
        """Read what is new."""
        assert self.server is not None
        assert self.cursor is not None
        self.server.wait(0, lambda: False)  # as the poller does between two looks: the server tells what came
        with self.services.database.reading() as tx:
            mailbox = mailboxes.get(tx, self.mailbox_id)
        at = taking.Watch(self.services, mailbox, self.server, Crew.in_place(self.services))
        self.cursor = taking.read_new(at, self.cursor, stopped)
        taking.touch(self.services, mailbox, self.server, self.cursor.uidvalidity)
        return self.cursor

    def close(self) -> None:
        if self.server is not None:
            self.server.close()
            self.server = None


def mailbox_for(services: Services, inbox: Inbox, **given: Any) -> int:
    """Make the mailbox row that reads an inbox."""
    usual = {
        "port": inbox.port,
        "username": inbox.user,
        "secret": services.keys.encrypt("mailbox", inbox.password),
    }
    return Make(services).mailbox(**{**usual, **given})


@pytest.fixture
def watching(services: Services, inbox: Inbox) -> Any:
    """Make a desk that watches the inbox; ``given`` are columns of its mailbox."""
    made: list[Desk] = []

    def build(**given: Any) -> Desk:
        desk = Desk(services, inbox, mailbox_for(services, inbox, **given))
        made.append(desk)
        return desk

    yield build
    for desk in made:
        desk.close()


@pytest.fixture
def ticking(sqlite_services: Services) -> Services:
    """A desk whose clock runs, for threads that wait."""
    settings = sqlite_services.settings.model_copy(update={"poller_lease_seconds": 2.0, "poll_seconds": 0.2})
    return replace(sqlite_services, clock=SystemClock(), settings=settings)
