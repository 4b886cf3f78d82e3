"""The two IMAP servers of the tests, alike to whoever uses them: the demo's own (pymap) and Dovecot."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Protocol

from imapclient import IMAPClient

from consultant.adapters.imap import Account
from consultant.demo.processes import HOST
from tests.servers import dovecot
from tests.servers.ports import own_ports

PASSWORD = "pymap-password"
USERS = 120


@dataclass(frozen=True)
class Inbox:
    """One user's mailbox on one server."""

    port: int
    user: str
    password: str

    def account(self, **change: object) -> Account:
        usual = {
            "host": HOST,
            "port": self.port,
            "tls": "none",
            "username": self.user,
            "password": self.password,
            "folder": "INBOX",
            "timeout": 10.0,
        }
        return Account(**{**usual, **change})  # type: ignore[arg-type]

    def client(self, folder: str | None = "INBOX") -> IMAPClient:
        """Return a connection of its own, which marks nothing as read by itself."""
        client = IMAPClient(HOST, self.port, ssl=False, timeout=10)
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.login(self.user, self.password)
        if folder is not None:
            client.select_folder(folder)
        return client

    def deliver(self, *mails: bytes) -> None:
        """Put mails into the inbox, byte for byte."""
        # No folder is selected: pymap then tells a session in IDLE of two things at once, and it may hear the first alone.
        with self.client(None) as client:
            for raw in mails:
                client.append("INBOX", raw)

    def deliver_each(self, mails: Iterable[bytes]) -> int:
        """Put in what the server takes, and return how many those were."""
        taken, client = 0, self.client(None)
        for raw in mails:
            try:
                client.append("INBOX", raw)
                taken += 1
            except IMAPClient.AbortError:
                client.shutdown()
                client = self.client(None)
            except IMAPClient.Error:
                continue
        client.logout()
        return taken

    def flags(self) -> dict[int, tuple[bytes, ...]]:
        with self.client() as client:
            uids = client.search(["ALL"])
            return dict(client.get_flags(uids)) if uids else {}


class MailHost(Protocol):
    def inbox(self) -> Inbox:
        """Return an empty inbox that no other test uses."""
        ...

    def stop(self) -> None: ...


class Pymap:
    """The demo's mail server as a process; it keeps mail in memory, so that a restart changes every UIDVALIDITY."""

    def __init__(self, folder: Path) -> None:
        self._numbers = count(1)
        self._folder = folder
        self.port, self.submit_port = own_ports(2)
        self.start()

    def start(self) -> None:
        known = [f"u{number}@desk.example" for number in range(1, USERS)]
        with (self._folder / "pymap.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "consultant.demo.mailserver", str(self.port), str(self.submit_port), *known],
                env={**os.environ, "CONSULTANT_DEMO_PASSWORD": PASSWORD},
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + 20
        while not _answers(self.port):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("pymap did not start: " + (self._folder / "pymap.log").read_text()[-800:])
            time.sleep(0.02)

    def inbox(self) -> Inbox:
        return Inbox(self.port, f"u{next(self._numbers)}@desk.example", PASSWORD)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


class DovecotHost:
    """Dovecot, with a Maildir for each user."""

    def __init__(self, folder: Path) -> None:
        self._numbers = count(1)
        self._server = dovecot.Dovecot(folder)
        self.port = self._server.port

    def inbox(self) -> Inbox:
        return Inbox(self.port, f"u{next(self._numbers)}", dovecot.PASSWORD)

    def stop(self) -> None:
        self._server.stop()


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1) as line:
            return line.recv(64).startswith(b"* OK")
    except OSError:
        return False
