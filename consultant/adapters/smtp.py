"""Hand mail to an SMTP server, one step at a time, so that the caller can note each phase before it is taken."""

import contextlib
import re
import smtplib
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from consultant.adapters.xoauth2 import AccessToken, Conversation
from consultant.errors import ConfigError, PermanentError, TransientError
from consultant.ports import Verdict

CLOSING = 421
"""The server ends the conversation after this answer (RFC 5321, 4.2.3)."""
GO_ON = 354
PART_BYTES = 65_536
LONGEST_LINE = 8192
_DOTS = re.compile(rb"(?m)^\.")
UNSPEAKABLE = Verdict(553, "the server cannot be told this address")


@dataclass(frozen=True, slots=True)
class Account:
    """The server that takes our mail. ``tls``: tls, starttls or none; ``timeout``: seconds for each answer.

    ``token`` returns whose access token signs in, in the place of a password; None where none does.
    """

    host: str
    port: int
    tls: str = "none"
    username: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30
    token: Callable[[], AccessToken] | None = field(default=None, compare=False)


class SmtpMailer:
    """Opens sessions with one server."""

    def __init__(self, settings: Account, *, hello: str) -> None:
        self._settings = settings
        self._hello = hello

    def session(self) -> "SmtpSession":
        """Return a session that is ready for MAIL: connected, encrypted, signed in.

        Raises TransientError when the server cannot be reached, PermanentError when it refuses us or its certificate is wrong.
        """
        if self._settings.token is None:
            return self._session("")
        try:
            return self._session_by_token(self._settings.token())
        except ConfigError as error:  # mail waits in the outbox, with these words, until somebody mends the setting
            raise PermanentError(str(error)) from error

    def _session_by_token(self, source: AccessToken) -> "SmtpSession":
        """Sign in by a token; one that the server refuses is renewed once: it may have ended early."""
        token = source.current()
        try:
            return self._session(token)
        except _TokenRefused:
            renewed = source.renewed(token)
            if renewed is None:
                raise
        return self._session(renewed)

    def _session(self, token: str) -> "SmtpSession":
        try:
            server = self._connect()
            try:
                self._sign_in(server, token)
            except BaseException:
                server.close()
                raise
        except ssl.SSLCertVerificationError as error:
            raise PermanentError(f"the certificate of the SMTP server is not valid: {error.verify_message}") from error
        except ssl.SSLError as error:
            if self._settings.tls == "starttls" or isinstance(error, ssl.SSLEOFError):
                raise TransientError(f"the SMTP server broke the encryption off ({type(error).__name__})") from error
            raise PermanentError(
                f"port {self._settings.port} of the SMTP server does not speak TLS from the first byte; try starttls"
            ) from error
        except UnicodeError as error:
            raise PermanentError("the SMTP user name or password has letters beyond ASCII") from error
        except smtplib.SMTPAuthenticationError as error:
            raise PermanentError(f"the SMTP server refused the login ({error.smtp_code})") from error
        except smtplib.SMTPNotSupportedError as error:
            raise PermanentError("the SMTP server does not offer STARTTLS or the login that is set") from error
        except (smtplib.SMTPException, OSError) as error:
            raise TransientError(f"the SMTP server did not answer ({type(error).__name__})") from error
        return SmtpSession(server)

    def _sign_in(self, server: smtplib.SMTP, token: str) -> None:
        settings = self._settings
        if settings.tls == "starttls":
            server.starttls(context=ssl.create_default_context())
            server.ehlo(self._hello)
        if token:
            _sign_in_by_token(server, settings.username, token)
        elif settings.username:
            server.login(settings.username, settings.password)

    def _connect(self) -> smtplib.SMTP:
        settings = self._settings
        if settings.tls == "tls":
            server: smtplib.SMTP = _PatientSsl(
                settings.host,
                settings.port,
                local_hostname=self._hello,
                timeout=settings.timeout,
                context=ssl.create_default_context(),
            )
        else:
            server = _Patient(settings.host, settings.port, local_hostname=self._hello, timeout=settings.timeout)
        server.ehlo(self._hello)
        return server


