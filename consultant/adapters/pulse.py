"""The heartbeat of a process: a row in the database, renewed every ten seconds. A database that is away stops nobody."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from consultant.db.engine import Database
from consultant.db.queries import heartbeats
from consultant.domain.supervision import BEAT_SECONDS, Process
from consultant.errors import ConsultantError
from consultant.ports import Clock


class Pulse:
    """Writes the row of one process and kind, at most every ten seconds."""

    def __init__(self, database: Database, clock: Clock, kind: Process) -> None:
        self._database = database
        self._clock = clock
        self._kind = kind
        self._host = socket.gethostname()[:200]
        self._name = f"{kind}:{self._host}:{os.getpid()}"
        self._began_at = clock.now()
        self._beaten = float("-inf")

    def beat(self) -> None:
        """Say that the process lives, where ten seconds have passed since it last did. Never raises."""
        if time.monotonic() - self._beaten < BEAT_SECONDS:
            return
        self._beaten = time.monotonic()
        with suppress(ConsultantError), self._database.transaction() as tx:
            heartbeats.note(
                tx, self._name, kind=self._kind, host=self._host, began_at=self._began_at, now=self._clock.now()
            )

    def end(self) -> None:
        """Take the row back: the process ends because it was told to."""
        with suppress(ConsultantError), self._database.transaction() as tx:
            heartbeats.remove(tx, self._name)


@contextmanager
def beating(database: Database, clock: Clock, kind: Process) -> Iterator[None]:
    """Beat in a thread of its own while the block runs."""
    pulse, ended = Pulse(database, clock, kind), threading.Event()

    def beat() -> None:
        while not ended.is_set():
            pulse.beat()
            ended.wait(BEAT_SECONDS)

    thread = threading.Thread(target=beat, name="pulse", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=5)
        pulse.end()
