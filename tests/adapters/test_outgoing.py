import threading
from collections.abc import Iterator

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from consultant.adapters import outgoing
from consultant.adapters.dkim import Signer
from consultant.adapters.outgoing import Conversation, Identity, Outgoing
from consultant.adapters.smtp import Account
from consultant.errors import ConfigError, PermanentError
from tests.faults.smtp_server import SmtpServer

RAW = b"From: desk@desk.example\r\nSubject: x\r\n\r\nend\r\n"
TO = "a@x.example"


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    made = SmtpServer()
    yield made
    made.down()


@pytest.fixture
def out(server: SmtpServer) -> Iterator[Outgoing]:
    made = Outgoing(
        lambda mailbox_id: Identity(mailbox_id, Account("127.0.0.1", server.port, timeout=5)), hello="desk.example"
    )
    yield made
    made.close()


def carry(out: Outgoing, mailbox_id: int = 1) -> None:
    session: Conversation = out.session(mailbox_id)
    session.envelope("desk@desk.example", [TO], size=len(RAW), envid="7")
    session.data(RAW)
    session.close()


def test_a_burst_goes_over_one_conversation(server: SmtpServer, out: Outgoing):
    for _ in range(5):
        carry(out)

    assert (len(server.script.taken), server.script.greeted) == (5, 1)


def test_each_mailbox_has_conversations_of_its_own(server: SmtpServer, out: Outgoing):
    carry(out, 1)
    carry(out, 2)

    assert server.script.greeted == 2


def test_two_at_the_same_time_do_not_share_one(server: SmtpServer, out: Outgoing):
    first, second = out.session(1), out.session(1)
    first.close()
    second.close()

    assert server.script.greeted == 2


def test_a_conversation_that_the_server_has_ended_is_replaced(server: SmtpServer, out: Outgoing):
    server.script.mood, server.script.times = "drop after data", 1
    session = out.session(1)
    session.envelope("desk@desk.example", [TO], size=0, envid="")
    with pytest.raises(Exception, match="lost"):
        session.data(RAW)
    session.close()

    carry(out)

    assert server.script.greeted == 2


def test_a_server_that_went_away_meanwhile_is_met_by_a_new_conversation(server: SmtpServer, out: Outgoing):
    carry(out)
    session = out.session(1)
    session._line.session._server.close()
    session.close()

    carry(out)

    assert (len(server.script.taken), server.script.greeted) == (2, 2)


def test_a_conversation_carries_so_many_mails_and_no_more(
    server: SmtpServer, out: Outgoing, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(outgoing, "MAILS_AT_MOST", 2)
    for _ in range(4):
        carry(out)

    assert server.script.greeted == 2


def test_a_conversation_without_a_mail_ends(server: SmtpServer, out: Outgoing, monkeypatch: pytest.MonkeyPatch):
    ended = threading.Event()
    monkeypatch.setattr(outgoing, "KEPT_SECONDS", 0.01)
    end = outgoing._Line.end
    monkeypatch.setattr(outgoing._Line, "end", lambda line: (end(line), ended.set()))
    carry(out)

    assert ended.wait(10)
    carry(out)
    assert server.script.greeted == 2


def test_a_wrong_setting_waits_for_a_person(server: SmtpServer):
    def nobody(_mailbox_id: int) -> Identity:
        raise ConfigError("CONSULTANT_SECRET_KEY: is another one")

    with pytest.raises(PermanentError, match="SECRET_KEY"):
        Outgoing(nobody, hello="desk.example").session(1)


def test_mail_of_a_mailbox_with_a_key_leaves_signed(server: SmtpServer):
    key = rsa.generate_private_key(65537, 1024)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    account = Account("127.0.0.1", server.port, timeout=5)
    out = Outgoing(
        lambda mailbox_id: Identity(mailbox_id, account, Signer("desk.example", "s1", pem)), hello="desk.example"
    )
    session = out.session(1)
    session.envelope("desk@desk.example", [TO], size=0, envid="")
    session.data(session.sign(RAW))
    session.close()
    out.close()

    [(_, _, raw)] = server.script.taken
    assert raw.endswith(RAW)
    assert dkim.verify(raw, dnsfunc=lambda *_, **__: published(key))


def published(key: rsa.RSAPrivateKey) -> bytes:
    import base64

    der = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return b"v=DKIM1; k=rsa; p=" + base64.b64encode(der)
