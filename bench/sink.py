"""An SMTP server that takes everything and keeps nothing, in a process of its own: ``python -m bench.sink PORT LOG``.

For each mail that it takes it writes the Message-ID and the time of its answer into LOG.
"""

import asyncio
import contextlib
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from consultant.demo.processes import HOST, free_port

ANSWERS = {
    b"EHLO": b"250-sink.example\r\n250-PIPELINING\r\n250-SIZE 50000000\r\n250 8BITMIME\r\n",
    b"DATA": b"354 go on\r\n",
    b"QUIT": b"221 bye\r\n",
}
MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*<([^>]*)>")
END = b"\r\n.\r\n"


class Sink(asyncio.Protocol):
    """One conversation."""

    def __init__(self, log: TextIO) -> None:
        self._log = log
        self._heard = b""
        self._in_data = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._transport = transport
        transport.write(b"220 sink.example ready\r\n")

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while (mark := END if self._in_data else b"\r\n") in self._heard:
            heard, _, self._heard = self._heard.partition(mark)
            if self._in_data:
                self._in_data = False
                self._transport.write(b"250 taken\r\n")
                found = MESSAGE_ID.search(heard)
                self._log.write(f"{found[1].decode() if found else ''}\t{time.time()}\n")
                self._log.flush()
            else:
                verb = heard[:4].upper()
                self._transport.write(ANSWERS.get(verb, b"250 well\r\n"))
                self._in_data = verb == b"DATA"


async def serve(port: int, log: TextIO) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: Sink(log), HOST, port)
    await server.serve_forever()


class RunningSink:
    """The sink as its clients see it."""

    def __init__(self, port: int, log: Path) -> None:
        self.port = port
        self._log = log

    def taken(self) -> dict[str, float]:
        """Return when each mail was taken, by Message-ID, in seconds since the epoch."""
        lines = (line.partition("\t") for line in self._log.read_text().splitlines())
        return {message_id: float(at) for message_id, _, at in lines}


@contextmanager
def running(folder: Path) -> Iterator[RunningSink]:
    """Start a sink and end it with the block."""
    port, log = free_port(0), folder / "sink.log"
    log.touch()
    process = subprocess.Popen([sys.executable, "-m", "bench.sink", str(port), str(log)])
    try:
        deadline = time.monotonic() + 20
        while True:
            with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
                break
            if time.monotonic() > deadline:
                raise RuntimeError("the sink did not start")
            time.sleep(0.02)
        yield RunningSink(port, log)
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    with Path(sys.argv[2]).open("a") as opened, contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(int(sys.argv[1]), opened))
