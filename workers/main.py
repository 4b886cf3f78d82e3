"""The worker process: ``python -m workers.main``. It outlives its broker.

When Redis goes away in the middle of a command, Celery's Redis transport can end the worker as "unrecoverable". The
process then begins anew in place: same process id, fresh connections; leases in the database make that safe at any moment.
"""

import contextlib
import os
import sys
import threading
import time
from typing import Any

from celery.signals import celeryd_after_setup, worker_shutting_down

from consultant import logs
from consultant.adapters.pulse import beating
from consultant.bootstrap import check
from consultant.config import plainly
from consultant.domain.supervision import Process
from workers import jobs, supervision  # noqa: F401 - jobs are loaded now: the first one waits for no import
from workers.app import app, services

OPTIONS = (
    "--pool",
    "threads",
    "--queues",
    "lookups,outbound,relay",
    "--without-gossip",
    "--without-mingle",
    "--without-heartbeat",
)
THREADS = 4
PAUSE = 1.0
log = logs.get("worker")


def main() -> None:
    """Run the worker until it is told to end; after any other end, begin anew."""
    with plainly():
        check(services())
    beats = beating(services().database, services().clock, Process.WORKER)
    with contextlib.suppress(SystemExit), beats, supervision.watching(services()):
        app.worker_main(["worker", "--loglevel", "WARNING", "--concurrency", str(THREADS), *OPTIONS])
    if any(worker.exitcode for worker in _started) and not _told.is_set():
        _begin_anew()


_started: list[Any] = []
_told = threading.Event()


@worker_shutting_down.connect  # type: ignore[untyped-decorator]  # Celery has no types
def _note_order(**_signal: Any) -> None:
    """A signal asks for the end. Celery counts SIGINT as a failure, as it counts a broker that it gave up."""
    _told.set()


@celeryd_after_setup.connect  # type: ignore[untyped-decorator]  # Celery has no types
def _watch(instance: Any, **_signal: Any) -> None:
    """Mind a worker that has given up but does not end, because one of its threads waits for the broker for ever."""
    _started.append(instance)

    def mind() -> None:
        while instance.exitcode is None:
            time.sleep(PAUSE)
        if instance.exitcode and not _told.is_set():
            _begin_anew()

    threading.Thread(target=mind, name="watch", daemon=True).start()


def _begin_anew() -> None:
    """Replace this process by a fresh one with the same id; jobs that were under way are found again by their leases."""
    log.error("the worker ended by itself and begins anew")
    time.sleep(PAUSE)
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - ourselves


if __name__ == "__main__":
    main()