class _Answers:
    """Reads answers with a limit of time for each as a whole: smtplib would wait without end for one that only drips."""

    timeout: float
    sock: Any
    close: Callable[[], None]
    _heard = b""

    def getreply(self) -> tuple[int, bytes]:
        """Return code and text of the next answer. Raises OSError and SMTPException as smtplib does."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("the line was lost before")
        deadline = time.monotonic() + self.timeout
        lines = []
        try:
            while True:
                line = self._read_line(deadline)
                lines.append(line[4:].strip(b" \t\r\n"))
                code = int(line[:3]) if line[:3].isdigit() else -1
                if code < 0 or line[3:4] != b"-":
                    return code, b"\n".join(lines)
        except BaseException:
            self.close()
            raise
        finally:
            if self.sock is not None:
                self.sock.settimeout(self.timeout)

    def _read_line(self, deadline: float) -> bytes:
        while b"\n" not in self._heard:
            left = deadline - time.monotonic()
            if left <= 0 or len(self._heard) > LONGEST_LINE:
                raise TimeoutError("no whole answer in time")
            self.sock.settimeout(left)
            more = self.sock.recv(4096)
            if not more:
                raise smtplib.SMTPServerDisconnected("the server ended the line")
            self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        return line


class _Patient(_Answers, smtplib.SMTP):
    def ehlo(self, name: str = "") -> tuple[int, bytes]:
        """Greet. What the server said in clear, beyond its answers, is not believed after STARTTLS."""
        self._heard = b""
        return super().ehlo(name)


class _PatientSsl(_Answers, smtplib.SMTP_SSL):
    pass


class _TokenRefused(PermanentError):
    """The server did not accept the access token."""


def _sign_in_by_token(server: smtplib.SMTP, username: str, token: str) -> None:
    if "XOAUTH2" not in server.esmtp_features.get("auth", "").upper().split():
        raise PermanentError("the SMTP server does not take a provider’s token (XOAUTH2)")
    said = Conversation(username, token)
    try:
        server.auth("XOAUTH2", said.answer)
    except smtplib.SMTPAuthenticationError as error:
        # "from None": what the server wrote may repeat what was sent.
        if error.smtp_code < 500:
            raise TransientError(
                f"the SMTP server cannot check the provider’s token just now ({error.smtp_code})"
            ) from None
        raise _TokenRefused(f"the SMTP server refused the provider’s token{said.refusal} ({error.smtp_code})") from None


class SmtpSession:
    """One conversation. A lost line is a TransientError; the caller knows in which phase it happened."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self._server = server
        self.sound = True
        """False once the line was lost or the server said that it ends the conversation (421)."""

    def envelope(
        self, sender: str, recipients: Iterable[str], *, size: int = 0, envid: str = ""
    ) -> Mapping[str, Verdict]:
        """Send MAIL and RCPT, in one go where the server offers it; its word on each recipient.

        A refused MAIL is its word on all of them. ``size``: of the mail in bytes, told where the server wants to know (RFC
        1870). ``envid``: by which a delivery report names the mail (RFC 3461); none is asked for without one.
        """
        addresses = tuple(recipients)
        limit = self.size_limit()
        if limit and size > limit:
            word = Verdict(552, f"the server takes mails of {limit:,} bytes at most, and this one has {size:,}")
            return dict.fromkeys(addresses, word)
        with self._line():
            speakable = {address: self._recipient(address, report=bool(envid)) for address in addresses}
            wanted = [address for address, line in speakable.items() if line is not None]
            if not wanted:
                return dict.fromkeys(addresses, UNSPEAKABLE)
            first = self._mail(sender, wanted, size=size, envid=envid)
            said = self._exchange([first, *(speakable[address] or b"" for address in wanted)])
        if not said[0].accepted:
            return dict.fromkeys(addresses, said[0])
        if not self.sound:  # the server ends the conversation: DATA would only make a fate unknown
            closing = next(word for word in said if word.code == CLOSING)
            said = [closing if word.accepted else word for word in said]
        words = dict(zip(wanted, said[1:], strict=True))
        return {address: words.get(address, UNSPEAKABLE) for address in addresses}

    def size_limit(self) -> int | None:
        """Return how many bytes the server takes at most, where it says so (RFC 1870; 0 is no limit)."""
        told = self._server.esmtp_features.get("size", "")
        return (int(told[:15]) or None) if told.isdecimal() else None

    def _mail(self, sender: str, recipients: Iterable[str], *, size: int, envid: str) -> bytes:
        features = self._server.esmtp_features
        options = []
        if size and "size" in features:
            options.append(f"SIZE={size}")
        if not all(map(str.isascii, (sender, *recipients))):
            options += ["SMTPUTF8", "BODY=8BITMIME"]
        if envid and "dsn" in features:
            options += ["RET=HDRS", f"ENVID={envid}"]
        return " ".join([f"MAIL FROM:<{sender}>", *options]).encode() + b"\r\n"

    def _recipient(self, address: str, *, report: bool) -> bytes | None:
        """Return the RCPT line; None for an address that would become another on the way, or that the server cannot hear."""
        features = self._server.esmtp_features
        if smtplib.quoteaddr(address) != f"<{address}>" or not (address.isascii() or "smtputf8" in features):
            return None
        options = " NOTIFY=SUCCESS,FAILURE,DELAY" if report and "dsn" in features else ""
        return f"RCPT TO:<{address}>{options}".encode() + b"\r\n"

    def _exchange(self, lines: list[bytes]) -> list[Verdict]:
        """Say the lines and return what the server says to each; at once where it offers PIPELINING (RFC 2920)."""
        if "pipelining" in self._server.esmtp_features:
            self._server.send(b"".join(lines))
            return [self._hear() for _ in lines]
        said: list[Verdict] = []
        for line in lines:
            if said and not said[0].accepted:
                said.append(said[0])
                continue
            self._server.send(line)
            said.append(self._hear())
        return said

    def _hear(self) -> Verdict:
        return self._note(_verdict(*self._server.getreply()))

    def _note(self, verdict: Verdict) -> Verdict:
        if verdict.code == CLOSING:
            self.sound = False
        return verdict

    def data(self, raw: bytes) -> Verdict:
        """Send DATA and the bytes (CRLF lines, dots stuffed here); the final answer."""
        with self._line():
            self._server.send(b"DATA\r\n")
            verdict = self._hear()
            if verdict.code != GO_ON:
                # The server answered DATA itself: not a byte of the mail was sent.
                refused = verdict.code >= 400
                return verdict if refused else Verdict(451, f"did not open DATA: {verdict.code} {verdict.text}")
            stuffed = memoryview(_DOTS.sub(b"..", raw) + (b".\r\n" if raw.endswith(b"\r\n") else b"\r\n.\r\n"))
            # Each part has its own time: a large mail takes longer than one answer may.
            for start in range(0, len(stuffed), PART_BYTES):
                self._server.send(stuffed[start : start + PART_BYTES])
            return self._hear()

    def reset(self) -> None:
        """Forget the envelope; also tells whether the server is still there."""
        with self._line():
            self._note(_verdict(*self._server.rset()))

    def close(self) -> None:
        """End the conversation; whether the server hears it changes nothing."""
        with contextlib.suppress(smtplib.SMTPException, OSError):
            self._server.quit()

    @contextlib.contextmanager
    def _line(self) -> Iterator[None]:
        try:
            yield
        except TransientError:
            self.sound = False
            raise
        except (smtplib.SMTPException, OSError) as error:
            self.sound = False
            raise TransientError(f"the line to the SMTP server was lost ({type(error).__name__})") from error


def _verdict(code: int, text: bytes | str) -> Verdict:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    if code < 200:
        raise TransientError("the SMTP server ended the conversation")
    return Verdict(code, " ".join(words.split())[:500])
