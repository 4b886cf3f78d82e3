"""A mailbox over IMAP: UIDs, bytes by BODY.PEEK[], IDLE, and what is done to the server's copy. Every wait has an end."""

import binascii
import contextlib
import imaplib
import select
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from consultant.adapters.xoauth2 import AccessToken, Conversation
from consultant.errors import PermanentError, TransientError

SLICE = 0.5
"""Seconds between looks at the stop signal while waiting."""
KEYWORD = b"$ConsultantTaken"
UNAVAILABLE = "[UNAVAILABLE]"
"""A server that cannot check a login now says so (RFC 5530)."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where a mailbox lies and how to sign in: by the token where there is one, else by the password."""

    host: str
    port: int
    tls: str
    username: str
    password: str = field(repr=False)
    folder: str
    timeout: float = 30
    token: AccessToken | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail: its bytes exactly as stored, and INTERNALDATE."""

    uid: int
    raw: bytes
    arrived_at: datetime | None


class ImapMailbox:
    """A connection with the folder selected. A lost line is a TransientError; what the operator must mend is a PermanentError."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._client = _open(account)
        try:
            self._select(account)
        except BaseException:
            self.close()
            raise

    def _select(self, account: Account) -> None:
        with self._line():
            try:
                selected = self._client.select_folder(account.folder)
            except IMAPClientError as error:
                if isinstance(error, imaplib.IMAP4.abort):
                    raise
                raise PermanentError(
                    f"folder: the server has no folder “{account.folder}”, or does not open it"
                ) from error
            self.uidvalidity = int(selected[b"UIDVALIDITY"])
            self.uidnext = int(selected.get(b"UIDNEXT") or self._status_uidnext())
            self._keywords = b"\\*" in selected.get(b"PERMANENTFLAGS", ()) or KEYWORD in selected.get(
                b"PERMANENTFLAGS", ()
            )
            self.can_idle = self._client.has_capability("IDLE")
            self.can_move = self._client.has_capability("MOVE")

    def uids(self, first: int, last: int | None = None, *, since: datetime | None = None) -> list[int]:
        """Return the UIDs from ``first`` to ``last`` (both included), rising; ``since`` looks at the day of arrival."""
        criteria: list[object] = ["UID", f"{first}:{'*' if last is None else last}"]
        if since is not None:
            criteria += ["SINCE", since.date()]
        with self._line():
            found = self._client.search(criteria)
        # n:* names the last mail even when it lies below n (RFC 9051, 9)
        return sorted(uid for uid in found if uid >= first and (last is None or uid <= last))

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        """Return RFC822.SIZE of each mail that is still there."""
        with self._line():
            return {
                uid: int(data[b"RFC822.SIZE"])
                for uid, data in self._client.fetch(uids, ["RFC822.SIZE"]).items()
                if b"RFC822.SIZE" in data
            }

    def fetch(self, uids: Sequence[int], *, headers_only: bool = False) -> Iterator[Fetched]:
        """Yield the mails that are still there, in UID order, and leave them as unseen as they were."""
        part = "BODY.PEEK[HEADER]" if headers_only else "BODY.PEEK[]"
        key = part.replace(".PEEK", "").encode()
        with self._line():
            found = self._client.fetch(uids, [part, "INTERNALDATE"])
        for uid in sorted(found):
            data = found[uid]
            if key in data:
                yield Fetched(uid, data[key] or b"", _aware(data.get(b"INTERNALDATE")))

    def flag(self, uids: Sequence[int]) -> None:
        """Mark as taken: by a keyword of ours, or as seen where the server keeps no keywords. Raises PermanentError when refused."""
        with self._line(refused="the server does not let us mark mail as taken"):
            self._client.add_flags(uids, [KEYWORD if self._keywords else b"\\Seen"], silent=True)

    def move(self, uids: Sequence[int], folder: str) -> None:
        """Move to another folder, made where it is missing. Without MOVE the copy stays, flagged, and nothing is expunged.

        Raises PermanentError when the server refuses.
        """
        with self._line(refused=f"the server does not let us move mail to the folder “{folder}”"):
            if not self._client.folder_exists(folder):
                self._client.create_folder(folder)
            if self.can_move:
                self._client.move(uids, folder)
            else:
                self._client.copy(uids, folder)
                self._client.add_flags(uids, [b"\\Seen"], silent=True)

    def wait(self, seconds: float, stopped: Callable[[], bool]) -> None:
        """Wait until the server says something, ``seconds`` have passed, or ``stopped``. By IDLE; by waiting where there is none."""
        deadline = time.monotonic() + seconds
        if not self.can_idle:
            while time.monotonic() < deadline and not stopped():
                time.sleep(min(SLICE, max(0.0, deadline - time.monotonic())))
            with self._line():
                self._client.noop()  # a server tells of new mail when it is asked, and SEARCH need not ask (RFC 9051, 5.2)
            return
        with self._line():
            if self._idle():
                while (
                    (left := deadline - time.monotonic()) > 0 and not stopped() and not self._readable(min(SLICE, left))
                ):
                    pass
            self._client.idle_done()

    def _idle(self) -> bool:
        """Begin IDLE; False when the server said something before it agreed."""
        protocol = self._client._imap  # noqa: SLF001 - imapclient's own idle() fails on a word that comes before "+"
        tag = protocol._command("IDLE")  # noqa: SLF001
        quiet = True
        while protocol._get_response() is not None:  # noqa: SLF001
            quiet = False
            if protocol.tagged_commands.get(tag) is not None:
                raise TransientError("the server refused IDLE")
        self._client._idle_tag = tag  # noqa: SLF001
        return quiet

    def _readable(self, seconds: float) -> bool:
        sock = self._client.socket()
        if isinstance(sock, ssl.SSLSocket) and sock.pending():
            return True
        if _buffered(self._client):
            return True
        readable, _, _ = select.select([sock], [], [], seconds)
        return bool(readable)

    def _status_uidnext(self) -> int:
        return int(self._client.folder_status(self._account.folder, ["UIDNEXT"])[b"UIDNEXT"])

    def close(self) -> None:
        """End the connection; whether the server hears it changes nothing."""
        with contextlib.suppress(Exception):
            self._client.logout()
        with contextlib.suppress(Exception):
            self._client.shutdown()

    @contextlib.contextmanager
    def _line(self, *, refused: str = "") -> Iterator[None]:
        """Turn what goes wrong into ours; ``refused`` says what a plain NO means, where it means something lasting."""
        try:
            yield
        except imaplib.IMAP4.abort as error:
            raise TransientError(f"the line to the IMAP server was lost ({type(error).__name__})") from error
        except imaplib.IMAP4.error as error:
            if refused:
                raise PermanentError(refused) from error
            raise TransientError(f"the IMAP server did not do as asked ({type(error).__name__})") from error
        except OSError as error:
            raise TransientError(f"the line to the IMAP server was lost ({type(error).__name__})") from error


