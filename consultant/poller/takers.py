"""Take mails in, a transaction each: where it is asked, or in processes of their own, which share no interpreter's lock.

A process of its own says what follows its commit; the poller wakes workers and tells dashboards. Were that lost, workers
would find the rows by themselves.
"""

import multiprocessing
import pickle
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from consultant import logs
from consultant.adapters.children import begin_child, end, kill
from consultant.adapters.clock import SystemClock
from consultant.db.after import Effect
from consultant.db.engine import Database, build_engine
from consultant.db.queries.inbound import Stored
from consultant.domain.desk import Desk
from consultant.errors import Conflict, TransientError
from consultant.mail.parsed import Reading
from consultant.mail.threads import Cause
from consultant.poller.failed import Failed
from consultant.ports import Clock
from consultant.services import intake
from consultant.services.intake import Place

log = logs.get("poller")
Pool = ProcessPoolExecutor
Take = Callable[[Stored, Reading | Failed], Future[None]]
"""Takes one mail in. The future raises TransientError when it is to be taken at the next look, BrokenProcessPool when
the process ended on the way."""


class Takers(Protocol):
    at_once: int
    """How many mails may be under way together."""

    def at(self, place: Place) -> Take:
        """Return what takes mails in there."""
        ...

    def alone(self, stored: Stored, mail: Reading | Failed, place: Place) -> None:
        """Take a mail in with nobody beside it; one that ends its process all the same is parked."""
        ...

    def wait_until_up(self) -> None:
        """Return when everything that was started is up."""
        ...

    def close(self) -> None:
        """End what was started."""
        ...


@dataclass(frozen=True, slots=True)
class Hand:
    """What taking in needs: the database, the desk's settings and the time."""

    database: Database
    desk: Desk
    clock: Clock


def take_in_one(hand: Hand, stored: Stored, mail: Reading | Failed, place: Place) -> None:
    """Take one mail in, or park it with its cause. Raises TransientError alone: then it is taken at the next look."""
    try:
        with hand.database.transaction() as tx:
            if isinstance(mail, Failed):
                intake.park(tx, stored.id, Cause.ERROR, mail.words)
            else:
                intake.take_in(tx, stored, mail, place, desk=hand.desk, clock=hand.clock)
    except TransientError:
        raise
    except Conflict:
        log.info("another poller has taken the mail in", inbound_id=stored.id)
    except Exception as error:
        log.error("mail parked after an error", inbound_id=stored.id, exc_info=error)
        words = f"The desk failed while taking it in ({type(error).__name__}). Read it again after an upgrade."
        _park(hand, stored, words)


class InPlace:
    """Takes mails in where it is called, one after the other."""

    at_once = 1

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    def at(self, place: Place) -> Take:
        """Return what takes mails in there; its futures are done."""

        def take(stored: Stored, mail: Reading | Failed) -> Future[None]:
            done: Future[None] = Future()
            try:
                take_in_one(self._hand, stored, mail, place)
            except TransientError as error:
                done.set_exception(error)
            else:
                done.set_result(None)
            return done

        return take

    def alone(self, stored: Stored, mail: Reading | Failed, place: Place) -> None:
        """Take a mail in."""
        take_in_one(self._hand, stored, mail, place)

    def wait_until_up(self) -> None:
        """Nothing was started."""

    def close(self) -> None:
        """Nothing was started."""


class OwnProcesses:
    """Takes mails in by as many processes as the database lets write for one task. Several threads may ask."""

    def __init__(self, hand: Hand, database_url: str, log_level: str) -> None:
        self._hand = hand
        self._start_with = (database_url, hand.desk, log_level)
        self.at_once = hand.database.writers + 1  # the next one lies ready when a process is done
        self._lock = threading.Lock()
        self._ended: Pool | None = None
        self._pool, self._begun = self._start(hand.database.writers)

    def wait_until_up(self) -> None:
        """Return when the processes of the start are up. Raises TransientError when they cannot be started."""
        _await_start(self._begun)

    def at(self, place: Place) -> Take:
        """Return what takes mails in there. After a process ended, the next call has new ones."""
        sealed = pickle.dumps(place)
        with self._lock:
            if self._ended is self._pool:
                end(self._pool)
                self._pool, _ = self._start(self._hand.database.writers)
            pool = self._pool
        return lambda stored, mail: self._submit(pool, stored, mail, sealed)

    def alone(self, stored: Stored, mail: Reading | Failed, place: Place) -> None:
        """Take a mail in by a process that nobody else uses; one that ends it is parked."""
        pool, begun = self._start(1)
        try:
            _await_start(begun)
            self._submit(pool, stored, mail, pickle.dumps(place)).result()
        except BrokenProcessPool:
            log.error("taking in ended its process", inbound_id=stored.id)
            _park(self._hand, stored, "Taking it in ended the process that does so. The original is kept.")
        finally:
            end(pool)

    def kill_children(self) -> None:
        """End the processes as the machine would."""
        kill(self._pool)

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            end(self._pool)

    def _submit(self, pool: Pool, stored: Stored, mail: Reading | Failed, place: bytes) -> Future[None]:
        done: Future[None] = Future()

        def settle(answered: Future[Sequence[Effect]]) -> None:
            if error := answered.exception():
                if isinstance(error, BrokenProcessPool):
                    self._ended = pool
                done.set_exception(error)
                return
            self._hand.database.follow(answered.result())
            done.set_result(None)

        try:
            self._ask(pool, stored, mail, place).add_done_callback(settle)
        except BrokenProcessPool:
            self._ended = pool
            raise
        return done

    def _ask(self, pool: Pool, stored: Stored, mail: Reading | Failed, place: bytes) -> Future[Sequence[Effect]]:
        return pool.submit(_take_in_child, stored, mail, place)

    def _start(self, count: int) -> tuple[Pool, list[Future[None]]]:
        """Return processes, and what is done when they are up. They start now, not at the first mail."""
        pool = ProcessPoolExecutor(
            count, multiprocessing.get_context("spawn"), initializer=_begin, initargs=self._start_with
        )
        return pool, [pool.submit(_nothing) for _ in range(count)]


def _await_start(begun: Sequence[Future[None]]) -> None:
    try:
        wait(begun)
        for future in begun:
            future.result()
    except BrokenProcessPool:
        raise TransientError(
            "no process could be started to take mail in; the machine may be short of memory"
        ) from None


def _park(hand: Hand, stored: Stored, words: str) -> None:
    with hand.database.transaction() as tx:
        intake.park(tx, stored.id, Cause.ERROR, words)


_hand: Hand | None = None
_effects: list[Effect] = []


def _begin(database_url: str, desk: Desk, log_level: str) -> None:
    global _hand  # noqa: PLW0603 - one connection for the child's whole life
    begin_child()
    logs.configure(log_level)
    _hand = Hand(Database(build_engine(database_url), after_commit=_effects.extend), desk, SystemClock())


def _nothing() -> None:
    """Say that the child is up."""


@lru_cache(maxsize=8)
def _place(sealed: bytes) -> Place:
    found: Place = pickle.loads(sealed)  # noqa: S301 - the poller wrote it
    return found


def _take_in_child(stored: Stored, mail: Reading | Failed, place: bytes) -> Sequence[Effect]:
    assert _hand is not None  # noqa: S101 - _begin ran first
    _effects.clear()
    take_in_one(_hand, stored, mail, _place(place))
    return tuple(_effects)
