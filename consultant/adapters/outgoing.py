"""The way out: as whom a mailbox's mail leaves, over conversations that are kept for the next mail of a burst."""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from consultant.adapters.dkim import Signer
from consultant.adapters.smtp import Account, SmtpMailer, SmtpSession
from consultant.errors import ConfigError, PermanentError, TransientError
from consultant.ports import Verdict

KEPT_SECONDS = 20.0
"""A conversation without a mail ends after this time: servers allow few at once."""
MAILS_AT_MOST = 100
"""A conversation ends after so many mails; many servers end it then by themselves."""


@dataclass(frozen=True, slots=True)
class Identity:
    """As whom a mailbox's mail leaves: its server, and who signs for its domain."""

    mailbox_id: int
    account: Account
    signer: Signer | None = None


class Outgoing:
    """The Mailer port. ``identity`` is asked for each mail, so a changed password or key holds from the next one."""

    def __init__(self, identity: Callable[[int], Identity], *, hello: str) -> None:
        self._identity = identity
        self._hello = hello
        self._lock = threading.Lock()
        self._kept: dict[Identity, list[_Line]] = {}

    def session(self, mailbox_id: int) -> "Conversation":
        """Return a conversation that is ready for MAIL: a kept one that still answers, or a new one.

        Raises TransientError when the server cannot be reached, PermanentError when it refuses us.
        """
        try:
            identity = self._identity(mailbox_id)
        except ConfigError as error:  # mail waits in the outbox, with these words, until somebody mends the setting
            raise PermanentError(str(error)) from error
        while (line := self._take(identity)) is not None:
            try:
                line.session.reset()
            except TransientError:
                line.session.close()
                continue
            if line.session.sound:
                return Conversation(self, identity, line)
            line.session.close()
        return Conversation(self, identity, _Line(SmtpMailer(identity.account, hello=self._hello).session()))

    def close(self) -> None:
        """End every kept conversation."""
        with self._lock:
            lines = [line for kept in self._kept.values() for line in kept]
            self._kept.clear()
        for line in lines:
            line.end()

    def give_back(self, identity: Identity, line: "_Line") -> None:
        """Keep a conversation for the next mail, or end it."""
        line.mails += 1
        if not line.session.sound or line.mails >= MAILS_AT_MOST:
            line.end()
            return
        line.timer = threading.Timer(KEPT_SECONDS, self._expire, (identity, line))
        line.timer.daemon = True
        with self._lock:
            self._kept.setdefault(identity, []).append(line)
        line.timer.start()

    def _take(self, identity: Identity) -> "_Line | None":
        with self._lock:
            kept = self._kept.get(identity)
            line = kept.pop() if kept else None
        if line is not None and line.timer is not None:
            line.timer.cancel()
        return line

    def _expire(self, identity: Identity, line: "_Line") -> None:
        with self._lock:
            kept = self._kept.get(identity, [])
            if line not in kept:
                return
            kept.remove(line)
        line.end()


class _Line:
    """An open conversation with a server, and how many mails it has carried."""

    def __init__(self, session: SmtpSession) -> None:
        self.session = session
        self.mails = 0
        self.timer: threading.Timer | None = None

    def end(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
        self.session.close()


class Conversation:
    """The Session port over a kept conversation: mail is signed on its way, and closing gives the line back."""

    def __init__(self, owner: Outgoing, identity: Identity, line: _Line) -> None:
        self._owner = owner
        self._identity = identity
        self._line = line

    def size_limit(self) -> int | None:
        """Return how many bytes the server takes at most, where it says so."""
        return self._line.session.size_limit()

    def envelope(self, sender: str, recipients: Iterable[str], *, size: int, envid: str) -> Mapping[str, Verdict]:
        """Send MAIL and RCPT; the server's word on each recipient."""
        return self._line.session.envelope(sender, recipients, size=size, envid=envid)

    def sign(self, raw: bytes) -> bytes:
        """Return the bytes that leave: with the domain's signature on top where the mailbox has a key."""
        return raw if self._identity.signer is None else self._identity.signer.sign(raw)

    def data(self, raw: bytes) -> Verdict:
        """Send DATA and the bytes; the final answer."""
        return self._line.session.data(raw)

    def close(self) -> None:
        """Give the line back for the next mail."""
        self._owner.give_back(self._identity, self._line)