def is_in_sent(account: Account, message_id: str) -> bool:
    """Say whether a mail with this Message-ID lies in the account's Sent folder. Raises as ImapMailbox does."""
    client = _open(account)
    try:
        folder = client.find_special_folder(b"\\Sent")
        if folder is None:
            return False
        client.select_folder(folder, readonly=True)
        return bool(client.search(["HEADER", "Message-ID", f"<{message_id}>"]))
    except (imaplib.IMAP4.error, OSError) as error:
        raise TransientError(f"the Sent folder cannot be looked at ({type(error).__name__})") from error
    finally:
        with contextlib.suppress(Exception):
            client.logout()


def _buffered(client: IMAPClient) -> bool:
    """Whether bytes wait in imaplib's reader, where select() does not see them."""
    protocol = client._imap  # noqa: SLF001
    reader = getattr(protocol, "_file", None) or protocol.file
    sock = client.socket()
    timeout = sock.gettimeout()
    try:
        sock.settimeout(0)
        return bool(reader.peek(1))
    except (BlockingIOError, ssl.SSLWantReadError):
        return False
    finally:
        sock.settimeout(timeout)


class _TokenRefused(PermanentError):
    """The server did not accept the access token."""


def _open(account: Account) -> IMAPClient:
    """Return a line that is signed in. A token that the server refuses is renewed once: it may have ended early."""
    if account.token is None:
        return _connect(account, _by_password)
    token = account.token.current()
    try:
        return _connect(account, _by_token(token))
    except _TokenRefused:
        renewed = account.token.renewed(token)
        if renewed is None:
            raise
    return _connect(account, _by_token(renewed))


