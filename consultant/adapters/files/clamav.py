"""A virus scanner by its socket: clamd's INSTREAM (ClamAV manual, clamd(8))."""

import re
import socket
import struct
from urllib.parse import urlsplit

from consultant.errors import TransientError

CHUNK = 1024 * 1024
SECONDS = 60.0
_FOUND = re.compile(r"stream: (.{1,200}) FOUND")


class ClamAv:
    """clamd at ``tcp://host:port`` or ``unix:///path``; each file is a conversation of its own."""

    def __init__(self, address: str, *, timeout: float = SECONDS) -> None:
        self._address = address
        self._timeout = timeout

    def scan(self, content: bytes) -> str | None:
        """Return the name of what infects the bytes, or None. Raises TransientError when clamd does not answer as it should."""
        try:
            with self._line() as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), CHUNK):
                    piece = content[start : start + CHUNK]
                    line.sendall(struct.pack("!L", len(piece)) + piece)
                line.sendall(struct.pack("!L", 0))
                answer = line.makefile("rb").read(1000).rstrip(b"\0\n").decode("utf-8", "replace")
        except OSError as error:
            raise TransientError(f"the virus scanner did not answer ({type(error).__name__})") from error
        if answer == "stream: OK":
            return None
        found = _FOUND.fullmatch(answer)
        if found is None:
            raise TransientError("the virus scanner could not check a file; see clamd's log (StreamMaxLength?)")
        return found[1]

    def _line(self) -> socket.socket:
        parts = urlsplit(self._address)
        if parts.scheme == "unix":
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                line.settimeout(self._timeout)
                line.connect(parts.path)
            except BaseException:
                line.close()
                raise
            return line
        return socket.create_connection((parts.hostname or "", parts.port or 3310), timeout=self._timeout)
