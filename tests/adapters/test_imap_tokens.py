"""Signing in to an IMAP server by a provider's token: Dovecot, which asks the provider, and one that says what a test wants."""

import base64
import socketserver
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from consultant.adapters.imap import Account, ImapMailbox
from consultant.adapters.tokens import Tokens
from consultant.bootstrap import Services
from consultant.domain.authorisations import Login
from consultant.errors import PermanentError, TransientError
from tests.adapters.test_tokens import authorise, tokens_of
from tests.factories.mails import mail
from tests.factories.make import Make
from tests.servers.dovecot import Dovecot
from tests.servers.tokens import TokenServer


@pytest.fixture
def tokens(sqlite_services: Services, token_server: TokenServer) -> Tokens:
    return tokens_of(sqlite_services, token_server)


@pytest.fixture
def mailbox_id(sqlite_services: Services, token_server: TokenServer, tokens: Tokens) -> int:
    token_server.script.user = "questions"
    made = Make(sqlite_services).mailbox(login=Login.GOOGLE, secret=None)
    authorise(sqlite_services, tokens, made)
    return made


def account(port: int, token: Any, username: str = "questions") -> Account:
    return Account("127.0.0.1", port, "none", username, "", "INBOX", 5.0, token)


@pytest.mark.dovecot
def test_a_token_opens_the_mailbox_of_its_user(checking_dovecot: Dovecot, tokens: Tokens, mailbox_id: int):
    checking_dovecot.deliver("questions", mail("one"))

    mailbox = ImapMailbox(account(checking_dovecot.port, tokens.of(mailbox_id)))

    assert len(mailbox.uids(1)) == 1
    mailbox.close()


@pytest.mark.dovecot
def test_a_token_that_ended_early_is_renewed_once(
    checking_dovecot: Dovecot,
    tokens: Tokens,
    mailbox_id: int,
    token_server: TokenServer,
    sqlite_services: Services,
):
    tokens.current(mailbox_id)
    token_server.script.good_access.clear()
    sqlite_services.clock.forward(minutes=10)

    mailbox = ImapMailbox(account(checking_dovecot.port, tokens.of(mailbox_id)))

    assert mailbox.uids(1) == []
    assert token_server.script.refreshed == 1
    mailbox.close()


@pytest.mark.dovecot
def test_a_token_of_somebody_else_is_refused_in_plain_words(
    checking_dovecot: Dovecot,
    tokens: Tokens,
    mailbox_id: int,
    token_server: TokenServer,
    sqlite_services: Services,
):
    sqlite_services.clock.forward(minutes=10)

    with pytest.raises(PermanentError, match="login: the server refused the provider’s token") as raised:
        ImapMailbox(account(checking_dovecot.port, tokens.of(mailbox_id), username="somebody"))

    assert "zqsecret" not in str(raised.value)
    assert token_server.script.refreshed == 1


@pytest.mark.dovecot
def test_passwords_open_the_same_server(checking_dovecot: Dovecot):
    mailbox = ImapMailbox(
        Account("127.0.0.1", checking_dovecot.port, "none", "questions", "dovecot-password", "INBOX", 5.0)
    )

    assert mailbox.uids(1) == []
    mailbox.close()


class Scripted(socketserver.ThreadingTCPServer):
    """Offers XOAUTH2 and says its lines, one for each that it hears after AUTHENTICATE; at the end it hangs up."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, capability: str, said: Sequence[bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.capability, self.said = capability, said
        self.heard: list[bytes] = []


class _Talk(socketserver.StreamRequestHandler):
    server: Scripted

    def handle(self) -> None:
        self.wfile.write(f"* OK [CAPABILITY IMAP4rev1 {self.server.capability}] test\r\n".encode())
        tag = b""
        lines = iter(self.server.said)
        while line := self.rfile.readline().rstrip():
            self.server.heard.append(line)
            if b"CAPABILITY" in line:
                tag = line.split()[0]
                self.wfile.write(
                    b"* CAPABILITY IMAP4rev1 " + self.server.capability.encode() + b"\r\n" + tag + b" OK done\r\n"
                )
                continue
            tag = line.split()[0] if b"AUTHENTICATE" in line else tag
            answer = next(lines, None)
            if answer is None:
                return
            self.wfile.write(answer.replace(b"TAG", tag) + b"\r\n")


class Fixed:
    """A token that cannot be renewed."""

    def __init__(self, after: str | None = None) -> None:
        self.after = after

    def current(self) -> str:
        return "zqsecret-token"

    def renewed(self, refused: str) -> str | None:
        assert refused == "zqsecret-token"
        return self.after


@pytest.fixture
def scripted() -> Iterator[Any]:
    made: list[tuple[Scripted, threading.Thread]] = []

    def start(*said: bytes, capability: str = "AUTH=XOAUTH2") -> Scripted:
        server = Scripted(capability, said)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        made.append((server, thread))
        return server

    yield start
    for server, thread in made:
        server.shutdown()
        thread.join()
        server.server_close()


def in_base64(text: bytes) -> bytes:
    return b"+ " + base64.b64encode(text)


GOOGLE = in_base64(b'{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}')


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        (
            (b"+ ", GOOGLE, b"TAG NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)"),
            PermanentError,
            "refused the provider’s token (status 400, it asks for the scope https://mail.google.com/); authorise again",
        ),
        ((b"+ ", b"TAG NO AUTHENTICATE failed."), PermanentError, "refused the provider’s token; authorise again"),
        ((b"+ ", GOOGLE), PermanentError, "refused the provider’s token (status 400"),
        ((b"+ ", b"TAG NO [UNAVAILABLE] zqsecret"), TransientError, "cannot check the provider’s token just now"),
        ((b"+ ",), TransientError, "hung up"),
        ((), TransientError, "hung up"),
        ((b"+ ", b"+ x"), TransientError, "cannot be read"),
        ((b"+ ", b"TAG NO zqsecret-token is bad"), PermanentError, "refused the provider’s token; authorise again"),
    ],
    ids=["google", "exchange", "refused and hung up", "unavailable", "hung up", "silent", "nonsense", "echo"],
)
def test_what_a_server_says_against_a_token_is_worded(
    scripted: Any, said: tuple[bytes, ...], kind: type[Exception], words: str
):
    server = scripted(*said)

    with pytest.raises(kind) as raised:
        ImapMailbox(account(server.server_address[1], Fixed()))

    assert words in str(raised.value)
    assert "zqsecret" not in repr(raised.value) + repr(raised.value.__cause__)
    assert raised.value.__suppress_context__


def test_a_refused_token_is_tried_again_once_with_a_new_one(scripted: Any):
    server = scripted(b"+ ", GOOGLE, b"TAG NO no")

    with pytest.raises(PermanentError, match="authorise again"):
        ImapMailbox(account(server.server_address[1], Fixed("zqsecret-second")))

    sent = [base64.b64decode(line) for line in server.heard if len(line) > 40]
    assert sent == [
        b"user=questions\1auth=Bearer zqsecret-token\1\1",
        b"user=questions\1auth=Bearer zqsecret-second\1\1",
    ]


def test_a_server_that_takes_no_tokens_is_said_to_take_none(scripted: Any):
    server = scripted(capability="AUTH=PLAIN")

    with pytest.raises(PermanentError, match="does not take a provider’s token"):
        ImapMailbox(account(server.server_address[1], Fixed()))

    assert not any(b"AUTHENTICATE" in line for line in server.heard)