def _by_password(client: IMAPClient, account: Account) -> None:
    try:
        client.login(account.username, account.password)
    except LoginError as error:
        raise PermanentError("login: the server refused the user name or the password") from error


def _by_token(token: str) -> Callable[[IMAPClient, Account], None]:
    def sign_in(client: IMAPClient, account: Account) -> None:
        if not client.has_capability("AUTH=XOAUTH2"):
            raise PermanentError("login: the server does not take a provider’s token (XOAUTH2)")
        said = Conversation(account.username, token)
        try:
            client.sasl_login("XOAUTH2", said.answer)
        except binascii.Error:
            raise TransientError("login: the server said something that cannot be read") from None
        except LoginError as error:
            # "from None": what the server wrote may repeat what was sent.
            if isinstance(error.__context__, imaplib.IMAP4.abort) and not said.refusal:
                raise TransientError("the server hung up while signing in") from None
            if UNAVAILABLE in str(error):
                raise TransientError("login: the server cannot check the provider’s token just now") from None
            raise _TokenRefused(
                f"login: the server refused the provider’s token{said.refusal}; authorise again, signed in there as the user of this mailbox"
            ) from None

    return sign_in


def _connect(account: Account, sign_in: Callable[[IMAPClient, Account], None]) -> IMAPClient:
    try:
        client = IMAPClient(
            account.host,
            account.port,
            use_uid=True,
            ssl=account.tls == "tls",
            ssl_context=ssl.create_default_context() if account.tls == "tls" else None,
            timeout=account.timeout,
        )
    except socket.gaierror as error:
        raise PermanentError(f"name: there is no host “{account.host}”") from error
    except ssl.SSLCertVerificationError as error:
        raise PermanentError(
            f"TLS: the server's certificate is not valid for {account.host}: {error.verify_message}"
        ) from error
    except ssl.SSLError as error:
        raise PermanentError(
            f"TLS: port {account.port} does not speak TLS from the first byte; try --tls starttls or port 993"
        ) from error
    except ConnectionRefusedError as error:
        raise TransientError(f"port: nothing listens on {account.host} port {account.port}") from error
    except (OSError, imaplib.IMAP4.error) as error:
        raise TransientError(
            f"port: {account.host} port {account.port} did not answer as an IMAP server ({type(error).__name__})"
        ) from error
    client.normalise_times = False
    # Small pieces and Nagle's algorithm cost 44 ms a command.
    client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        _greet(client, account, sign_in)
    except BaseException:
        with contextlib.suppress(Exception):
            client.shutdown()
        raise
    return client


def _greet(client: IMAPClient, account: Account, sign_in: Callable[[IMAPClient, Account], None]) -> None:
    try:
        if account.tls == "starttls":
            client.starttls(ssl.create_default_context())
        sign_in(client, account)
    except ssl.SSLCertVerificationError as error:
        raise PermanentError(
            f"TLS: the server's certificate is not valid for {account.host}: {error.verify_message}"
        ) from error
    except UnicodeError as error:
        raise PermanentError(
            "login: the user name or the password has letters beyond ASCII, which cannot be sent"
        ) from error
    except IMAPClientError as error:
        if isinstance(error, imaplib.IMAP4.abort):
            raise TransientError("the server hung up while signing in") from error
        raise PermanentError("TLS: the server does not offer STARTTLS; try --tls tls") from error
    except OSError as error:
        raise TransientError(f"the server hung up while signing in ({type(error).__name__})") from error


def _aware(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
