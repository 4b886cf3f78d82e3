"""An SMTP server that misbehaves on command, and remembers every mail that it took."""

import socket
import socketserver
import ssl
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

PLACES = ("greeting", "ehlo", "starttls", "mail", "rcpt", "data", "body", "dot", "answered")
"""Where a conversation can break: before the server says its word at that place; ``body`` is within the mail's bytes."""
WORDS = {"later": "451 4.3.0 later", "refuse": "554 5.7.1 not for you", "closing": "421 4.3.2 shutting down"}
DRIP, CRAWL = 0.02, 0.3
"""Seconds for each byte of an answer."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens once at a place.

    ``act``: drop, reset (the line ends), lose (only at ``dot``: the mail is not taken and the line ends), junk (no SMTP),
    drip (byte by byte), crawl (so slowly that the desk loses patience), a key of WORDS or an answer in full such as "550 no",
    or a name of ``Script.outside``. ``byte``: how far into the mail; ``recipient``: which one of the envelope.
    """

    place: str
    act: str
    byte: int = 0
    recipient: int = 0

    @property
    def words(self) -> str | None:
        """What the server says in the place of its usual word; None where it does something else."""
        return self.act if self.act[:1].isdigit() else WORDS.get(self.act)


@dataclass
class Script:
    """What the server does next. ``mood``: kind, refuse (554 at RCPT), busy (451 after the dot), drop before data,
    drop in data (mail not taken), drop after data (mail taken, answer never sent). ``times``: how often, then kind."""

    mood: str = "kind"
    times: int = 1_000_000
    taken: list[tuple[str, tuple[str, ...], bytes]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    offers: tuple[str, ...] = ()
    """Extensions beside the greeting, such as PIPELINING or SIZE 1000."""
    heard: list[str] = field(default_factory=list)
    """Every line but those of mails."""
    greeted: int = 0
    faults: list[Fault] = field(default_factory=list)
    """Each happens once, when a conversation comes to its place."""
    happened: list[Fault] = field(default_factory=list)
    outside: dict[str, Callable[[], None]] = field(default_factory=dict)
    """What may happen to the desk while the server is at a place, by name."""
    tls: ssl.SSLContext | None = None

    def next(self) -> str:
        """Return the mood for this mail."""
        with self.lock:
            if self.mood != "kind":
                if self.times <= 0:
                    self.mood = "kind"
                else:
                    self.times -= 1
            return self.mood

    def met(self, place: str, *, byte: int | None = None, recipient: int = 0) -> Fault | None:
        """Return the next fault of a place, which is then used up."""
        with self.lock:
            for one in self.faults:
                if (one.place, one.recipient) == (place, recipient) and (byte is None or one.byte <= byte):
                    self.faults.remove(one)
                    self.happened.append(one)
                    return one
        return None


class _Gone(ConnectionError):
    """The server has ended the line."""


class Conversation(socketserver.StreamRequestHandler):
    """One client."""

    server: "SmtpServer"

    def handle(self) -> None:
        try:
            self._talk()
        except (ConnectionError, ssl.SSLError, OSError):
            return

    def finish(self) -> None:
        try:
            super().finish()
        except OSError:
            return
        finally:
            self.connection.close()

    def _say(self, line: str, act: str = "") -> None:
        said = line.encode() + b"\r\n"
        pause = {"drip": DRIP, "crawl": CRAWL}.get(act)
        if pause is None:
            self.wfile.write(said)
            return
        for byte in said:
            self.wfile.write(bytes((byte,)))
            time.sleep(pause)

    def _answer(self, place: str, line: str, *, recipient: int = 0) -> bool:
        """Say ``line`` or what the script has for the place; whether ``line`` was said."""
        fault = self.server.script.met(place, recipient=recipient)
        if fault is None:
            self._say(line)
            return True
        if fault.words:
            self._say(fault.words)
            if fault.act == "closing":
                raise _Gone
            return False
        self._do(fault)
        self._say(line, fault.act)
        return True

    def _do(self, fault: Fault) -> None:
        if fault.act in {"drop", "lose"}:
            raise _Gone
        if fault.act == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            raise _Gone
        if fault.act == "junk":
            self.wfile.write(b"\xff\x00 no server of mail\r\n" * 3)
            raise _Gone
        if fault.act in self.server.script.outside:
            self.server.script.outside[fault.act]()

    def _talk(self) -> None:
        mood = "kind"
        script = self.server.script
        script.greeted += 1
        if not self._answer("greeting", "220 test"):
            return
        sender, recipients = "", []
        opened, addressed = True, 0
        while line := self.rfile.readline():
            word = line.decode("utf-8", "replace").strip()
            verb = word[:4].upper()
            script.heard.append(word)
            if verb in {"EHLO", "HELO"}:
                self._hello()
            elif verb == "STAR":
                if not self._starttls():
                    return
            elif verb == "MAIL":
                mood = script.next()
                sender, recipients, addressed = word.split("<", 1)[1].split(">")[0], [], 0
                opened = self._answer("mail", "250 ok")
            elif verb == "RCPT":
                place, addressed = addressed, addressed + 1
                if not opened:
                    self._say("503 5.5.1 no MAIL")
                elif script.mood == "closing":
                    self._say("421 4.3.2 shutting down")
                elif mood == "refuse":
                    self._say("554 5.7.1 not for you")
                elif self._answer("rcpt", "250 ok", recipient=place):
                    recipients.append(word.split("<", 1)[1].split(">")[0])
            elif verb == "DATA":
                if mood == "drop before data":
                    return
                if self._answer("data", "354 go on") and not self._data(mood, sender, tuple(recipients)):
                    return
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _hello(self) -> None:
        offers = self.server.script.offers
        if self.server.script.tls is not None and not isinstance(self.connection, ssl.SSLSocket):
            offers = (*offers, "STARTTLS")
        for line in ("test", *offers[:-1]) if offers else ():
            self._say(f"250-{line}")
        self._answer("ehlo", f"250 {offers[-1] if offers else 'test'}")

    def _starttls(self) -> bool:
        context = self.server.script.tls
        if context is None:
            self._say("502 no")
            return True
        fault = self.server.script.met("starttls")
        self._say("220 go")
        if fault is not None:
            self._do(fault)
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = socketserver._SocketWriter(self.connection)  # type: ignore[attr-defined,assignment]
        return True

    def _data(self, mood: str, sender: str, recipients: tuple[str, ...]) -> bool:
        script = self.server.script
        lines = []
        size = 0
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line[1:] if line.startswith(b"..") else line)
            size += len(line)
            if mood == "drop in data":
                return False
            if script.faults and (fault := script.met("body", byte=size)) is not None:
                self._do(fault)
        if mood == "busy":
            self._say("451 4.3.0 later")
            return True
        fault = script.met("dot")
        if fault is not None and fault.words:
            self._say(fault.words)
            return fault.act != "closing"
        if fault is None or fault.act != "lose":
            with script.lock:
                script.taken.append((sender, recipients, b"".join(lines)))
        if fault is not None:
            self._do(fault)
        if mood == "drop after data":
            return False
        self._say("250 2.0.0 taken", fault.act if fault is not None else "")
        if (after := script.met("answered")) is not None:
            self._do(after)
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
