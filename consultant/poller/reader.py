"""One thread for each mailbox: hold the lease, connect, read, wait; after any trouble say so and try again."""

import os
import secrets
import socket
import threading
import time
from datetime import timedelta

from consultant import logs
from consultant.adapters.imap import ImapMailbox
from consultant.bootstrap import Services
from consultant.db import after
from consultant.db.queries import leases, mailboxes
from consultant.errors import ConsultantError, PermanentError
from consultant.poller import checking, taking
from consultant.poller.crew import Crew
from consultant.services import storing

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
FIRST_WAIT = 0.1
LIVELY = 10.0
"""Seconds after the last mail in which the mailbox is looked at every FIRST_WAIT."""
NOTE_EVERY = 3.0
NEVER = float("-inf")
log = logs.get("poller")


class Reader(threading.Thread):
    """Reads one mailbox until told to stop."""

    def __init__(self, services: Services, mailbox_id: int, crew: Crew) -> None:
        super().__init__(name=f"mailbox-{mailbox_id}", daemon=True)
        self._services = services
        self._mailbox_id = mailbox_id
        self._crew = crew
        self._ending = threading.Event()
        self._holder = f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._leased = NEVER
        self._noted = NEVER

    def stop(self) -> None:
        """Ask the thread to end soon."""
        self._ending.set()

    def run(self) -> None:
        """Read until stopped; no error ends the thread."""
        pause = FIRST_PAUSE
        while not self._ending.is_set():
            try:
                if self._take_lease():
                    self._read()
                    pause = FIRST_PAUSE
                else:
                    self._ending.wait(self._services.settings.poller_lease_seconds / 4)
            except ConsultantError as error:
                self._trouble(str(error))
                self._ending.wait(pause if not isinstance(error, PermanentError) else LONGEST_PAUSE / 2)
                pause = min(pause * 2, LONGEST_PAUSE)
            except Exception as error:
                log.error("the mailbox could not be read", mailbox_id=self._mailbox_id, exc_info=error)
                self._trouble(f"an unforeseen error ({type(error).__name__}); the desk tries again")
                self._ending.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        self._release()

    def _read(self) -> None:
        services = self._services
        with services.database.reading() as tx:
            mailbox = mailboxes.get(tx, self._mailbox_id)
        taking.take_in_stored(services, mailbox.id, self._crew)
        server = ImapMailbox(services.account(mailbox))
        try:
            with services.database.transaction() as tx:
                cursor = storing.open_cursor(tx, mailbox.id, server.uidvalidity, server.uidnext, clock=services.clock)
            at = taking.Watch(services, mailbox, server, self._crew)
            wait = FIRST_WAIT
            came = time.monotonic()
            while not self._ending.is_set():
                if not self._keep_lease():
                    return
                before = cursor
                cursor = taking.read_new(at, cursor, self._ended)
                if self._well(self._touch(at, cursor.uidvalidity)) and checking.is_asked(at):
                    checking.compare(at, cursor, self._ended)
                # Mail that lands between the search and IDLE is announced by no server, and mail comes in flocks:
                # look again soon for a while after mail came.
                if cursor != before:
                    wait, came = FIRST_WAIT, time.monotonic()
                elif time.monotonic() - came > LIVELY:
                    wait = min(wait * 2, self._longest_wait(server))
                server.wait(wait, self._ending.is_set)
        finally:
            server.close()

    def _touch(self, at: taking.Watch, uidvalidity: int) -> str | None:
        """Touch what is settled; return what the server refuses, which holds no mail up."""
        try:
            taking.touch(at.services, at.mailbox, at.server, uidvalidity)
        except PermanentError as error:
            return str(error)
        return None

    def _longest_wait(self, server: ImapMailbox) -> float:
        """Seconds of one wait, short enough to keep the lease."""
        settings = self._services.settings
        whole = settings.idle_seconds if server.can_idle else settings.poll_seconds
        return min(whole, settings.poller_lease_seconds / 3)

    def _ended(self) -> bool:
        """Whether reading must stop between two batches: told to end, or the lease is another's."""
        return self._ending.is_set() or not self._keep_lease()

    def _keep_lease(self) -> bool:
        """Renew the lease when a third of it has passed; False when it is another's."""
        if time.monotonic() - self._leased < self._services.settings.poller_lease_seconds / 3:
            return True
        return self._take_lease()

    def _take_lease(self) -> bool:
        services = self._services
        now = services.clock.now()
        until = now + timedelta(seconds=services.settings.poller_lease_seconds)
        with services.database.transaction() as tx:
            held = leases.take(tx, f"mailbox:{self._mailbox_id}", holder=self._holder, now=now, until=until)
        self._leased = time.monotonic() if held else NEVER
        return held

    def _release(self) -> None:
        try:
            with self._services.database.transaction() as tx:
                leases.release(tx, f"mailbox:{self._mailbox_id}", holder=self._holder)
        except ConsultantError as error:
            log.warning("the lease was not given back; it runs out by itself", exc_info=error)

    def _well(self, but: str | None) -> bool:
        """Note that the server answered, and what it refuses, at most every few seconds; return whether it was noted."""
        if time.monotonic() - self._noted < NOTE_EVERY:
            return False
        self._noted = time.monotonic()
        with self._services.database.transaction() as tx:
            if mailboxes.heard(tx, self._mailbox_id, answered_at=self._services.clock.now(), trouble=but):
                after.tell(tx, "mailbox", mailbox_id=self._mailbox_id)
        return True

    def _trouble(self, words: str) -> None:
        self._noted = NEVER
        log.warning("mailbox in trouble", mailbox_id=self._mailbox_id, trouble=words)
        try:
            with self._services.database.transaction() as tx:
                if mailboxes.heard(tx, self._mailbox_id, answered_at=None, trouble=words):
                    after.tell(tx, "mailbox", mailbox_id=self._mailbox_id)
        except ConsultantError as error:
            log.warning("the trouble could not be noted", exc_info=error)
