"""Read stored mails in a process of their own: beside the database work, and apart from it.

A mail that ends the process that reads it, or holds it for too long, is parked; the poller and the other mails go on.
"""

import multiprocessing
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import Protocol

from consultant import logs
from consultant.adapters.children import begin_child, end, kill
from consultant.bootstrap import blob_store
from consultant.config import Settings
from consultant.db.queries.inbound import Stored
from consultant.errors import NotFound
from consultant.mail.parse import parse
from consultant.mail.parsed import Own, ParsedMail, Reading
from consultant.poller.failed import Failed
from consultant.ports import BlobStore

SECONDS_A_MAIL = 30.0
log = logs.get("parsing")


Answer = Reading | Failed
Pool = ProcessPoolExecutor


class MailReader(Protocol):
    def read(self, waiting: Sequence[Stored], own: Own) -> Iterator[Answer]:
        """Yield what each mail says, in order. Files come without their bytes, which stay in the original."""
        ...

    def wait_until_up(self) -> None:
        """Return when everything that was started is up."""
        ...

    def close(self) -> None:
        """End what was started."""
        ...


class InProcess:
    """Reads where it is called."""

    def __init__(self, blobs: BlobStore) -> None:
        self._blobs = blobs

    def read(self, waiting: Sequence[Stored], own: Own) -> Iterator[Answer]:
        """Yield what each mail says."""
        return (_read(self._blobs, stored.sha256, own) for stored in waiting)

    def wait_until_up(self) -> None:
        """Nothing was started."""

    def close(self) -> None:
        """Nothing was started."""


class OwnProcess:
    """Reads in a child process, ahead of whoever asks. Several threads may ask; what one's mail does harms no other's."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._pool = self._start()

    def read(self, waiting: Sequence[Stored], own: Own) -> Iterator[Answer]:
        """Yield what each mail says; a mail that a child of its own does not survive is failed, and the rest goes on."""
        pool, futures = self._ask(waiting, own)
        for place, stored in enumerate(waiting):
            try:
                yield futures[place].result(SECONDS_A_MAIL)
            except (BrokenProcessPool, CancelledError, TooLate):
                # This mail, another one, or the machine: who is to blame shows when it is read by itself.
                self._renew(pool)
                yield self._alone(stored, own)
                pool, asked = self._ask(waiting[place + 1 :], own)
                futures[place + 1 :] = asked

    def wait_until_up(self) -> None:
        """Return when the child answers. Raises BrokenProcessPool when it could not start."""
        self._pool.submit(_nothing).result()

    def kill_child(self) -> None:
        """End the child as the machine would."""
        kill(self._pool)

    def close(self) -> None:
        """End the child."""
        with self._lock:
            end(self._pool)

    def _alone(self, stored: Stored, own: Own) -> Answer:
        """Read a mail in a child that nobody else uses."""
        pool = self._start()
        try:
            return self._submit(pool, stored, own).result(SECONDS_A_MAIL)
        except BrokenProcessPool:
            log.error("reading ended its process", inbound_id=stored.id)
            return Failed("Reading it ended the process that reads mail. The original is kept.")
        except TooLate:
            log.error("reading took too long", inbound_id=stored.id)
            return Failed(f"Reading it took longer than {SECONDS_A_MAIL:.0f} seconds. The original is kept.")
        finally:
            end(pool)

    def _ask(self, waiting: Sequence[Stored], own: Own) -> tuple[Pool, list[Future[Answer]]]:
        with self._lock:
            try:
                return self._pool, [self._submit(self._pool, stored, own) for stored in waiting]
            except BrokenProcessPool:
                end(self._pool)
                self._pool = self._start()
                return self._pool, [self._submit(self._pool, stored, own) for stored in waiting]

    def _submit(self, pool: Pool, stored: Stored, own: Own) -> Future[Answer]:
        return pool.submit(_read_in_child, stored.sha256, own)

    def _renew(self, broken: Pool) -> None:
        """Take a new child in place of ``broken``, unless another thread has done so."""
        with self._lock:
            if self._pool is broken:
                end(broken)
                self._pool = self._start()

    def _start(self) -> Pool:
        pool = ProcessPoolExecutor(
            1, multiprocessing.get_context("spawn"), initializer=_begin_child, initargs=(self._settings,)
        )
        pool.submit(_nothing)  # the child starts now, not at the first mail
        return pool


_child_blobs: BlobStore | None = None


def _begin_child(settings: Settings) -> None:
    global _child_blobs  # noqa: PLW0603 - one store for the child's whole life
    begin_child()
    logs.configure(settings.log_level)
    _child_blobs = blob_store(settings)


def _nothing() -> None:
    """Say that the child is up."""


def _read_in_child(sha256: str, own: Own) -> Answer:
    assert _child_blobs is not None  # noqa: S101 - _begin_child ran first
    return _read(_child_blobs, sha256, own)


def _read(blobs: BlobStore, sha256: str, own: Own) -> Answer:
    try:
        mail = parse(blobs.get(sha256), own=own)
    except NotFound as error:
        return Failed(str(error))
    except Exception as error:
        log.error("a mail could not be read", sha256=sha256, exc_info=error)
        return Failed(f"The desk failed while reading it ({type(error).__name__}). Read it again after an upgrade.")
    if isinstance(mail, ParsedMail) and mail.attachments:
        return replace(mail, attachments=tuple(replace(file, content=b"") for file in mail.attachments))
    return mail
