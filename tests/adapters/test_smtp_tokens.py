"""Signing in to an SMTP server by a provider's token."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope
from aiosmtpd.smtp import Session as Conversation

from consultant.adapters.smtp import Account, SmtpMailer
from consultant.demo.processes import free_port
from consultant.errors import ConfigError, PermanentError, TransientError

REFUSAL = b'{"status":"401","schemes":"bearer","scope":"https://mail.google.com/"}'


class Checking:
    """Takes the tokens that are good; ``code`` is what it answers to others."""

    def __init__(self) -> None:
        self.good = {"zqsecret-good"}
        self.code = 535
        self.heard: list[bytes] = []
        self.taken: list[bytes] = []

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        said = base64.b64decode(args[1])
        self.heard.append(said)
        token = said.split(b"auth=Bearer ")[1].split(b"\1")[0].decode()
        if token in self.good:
            return AuthResult(success=True, auth_data=said)
        if self.code == 535:
            await server.challenge_auth(REFUSAL)
        await server.push(f"{self.code} 5.7.8 zqsecret is not accepted")
        return AuthResult(success=False, handled=True)

    async def handle_DATA(self, _server: SMTP, _session: Conversation, envelope: Envelope) -> str:
        self.taken.append(envelope.content or b"")
        return "250 taken"


@pytest.fixture
def checking() -> Iterator[tuple[Checking, int]]:
    handler = Checking()
    port = free_port(0)
    controller = Controller(handler, hostname="127.0.0.1", port=port, auth_require_tls=False)
    controller.start()
    yield handler, port
    controller.stop()


class Token:
    def __init__(self, *tokens: str) -> None:
        self.tokens = list(tokens)

    def current(self) -> str:
        return self.tokens.pop(0)

    def renewed(self, _refused: str) -> str | None:
        return self.tokens.pop(0) if self.tokens else None


def mailer(port: int, *tokens: str, **change: Any) -> SmtpMailer:
    token = Token(*tokens)
    settings = Account("127.0.0.1", port, username="desk@desk.example", timeout=5.0, token=lambda: token, **change)
    return SmtpMailer(settings, hello="desk.example")


def test_a_token_signs_in_and_mail_is_taken(checking: tuple[Checking, int]):
    handler, port = checking
    session = mailer(port, "zqsecret-good").session()

    session.envelope("desk@desk.example", ["a@x.example"])
    final = session.data(b"Subject: x\r\n\r\nbody\r\n")
    session.close()

    assert final.accepted
    assert handler.heard == [b"user=desk@desk.example\1auth=Bearer zqsecret-good\1\1"]
    assert len(handler.taken) == 1


def test_a_refused_token_is_renewed_once(checking: tuple[Checking, int]):
    handler, port = checking

    mailer(port, "zqsecret-old", "zqsecret-good").session().close()

    assert len(handler.heard) == 2


def test_a_token_that_is_refused_for_good_is_said_to_be(checking: tuple[Checking, int]):
    _, port = checking

    with pytest.raises(PermanentError) as raised:
        mailer(port, "zqsecret-old", "zqsecret-older").session()

    assert str(raised.value) == (
        "the SMTP server refused the provider’s token (status 401, it asks for the scope https://mail.google.com/) (535)"
    )
    assert raised.value.__suppress_context__


def test_a_server_that_cannot_check_is_tried_later(checking: tuple[Checking, int]):
    handler, port = checking
    handler.code = 454

    with pytest.raises(TransientError, match="just now"):
        mailer(port, "zqsecret-old").session()


def test_a_setting_that_is_wrong_is_told_as_what_the_operator_must_mend():
    def nobody() -> Token:
        raise ConfigError("CONSULTANT_SMTP__MAILBOX: there is no mailbox called x")

    with pytest.raises(PermanentError, match="CONSULTANT_SMTP__MAILBOX"):
        SmtpMailer(Account("127.0.0.1", 1, token=nobody), hello="desk.example").session()


def test_a_server_without_xoauth2_is_told_nothing():
    port = free_port(0)
    controller = Controller(object(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with pytest.raises(PermanentError, match="does not take a provider’s token"):
            mailer(port, "zqsecret-good").session()
    finally:
        controller.stop()
