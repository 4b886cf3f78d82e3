"""Children of the demo: started together, ended together, and never left behind by a parent that dies."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from consultant.errors import PermanentError

PR_SET_PDEATHSIG = 1
HOST = "127.0.0.1"


def free_ports(*preferred: int) -> list[int]:
    """Return a port for each of ``preferred``: itself if nothing listens there, else one that is free; no port twice."""
    with contextlib.ExitStack() as held:
        return [_hold(held, wanted) for wanted in preferred]


def free_port(preferred: int) -> int:
    """Return ``preferred`` if nothing listens there, else a port that is free now."""
    return free_ports(preferred)[0]


def _hold(held: contextlib.ExitStack, preferred: int) -> int:
    for port in (preferred, 0):
        probe = held.enter_context(socket.socket())
        with contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
            return int(probe.getsockname()[1])
    raise PermanentError("no port is free on this machine")


def die_with_parent() -> None:
    """Linux ends the child when its parent dies, however it dies; elsewhere the parent's own finally does it."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Processes:
    """The children, by name. Their output goes to one log file each."""

    def __init__(self, logs: Path, environment: Mapping[str, str]) -> None:
        self._logs = logs
        self._environment = {**os.environ, **environment}
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        logs.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, command: Sequence[str], **more: str) -> None:
        """Start a child in a session of its own, so that Ctrl-C reaches the parent alone."""
        with (self._logs / f"{name}.log").open("wb") as log:
            self._children[name] = subprocess.Popen(
                list(command),
                env={**self._environment, **more},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509 - no thread of ours runs yet
            )

    def python(self, name: str, *arguments: str, **more: str) -> None:
        """Start a Python child on the same interpreter."""
        self.start(name, [sys.executable, *arguments], **more)

    def pid(self, name: str) -> int:
        """Return the process id of a child."""
        return self._children[name].pid

    def ended(self, name: str) -> bool:
        """Whether a child is gone."""
        return self._children[name].poll() is not None

    def kill(self, name: str) -> None:
        """End a child and its own children as a power cut would (SIGKILL)."""
        child = self._children[name]
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def check(self) -> None:
        """Raise PermanentError with the last lines of its log when a child has ended."""
        for name, child in self._children.items():
            if child.poll() is not None:
                last = (self._logs / f"{name}.log").read_text(errors="replace").strip().splitlines()[-8:]
                raise PermanentError(f"{name} ended with {child.returncode}:\n  " + "\n  ".join(last))

    def wait_for_port(self, port: int, seconds: float = 30) -> None:
        """Return when something listens on the port. Raises PermanentError."""
        deadline = time.monotonic() + seconds
        while True:
            with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
                return
            self.check()
            if time.monotonic() > deadline:
                raise PermanentError(f"nothing listens on port {port} after {seconds:.0f} s")
            time.sleep(0.02)

    def stop(self) -> None:
        """End every child, newest first; who does not go within three seconds is killed."""
        for child in reversed(self._children.values()):
            with contextlib.suppress(ProcessLookupError):
                child.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 3
        for child in self._children.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.0, deadline - time.monotonic()))
            if child.poll() is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                child.wait()
