"""Ports of the tests' own servers: no other test process gets them, and no outgoing connection of this machine takes them."""

import fcntl
import os
import random
import socket
import tempfile
from pathlib import Path

HOST = "127.0.0.1"
PORTS = range(21000, 31000)
"""Below those that Linux gives to outgoing connections and to whoever asks for any port (ip_local_port_range)."""

_held: list[int] = []
"""Open lock files. A lock ends with its process, however that ends."""


def own_ports(count: int) -> list[int]:
    """Return ports that are this process's until it ends, also while nothing listens there yet or any more."""
    return [_own_port() for _ in range(count)]


def own_port() -> int:
    """Return one such port."""
    return own_ports(1)[0]


def _own_port() -> int:
    folder = Path(tempfile.gettempdir()) / "consultant-test-ports"
    folder.mkdir(exist_ok=True)
    for port in random.SystemRandom().sample(PORTS, len(PORTS)):
        lock = os.open(folder / str(port), os.O_CREAT | os.O_RDWR, 0o666)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((HOST, port))
        except OSError:
            os.close(lock)
            continue
        _held.append(lock)
        return port
    raise RuntimeError("no port is free for the tests")
