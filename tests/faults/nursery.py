"""Real processes of the desk in a moment: this one has imported everything, and each line on its input forks a worker or beat.

A forked worker is what ``python -m workers.main`` is after its imports: a process of its own, with its own connections and
threads. Beside that it reads the test's clock, marks that it is at work, and at each step of sending (schedules.STEPS) does what a file of
that name asks for: die, or lose the database.
"""

import os
import resource
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from consultant.adapters.clock import SystemClock
from consultant.db.queries import jobs as job_rows
from consultant.db.queries import outbound as outbound_rows
from consultant.demo.processes import die_with_parent
from consultant.domain.jobs import DeliverEmail
from consultant.domain.sending import Phase
from consultant.services import deliveries
from tests.faults.clock import MovedClock
from tests.faults.severing import sever
from workers import app, beat, jobs, main

DATA = Path(os.environ["CONSULTANT_DATA_DIR"])
ACTS, BUSY = DATA / "acts", DATA / "busy"
CHILD = "CONSULTANT_TEST_CHILD"
TICK = 0.2
PATIENCE_MS = 300
"""How long SQLite waits for another writer: the desk's half minute would make every schedule long."""
DISK_SECONDS = 0.3


def act_at(step: str) -> None:
    """Do what is asked for at this step, once."""
    path = ACTS / step
    mine = path.with_name(f"{step}.{os.getpid()}.{threading.get_ident()}")
    try:
        path.rename(mine)
    except FileNotFoundError:
        return
    if mine.read_text() == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif app.settings.database.startswith("sqlite"):
        _fill_the_disk()
    else:
        sever(app.settings.database)


def _fill_the_disk() -> None:
    """Let no file of this process take another byte for a moment: SQLite's next write is an error of the disk."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, most))
    timer = threading.Timer(DISK_SECONDS, resource.setrlimit, (resource.RLIMIT_FSIZE, (most, most)))
    timer.daemon = True
    timer.start()


def after(step: str, owner: Any, name: str, when: Callable[..., bool]) -> None:
    """Act at ``step`` when ``owner.name`` has run; ``when`` judges its result and what it was given."""
    real = getattr(owner, name)

    def acting(*arguments: Any, **named: Any) -> Any:
        result = real(*arguments, **named)
        if when(result, *arguments):
            act_at(step)
        return result

    setattr(owner, name, acting)


def patch() -> None:
    """Put the hooks in."""
    clock = MovedClock(DATA)
    SystemClock.now = lambda _self: clock.now()  # type: ignore[method-assign]
    after("job claimed", job_rows, "claim", lambda found, *_: found is not None)
    after("mail claimed", outbound_rows, "load", lambda *_: True)
    after("data noted", outbound_rows, "note_phase", lambda done, *given: bool(done) and Phase.DATA in given)
    after("outcome written", deliveries, "conclude", lambda again, *_: again is not None)
    deliver = jobs.JOBS[DeliverEmail]

    def delivering(services: Any, claimed: Any) -> None:
        deliver(services, claimed)
        act_at("outcome committed")

    jobs.JOBS = {**jobs.JOBS, DeliverEmail: delivering}
    run = jobs.run

    def running(services: Any, job_id: int) -> None:
        mark = BUSY / f"{os.getpid()}.{threading.get_ident()}"
        mark.touch()
        try:
            run(services, job_id)
        finally:
            mark.unlink()

    jobs.run = running
    if app.settings.database.startswith("sqlite"):
        event.listen(Engine, "connect", lambda raw, _record: raw.execute(f"PRAGMA busy_timeout={PATIENCE_MS}").close())
    app.app.conf.beat_schedule["relay"]["schedule"] = TICK


def live(role: str) -> None:
    """Be a worker or beat until the end."""
    patch()
    beat.main() if role == "beat" else main.main()


def fork() -> None:
    """Answer each line, which names a role, with the id of a new process."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children; none stays as a zombie
    for line in sys.stdin:
        role = line.strip()
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            die_with_parent()
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(2, 1)
            os.environ[CHILD] = role  # a worker that begins anew becomes a worker again
            live(role)
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    if CHILD in os.environ:
        live(os.environ[CHILD])
    else:
        fork()
