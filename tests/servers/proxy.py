"""A line between two programs that can be cut, or fall silent, after so many bytes."""

import contextlib
import socket
import threading


class Proxy:
    """Forwards to ``port``. ``cut_after``: bytes of the server's that are let through before the line is cut."""

    def __init__(self, port: int, *, cut_after: int | None = None) -> None:
        self._target = port
        self._left = cut_after
        self._lock = threading.Lock()
        self._lines: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._target))
            self._lines += [client, server]
            for one, other, counted in ((client, server, False), (server, client, True)):
                thread = threading.Thread(target=self._pass, args=(one, other, counted), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _pass(self, one: socket.socket, other: socket.socket, counted: bool) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(4096):
                if counted and self._left is not None:
                    with self._lock:
                        data, self._left = data[: self._left], self._left - len(data[: self._left])
                    other.sendall(data)
                    if self._left == 0:
                        self.cut()
                        return
                else:
                    other.sendall(data)
        self._hang_up(one, other)

    def cut_after(self, count: int) -> None:
        """Cut the line after so many more bytes of the server's."""
        self._left = count

    def cut(self) -> None:
        """Cut every line now; new ones may come."""
        self._left = None
        self._hang_up(*self._lines)

    @staticmethod
    def _hang_up(*lines: socket.socket) -> None:
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.cut()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(2)
        for line in self._lines:
            line.close()
