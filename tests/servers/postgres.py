"""A private PostgreSQL server on a free port, which can be ended in each way and started again."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg

from consultant.demo.processes import HOST
from tests.servers.ports import own_port

PATIENCE = 30.0


def binary(name: str) -> Path | None:
    """Return where a program of PostgreSQL lies; Debian keeps the servers' own beside the path."""
    places = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4].split(".")[0])
    )
    found = shutil.which(name)
    return places[-1] if places else Path(found) if found else None


def available() -> bool:
    return binary("initdb") is not None and binary("postgres") is not None


class PostgresServer:
    """Keeps its data across restarts; who starts tests as root runs it as the user postgres, for it refuses root."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = folder / "log"
        self._user = "postgres" if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(folder, self._user)
        self._run("initdb", "-D", str(folder / "data"), "-U", "desk", "-A", "trust", "--no-sync")
        self.port = own_port()
        self.url = f"postgresql://desk@{HOST}:{self.port}/postgres"
        self.start()

    def start(self) -> None:
        """Start it and return when it answers."""
        options = ("-p", str(self.port), "-k", str(self._folder), "-c", f"listen_addresses={HOST}")
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(binary("postgres")), "-D", str(self._folder / "data"), *options],
                stdout=log,
                stderr=log,
                user=self._user,
                group=self._user,
                extra_groups=[] if self._user else None,
            )
        deadline = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(psycopg.OperationalError), psycopg.connect(self.url, connect_timeout=2):
                return
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise RuntimeError(f"PostgreSQL did not start: {self._log.read_text()[-1000:]}")
            time.sleep(0.02)

    def restart(self) -> None:
        """End it as an upgrade does, in order and with every session cut (fast), and start it."""
        self._end(signal.SIGINT)
        self.start()

    def crash(self) -> None:
        """End it as a lost host does, without a checkpoint (immediate), and start it: it recovers from its log."""
        self._end(signal.SIGQUIT)
        self.start()

    def stop(self) -> None:
        self._end(signal.SIGQUIT)

    def _end(self, how: signal.Signals) -> None:
        self._process.send_signal(how)
        self._process.wait(PATIENCE)

    def _run(self, name: str, *arguments: str) -> None:
        subprocess.run(
            [str(binary(name)), *arguments],
            check=True,
            capture_output=True,
            user=self._user,
            group=self._user,
            extra_groups=[] if self._user else None,
        )
