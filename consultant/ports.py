"""What use cases need from the outside world, as protocols. bootstrap.py chooses who answers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from consultant.coding.catalogue import Catalogue
from consultant.domain.jobs import Job
from consultant.mail.letters import Letter, RenderedLetter, Templates

__all__ = ["BlobStore", "Catalogue", "Clock", "Events", "Mailer", "Renderer", "Session", "Verdict", "Wake"]


class Clock(Protocol):
    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        ...


class Renderer(Protocol):
    def render(self, letter: Letter, copy: Templates | None = None) -> RenderedLetter:
        """Return subject, text and HTML of a letter, from an administrator's copy where one is given.

        Raises PermanentError when a shipped template is broken, TemplateWrong when the copy is.
        """
        ...

    def shipped(self, letter: type[Letter]) -> Templates:
        """Return the shipped templates of a letter."""
        ...

    def check(self, letter: type[Letter], copy: Templates) -> None:
        """Raise TemplateWrong when a copy cannot be used."""
        ...


class BlobStore(Protocol):
    def put(self, data: bytes) -> str:
        """Keep ``data`` durably and return its SHA-256 (hexadecimal). The same bytes twice are kept once."""
        ...

    def put_many(self, many: Iterable[bytes]) -> list[str]:
        """Keep each of ``many`` durably; return their SHA-256 in order."""
        ...

    def get(self, sha256: str) -> bytes:
        """Return the bytes. Raises NotFound when they are not here or do not match their hash."""
        ...

    def put_file(self, source: Path) -> str:
        """Keep a file's bytes durably, compressed, and return the SHA-256 of the plain ones."""
        ...

    def open_path(self, sha256: str) -> Path:
        """Return a local read-only file of what is kept, as it lies: sealed or compressed. Raises NotFound."""
        ...

    def erase(self, sha256: str) -> None:
        """Remove the bytes for good; where there are none, nothing happens."""
        ...

    def names(self) -> Iterator[str]:
        """Yield the SHA-256 of everything that is kept, in no order."""
        ...

    def copy_out(self, sha256: str, target: Path) -> None:
        """Put what is kept into a file that is not there yet, as it lies: sealed or compressed. Raises NotFound."""
        ...

    def copy_in(self, sha256: str, source: Path) -> None:
        """Keep durably what ``copy_out`` gave."""
        ...


@dataclass(frozen=True, slots=True)
class FileReading:
    """What a file says. ``remark``: why there is no text, or not all of it. ``pages``: PNG pictures of its first pages."""

    text: str | None
    remark: str | None = None
    pages: tuple[bytes, ...] = ()


class FileReader(Protocol):
    def read(self, content: bytes, content_type: str) -> FileReading:
        """Return what a file says, in bounded time; never raises, whatever the bytes."""
        ...


class Scanner(Protocol):
    def scan(self, content: bytes) -> str | None:
        """Return what infects the bytes, or None. Raises TransientError when the scanner does not answer."""
        ...


class Events(Protocol):
    def publish(self, kind: str, ids: Mapping[str, int]) -> None:
        """Tell open dashboards that something changed. Ids only; a lost event loses nothing. Never raises."""
        ...

    def subscribe(self, timeout: float) -> Iterator[Mapping[str, Any] | None]:
        """Yield events as they come, None after ``timeout`` seconds without one. Raises TransientError."""
        ...


class Wake(Protocol):
    def wake(self, job_id: int, job: Job) -> None:
        """Tell a worker that a job is due. Best effort: the relay finds the row again. Never raises, never waits long."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the server said of one recipient or of a whole mail: SMTP code and text (at most 500 characters)."""

    code: int
    text: str

    @property
    def accepted(self) -> bool:
        """2xx."""
        return 200 <= self.code < 300

    @property
    def temporary(self) -> bool:
        """4xx: another attempt may succeed."""
        return 400 <= self.code < 500


class Session(Protocol):
    """One conversation with an SMTP server. Every method raises TransientError when the line is lost."""

    def sign(self, raw: bytes) -> bytes:
        """Return the very bytes to send: signed where the mailbox has a key. Raises PermanentError."""
        ...

    def size_limit(self) -> int | None:
        """Return how many bytes the server takes at most, where it says so."""
        ...

    def envelope(self, sender: str, recipients: Iterable[str], *, size: int, envid: str) -> Mapping[str, Verdict]:
        """Send MAIL and RCPT; return the server's word on each recipient.

        ``size``: of the mail in bytes. ``envid``: by which delivery reports name the mail; "" asks for none.
        """
        ...

    def data(self, raw: bytes) -> Verdict:
        """Send DATA and the bytes; return the final answer. A line lost here leaves the mail's fate unknown."""
        ...

    def close(self) -> None:
        """End the conversation, or keep it for the next mail. Never raises."""
        ...


class Mailer(Protocol):
    def session(self, mailbox_id: int) -> Session:
        """Return a session that is ready for MAIL, as a mailbox's.

        Raises TransientError (not reached) or PermanentError (refused us).
        """
        ...
