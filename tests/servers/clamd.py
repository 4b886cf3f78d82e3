"""clamd as its manual describes it, as far as INSTREAM goes: it finds what holds a word of the tests."""

import socketserver
import struct
import threading

INFECTED = b"this-stands-for-a-virus"
NAME = "Test.Word-1"


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            return
        content = b""
        while size := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.server.seen.append(len(content))  # type: ignore[attr-defined]
        if len(content) > 3_000_000:
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
        else:
            self.wfile.write(b"stream: " + (NAME.encode() + b" FOUND" if INFECTED in content else b"OK") + b"\0")


class Clamd(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine until ``stop``."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.seen: list[int] = []
        self.address = f"tcp://127.0.0.1:{self.server_address[1]}"
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self.shutdown()
        self._thread.join()
        self.server_close()
