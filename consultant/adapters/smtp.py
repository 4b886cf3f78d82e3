"""Hand mail to an SMTP server, one step at a time, so that the caller can note each phase before it is taken."""

import contextlib
import smtplib
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from consultant.adapters.xoauth2 import AccessToken, Conversation
from consultant.errors import ConfigError, PermanentError, TransientError
from consultant.ports import Verdict

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
    token: Callable[[], AccessToken] | None = None


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
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                settings.host,
                settings.port,
                local_hostname=self._hello,
                timeout=settings.timeout,
                context=ssl.create_default_context(),
            )
        else:
            server = smtplib.SMTP(settings.host, settings.port, local_hostname=self._hello, timeout=settings.timeout)
        server.ehlo(self._hello)
        return server


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

    def envelope(self, sender: str, recipients: Iterable[str]) -> Mapping[str, Verdict]:
        """Send MAIL and RCPT; the server's word on each recipient. A refused MAIL is its word on all of them."""
        addresses = tuple(recipients)
        with _line():
            options = (
                ["SMTPUTF8", "BODY=8BITMIME"]
                if not all(map(str.isascii, (sender, *addresses))) and self._server.has_extn("smtputf8")
                else []
            )
            code, text = self._server.mail(sender, options)
            if code >= 300:
                return dict.fromkeys(addresses, _verdict(code, text))
            return {address: self._recipient(address) for address in addresses}

    def _recipient(self, address: str) -> Verdict:
        """Not a byte is sent for an address that would become another on the way, or has letters that cannot be sent."""
        if smtplib.quoteaddr(address) != f"<{address}>":
            return UNSPEAKABLE
        try:
            return _verdict(*self._server.rcpt(address))
        except UnicodeError:
            return UNSPEAKABLE

    def data(self, raw: bytes) -> Verdict:
        """Send DATA and the bytes (CRLF lines, dots stuffed here); the final answer."""
        with _line():
            try:
                return _verdict(*self._server.data(raw))
            except smtplib.SMTPDataError as error:
                # The server answered DATA itself with a refusal: not a byte of the mail was sent.
                verdict = _verdict(error.smtp_code, error.smtp_error)
                return (
                    verdict
                    if verdict.code >= 400
                    else Verdict(451, f"did not open DATA: {verdict.code} {verdict.text}")
                )

    def reset(self) -> None:
        """Forget the envelope."""
        with _line():
            self._server.rset()

    def close(self) -> None:
        """End the conversation; whether the server hears it changes nothing."""
        with contextlib.suppress(smtplib.SMTPException, OSError):
            self._server.quit()


def _verdict(code: int, text: bytes | str) -> Verdict:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    if code < 200:
        raise TransientError("the SMTP server ended the conversation")
    return Verdict(code, " ".join(words.split())[:500])


@contextlib.contextmanager
def _line() -> Iterator[None]:
    try:
        yield
    except (smtplib.SMTPException, OSError) as error:
        raise TransientError(f"the line to the SMTP server was lost ({type(error).__name__})") from error
