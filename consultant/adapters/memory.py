"""Ports answered in memory, for tests and for whoever tries a use case by hand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from consultant.domain.jobs import Job
from consultant.errors import ConsultantError
from consultant.ports import Verdict

ACCEPTED = Verdict(250, "ok")


@dataclass(slots=True)
class HandClock:
    """A clock that moves when told."""

    at: datetime = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self.at

    def forward(self, **parts: float) -> None:
        """Move on: ``forward(seconds=5)``."""
        self.at += timedelta(**parts)


@dataclass(slots=True)
class HeardEvents:
    """Keeps what was told."""

    told: list[tuple[str, dict[str, int]]] = field(default_factory=list)

    def publish(self, kind: str, ids: Mapping[str, int]) -> None:
        """Keep it."""
        self.told.append((kind, dict(ids)))

    def subscribe(self, timeout: float) -> Iterator[Mapping[str, Any] | None]:
        """Yield what was told so far, then nothing."""
        _ = timeout
        for kind, ids in self.told:
            yield {"kind": kind, **ids}
        while True:
            yield None


@dataclass(slots=True)
class HeardWake:
    """Keeps who was woken."""

    woken: list[tuple[int, Job]] = field(default_factory=list)

    def wake(self, job_id: int, job: Job) -> None:
        """Keep it."""
        self.woken.append((job_id, job))


@dataclass(slots=True)
class MemoryMailer:
    """Takes mail like a server that is told how to answer: each table maps an address to its verdict."""

    delivered: list[tuple[str, tuple[str, ...], bytes]] = field(default_factory=list)
    recipients: dict[str, Verdict] = field(default_factory=dict)
    final: Verdict = ACCEPTED
    fails: dict[str, ConsultantError] = field(default_factory=dict)
    """Errors by step: session, envelope, data (before the server has it) or answer (after)."""
    size_limit: int | None = None

    def session(self, mailbox_id: int) -> "MemorySession":
        """Open a conversation."""
        _ = mailbox_id
        self.trip("session")
        return MemorySession(self)

    def trip(self, step: str) -> None:
        """Raise what is set for the step."""
        if step in self.fails:
            raise self.fails[step]


@dataclass(slots=True)
class MemorySession:
    mailer: MemoryMailer
    sender: str = ""
    accepted: tuple[str, ...] = ()

    def sign(self, raw: bytes) -> bytes:
        """Leave it as it is."""
        return raw

    def size_limit(self) -> int | None:
        """Return what the mailer was told to say."""
        return self.mailer.size_limit

    def envelope(self, sender: str, recipients: Iterable[str], *, size: int, envid: str) -> Mapping[str, Verdict]:
        """Answer each recipient from the table."""
        _ = size, envid
        self.mailer.trip("envelope")
        words = {address: self.mailer.recipients.get(address, ACCEPTED) for address in recipients}
        self.sender, self.accepted = sender, tuple(address for address, word in words.items() if word.accepted)
        return words

    def data(self, raw: bytes) -> Verdict:
        """Take the mail, unless told otherwise."""
        self.mailer.trip("data")
        if self.mailer.final.accepted:
            self.mailer.delivered.append((self.sender, self.accepted, raw))
        self.mailer.trip("answer")
        return self.mailer.final

    def close(self) -> None:
        """End."""
