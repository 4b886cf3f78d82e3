"""An SMTP server that misbehaves on command, and remembers every mail that it took."""

import socket
import socketserver
import threading
from dataclasses import dataclass, field


@dataclass
class Script:
    """What the server does next. ``mood``: kind, refuse (554 at RCPT), busy (451 after the dot), drop before data,
    drop in data (mail not taken), drop after data (mail taken, answer never sent). ``times``: how often, then kind."""

    mood: str = "kind"
    times: int = 1_000_000
    taken: list[tuple[str, tuple[str, ...], bytes]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self) -> str:
        """Return the mood of this conversation."""
        with self.lock:
            if self.mood != "kind":
                if self.times <= 0:
                    self.mood = "kind"
                else:
                    self.times -= 1
            return self.mood


class Conversation(socketserver.StreamRequestHandler):
    """One client."""

    server: "SmtpServer"

    def handle(self) -> None:
        try:
            self._talk()
        except (ConnectionError, BrokenPipeError):
            return

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def _talk(self) -> None:
        mood = self.server.script.next()
        self._say("220 test")
        sender, recipients = "", []
        while line := self.rfile.readline():
            word = line.decode("utf-8", "replace").strip()
            verb = word[:4].upper()
            if verb in {"EHLO", "HELO"}:
                self._say("250 test")
            elif verb == "MAIL":
                sender, recipients = word.split("<", 1)[1].split(">")[0], []
                self._say("250 ok")
            elif verb == "RCPT":
                if mood == "refuse":
                    self._say("554 5.7.1 not for you")
                else:
                    recipients.append(word.split("<", 1)[1].split(">")[0])
                    self._say("250 ok")
            elif verb == "DATA":
                if mood == "drop before data":
                    return
                self._say("354 go on")
                if not self._data(mood, sender, tuple(recipients)):
                    return
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _data(self, mood: str, sender: str, recipients: tuple[str, ...]) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line[1:] if line.startswith(b"..") else line)
            if mood == "drop in data":
                return False
        if mood == "busy":
            self._say("451 4.3.0 later")
            return True
        with self.server.script.lock:
            self.server.script.taken.append((sender, recipients, b"".join(lines)))
        if mood == "drop after data":
            return False
        self._say("250 2.0.0 taken")
        return True


class SmtpServer(socketserver.ThreadingTCPServer):
    """Listens on loopback; ``down()`` and ``up()`` keep the port."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Conversation)
        self.script = Script()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def get_request(self) -> tuple[socket.socket, object]:
        connection, address = super().get_request()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection, address

    def down(self) -> None:
        """Stop listening."""
        self.shutdown()
        self.server_close()

    def up_again(self) -> "SmtpServer":
        """Return a server on the same port that goes on with the same script."""
        again = SmtpServer(self.port)
        again.script = self.script
        return again
