"""Real processes of the desk without the second and a half that each spends on its imports.

``python -m tests.faults.forking`` has imported what they share; each line on its input forks a process that goes on as
``python -m MODULE`` does: its own session, environment and log, its own connections and threads, an interpreter that
runs the module as its main one and ends as usual. Settings are read after the fork.
"""

import atexit
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from consultant.demo.processes import Processes, die_with_parent

FORKED = ("tests.faults.dying", "workers.beat")
ROOT = Path(__file__).parents[2]


class Forked:
    """A forked process as Processes knows its children (subprocess.Popen)."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        try:
            self._handle = os.pidfd_open(pid)
        except ProcessLookupError:
            self._handle = -1
            self.returncode = -1

    def poll(self) -> int | None:
        """Return -1 when the process is gone; its parent alone knows how it ended."""
        self._look(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Return when the process is gone. Raises TimeoutExpired."""
        self._look(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to the process, unless it is gone."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._handle, number)

    def _look(self, seconds: float | None) -> None:
        if self.returncode is None and select.select([self._handle], [], [], seconds)[0]:
            self.returncode = -1
            os.close(self._handle)


class Forking(Processes):
    """Children by name, of which those of the desk are forked."""

    def python(self, name: str, *arguments: str, **more: str) -> None:
        """Start a Python child; where the system tells no process by a handle, without forking."""
        if not hasattr(os, "pidfd_open") or arguments[0] != "-m" or arguments[1] not in FORKED:
            super().python(name, *arguments, **more)
            return
        log = self._logs / f"{name}.log"
        pid = _fork(arguments[1:], {**self._environment, **more}, log)
        self._children[name] = Forked(pid)  # type: ignore[assignment]

    def kill_all(self) -> None:
        """End every child as a power cut would: at the end of a test nobody looks how they go."""
        for name in reversed(self._children):
            if not self.ended(name):
                self.kill(name)


def _fork(words: Sequence[str], environment: Mapping[str, str], log: Path) -> int:
    parent = _parent()
    assert parent.stdin is not None
    assert parent.stdout is not None
    parent.stdin.write(json.dumps([words, dict(environment), str(log)]) + "\n")
    parent.stdin.flush()
    return int(parent.stdout.readline())


@cache
def _parent() -> "subprocess.Popen[str]":
    """Return the process that forks, one for each process of pytest."""
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.forking"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        cwd=ROOT,
    )
    atexit.register(parent.communicate)  # the end of its input ends it
    return parent


def serve() -> list[str] | None:
    """Fork for each line. Returns in each fork what it is to be, and None where it all began."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children; none stays as a zombie
    for line in sys.stdin:
        words, environment, log = json.loads(line)
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            die_with_parent()
            os.environ.clear()
            os.environ.update(environment)
            os.write(1, f"{os.getpid()}\n".encode())
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), 1)
            os.dup2(1, 2)
            return list(words)
    return None


def be(module: str, *arguments: str) -> None:
    """Go on as ``python -m module arguments``."""
    import runpy

    sys.orig_argv[:] = [sys.executable, "-m", module, *arguments]  # a worker that begins anew begins with these
    sys.argv[:] = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    import kombu.transport.redis  # noqa: F401 - what workers load when they begin

    import consultant.adapters.pulse
    import consultant.bootstrap
    import consultant.poller.loop
    import consultant.services.deliveries
    import consultant.services.lookups  # noqa: F401 - what all of them share

    if (words := serve()) is not None:
        be(*words)
