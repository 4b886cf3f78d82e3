import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from consultant.adapters.smtp import Account, SmtpMailer, SmtpSession
from consultant.demo.processes import free_port
from consultant.errors import PermanentError, TransientError
from consultant.ports import Verdict
from tests.faults.smtp_server import Fault, SmtpServer
from tests.servers.certificates import self_signed

RAW = b"Subject: x\r\n\r\n.a line that begins with a dot\r\nend\r\n"


@pytest.fixture
def server() -> Iterator[SmtpServer]:
    made = SmtpServer()
    yield made
    made.down()


@pytest.fixture
def sessions() -> Iterator[list[SmtpSession]]:
    made: list[SmtpSession] = []
    yield made
    for session in made:
        session.close()


def mailer(port: int, **change: Any) -> SmtpMailer:
    return SmtpMailer(Account(**{"host": "127.0.0.1", "port": port, "timeout": 5.0, **change}), hello="desk.example")


def test_a_mail_is_handed_over_dot_for_dot(server: SmtpServer, sessions: list[SmtpSession]):
    session = mailer(server.port).session()
    sessions.append(session)

    words = session.envelope("desk@desk.example", ["a@x.example", "b@x.example"])
    final = session.data(RAW)

    assert words == {"a@x.example": Verdict(250, "ok"), "b@x.example": Verdict(250, "ok")}
    assert final == Verdict(250, "2.0.0 taken")
    assert server.script.taken == [("desk@desk.example", ("a@x.example", "b@x.example"), RAW)]


def test_the_null_sender_is_sent_as_such_and_a_session_carries_another_mail(
    server: SmtpServer, sessions: list[SmtpSession]
):
    session = mailer(server.port).session()
    sessions.append(session)
    for sender in ("", "desk@desk.example"):
        session.envelope(sender, ["a@x.example"])
        assert session.data(RAW).accepted
        session.reset()

    assert [sender for sender, _, _ in server.script.taken] == ["", "desk@desk.example"]


def test_each_recipients_refusal_is_a_verdict(server: SmtpServer, sessions: list[SmtpSession]):
    server.script.mood = "refuse"
    session = mailer(server.port).session()
    sessions.append(session)

    words = session.envelope("desk@desk.example", ["a@x.example"])

    assert words == {"a@x.example": Verdict(554, "5.7.1 not for you")}
    assert not words["a@x.example"].accepted
    assert not words["a@x.example"].temporary


def test_the_answer_to_the_final_dot_is_a_verdict(server: SmtpServer, sessions: list[SmtpSession]):
    server.script.mood = "busy"
    session = mailer(server.port).session()
    sessions.append(session)
    session.envelope("desk@desk.example", ["a@x.example"])

    assert session.data(RAW) == Verdict(451, "4.3.0 later")


@pytest.mark.parametrize("mood", ["drop before data", "drop in data", "drop after data"])
def test_a_line_lost_in_data_is_a_passing_error(server: SmtpServer, sessions: list[SmtpSession], mood: str):
    server.script.mood = mood
    session = mailer(server.port).session()
    sessions.append(session)
    session.envelope("desk@desk.example", ["a@x.example"])

    with pytest.raises(TransientError, match="line to the SMTP server was lost"):
        session.data(RAW * 1000)


def test_a_server_that_is_away_or_silent_is_a_passing_error_in_bounded_time():
    with pytest.raises(TransientError, match="did not answer"):
        mailer(free_port(0)).session()
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(TransientError, match="did not answer"):
        mailer(silent.getsockname()[1], timeout=0.3).session()


class Sink:
    async def handle_DATA(self, *_: object) -> str:
        return "250 taken"


class Listening(Controller):
    """aiosmtpd with what a test wants of TLS and login."""

    def factory(self) -> SMTP:
        return SMTP(self.handler, **self.SMTP_kwargs)


def login(_server: object, _session: object, _envelope: object, _mechanism: str, given: object) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (b"desk", b"right")
    return AuthResult(success=right, handled=False)


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Any]:
    made: list[Controller] = []

    def start(**options: Any) -> int:
        port = free_port(0)
        controller = Listening(Sink(), hostname="127.0.0.1", port=port, **options)
        controller.start()
        made.append(controller)
        return port

    yield start
    for controller in made:
        controller.stop(no_assert=True)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_right_login_is_let_in_and_a_wrong_one_is_said_to_be_refused(listening: Any, sessions: list[SmtpSession]):
    port = listening(authenticator=login, auth_required=True, auth_require_tls=False)

    sessions.append(mailer(port, username="desk", password="right").session())
    with pytest.raises(PermanentError, match=r"refused the login \(535\)"):
        mailer(port, username="desk", password="wrong").session()


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_password_that_cannot_be_said_is_named(listening: Any):
    port = listening(authenticator=login, auth_required=True, auth_require_tls=False)

    with pytest.raises(PermanentError, match="beyond ASCII"):
        mailer(port, username="desk", password="pässword").session()


def test_a_server_without_login_or_starttls_is_said_to_offer_none(listening: Any):
    port = listening()

    with pytest.raises(PermanentError, match="does not offer"):
        mailer(port, tls="starttls").session()
    with pytest.raises(PermanentError, match="does not offer"):
        mailer(port, username="desk", password="right").session()


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_is_refused(listening: Any, tmp_path: Path, tls: str):
    context, _ = self_signed(tmp_path)
    port = listening(**({"ssl_context": context} if tls == "tls" else {"tls_context": context}))

    with pytest.raises(PermanentError, match="certificate of the SMTP server is not valid"):
        mailer(port, tls=tls).session()


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_a_certificate_that_is_trusted_is_taken(
    listening: Any, tmp_path: Path, tls: str, sessions: list[SmtpSession], monkeypatch: pytest.MonkeyPatch
):
    context, certificate = self_signed(tmp_path)
    real = ssl.create_default_context
    monkeypatch.setattr(
        "consultant.adapters.smtp.ssl.create_default_context", lambda *_, **__: real(cafile=certificate)
    )
    port = listening(**({"ssl_context": context} if tls == "tls" else {"tls_context": context}))

    session = mailer(port, tls=tls).session()
    sessions.append(session)
    session.envelope("desk@desk.example", ["a@x.example"])

    assert session.data(RAW).accepted


def test_a_server_that_speaks_plainly_where_tls_was_asked_for_is_named(listening: Any):
    with pytest.raises(PermanentError, match="does not speak TLS from the first byte"):
        mailer(listening(), tls="tls").session()


def test_an_address_with_letters_beyond_ascii_goes_where_the_server_takes_it(
    listening: Any, sessions: list[SmtpSession]
):
    session = mailer(listening(enable_SMTPUTF8=True)).session()
    sessions.append(session)

    words = session.envelope("desk@desk.example", ["josé@x.example", "a@x.example"])

    assert all(verdict.accepted for verdict in words.values())


def test_an_address_that_the_server_cannot_hear_is_refused_for_that_recipient_alone(
    listening: Any, sessions: list[SmtpSession]
):
    session = mailer(listening(enable_SMTPUTF8=False)).session()
    sessions.append(session)

    words = session.envelope("desk@desk.example", ["josé@x.example", "a@x.example", "two\r\nlines@x.example"])

    assert [verdict.accepted for verdict in words.values()] == [False, True, False]
    assert words["josé@x.example"].code == 553
    assert session.data(RAW).accepted


def test_words_of_the_server_are_one_line_of_bounded_length(server: SmtpServer, sessions: list[SmtpSession]):
    server.script.faults.append(Fault("rcpt", "550-a\r\n550 b " + "x" * 2000))
    session = mailer(server.port).session()
    sessions.append(session)

    words = session.envelope("desk@desk.example", ["a@x.example"])["a@x.example"]

    assert len(words.text) == 500
    assert words.text.startswith("a b x")


def test_a_server_without_end_to_its_words_is_not_listened_to(server: SmtpServer, sessions: list[SmtpSession]):
    server.script.faults.append(Fault("rcpt", "550 " + "x" * 100_000))
    session = mailer(server.port).session()
    sessions.append(session)

    with pytest.raises(TransientError, match="line to the SMTP server was lost"):
        session.envelope("desk@desk.example", ["a@x.example"])


@pytest.mark.parametrize("code", [250, 334])
def test_a_server_that_does_not_open_data_has_not_taken_the_mail(
    server: SmtpServer, sessions: list[SmtpSession], code: int
):
    server.script.faults.append(Fault("data", f"{code} odd"))
    session = mailer(server.port).session()
    sessions.append(session)
    session.envelope("desk@desk.example", ["a@x.example"])

    assert session.data(RAW).temporary
    assert server.script.taken == []


def test_a_password_is_never_shown():
    assert "right" not in repr(Account("127.0.0.1", 25, password="right"))


def test_an_envelope_goes_in_one_write_where_the_server_offers_it(server: SmtpServer, sessions: list[SmtpSession]):
    server.script.offers = ("PIPELINING", "8BITMIME")
    session = mailer(server.port).session()
    sessions.append(session)

    words = session.envelope("desk@desk.example", ["a@x.example", "b@x.example"])

    assert [verdict.code for verdict in words.values()] == [250, 250]
    assert session.data(RAW).accepted
    assert server.script.heard[1:4] == [
        "MAIL FROM:<desk@desk.example>",
        "RCPT TO:<a@x.example>",
        "RCPT TO:<b@x.example>",
    ]


def test_a_report_is_asked_for_where_the_server_gives_one(server: SmtpServer, sessions: list[SmtpSession]):
    server.script.offers = ("DSN", "SIZE 5000")
    session = mailer(server.port).session()
    sessions.append(session)

    session.envelope("desk@desk.example", ["a@x.example"], size=len(RAW), envid="17")

    assert server.script.heard[1:] == [
        f"MAIL FROM:<desk@desk.example> SIZE={len(RAW)} RET=HDRS ENVID=17",
        "RCPT TO:<a@x.example> NOTIFY=SUCCESS,FAILURE,DELAY",
    ]


def test_a_mail_larger_than_the_server_takes_is_not_begun(server: SmtpServer, sessions: list[SmtpSession]):
    server.script.offers = ("SIZE 5000",)
    session = mailer(server.port).session()
    sessions.append(session)

    assert session.size_limit() == 5000
    words = session.envelope("desk@desk.example", ["a@x.example"], size=6000)

    assert words == {
        "a@x.example": Verdict(552, "the server takes mails of 5,000 bytes at most, and this one has 6,000")
    }
    assert server.script.heard == ["ehlo desk.example"]


def test_a_server_that_says_goodbye_is_not_asked_again(server: SmtpServer, sessions: list[SmtpSession]):
    session = mailer(server.port).session()
    sessions.append(session)
    server.script.mood = "closing"

    assert session.envelope("desk@desk.example", ["a@x.example"])["a@x.example"].temporary
    assert not session.sound


def test_a_server_that_only_drips_is_given_up_in_bounded_time(server: SmtpServer, sessions: list[SmtpSession]):
    server.script.faults.append(Fault("dot", "drip"))
    session = mailer(server.port, timeout=0.3).session()
    sessions.append(session)
    session.envelope("desk@desk.example", ["a@x.example"])

    with pytest.raises(TransientError, match="line to the SMTP server was lost"):
        session.data(RAW)


def test_a_large_mail_may_take_longer_than_an_answer(server: SmtpServer, sessions: list[SmtpSession]):
    """A reader that pauses takes more time for the whole mail than the server has for one answer."""
    server.script.outside["pause"] = lambda: time.sleep(0.3)
    server.script.faults += [Fault("body", "pause", byte=at) for at in range(1_000_000, 12_000_000, 2_000_000)]
    session = mailer(server.port, timeout=1.0).session()
    sessions.append(session)
    session.envelope("desk@desk.example", ["a@x.example"])
    raw = b"Subject: x\r\n\r\n" + (b"x" * 70 + b"\r\n") * 200_000

    assert session.data(raw).accepted
    assert server.script.taken[0][2] == raw


@pytest.mark.parametrize("act", ["drop", "junk"])
def test_a_mail_never_leaves_in_clear_when_encryption_fails(server: SmtpServer, tmp_path: Path, act: str):
    server.script.tls, _ = self_signed(tmp_path)
    server.script.faults.append(Fault("starttls", act))

    with pytest.raises(TransientError, match=r"SMTP server (?:broke the encryption off|did not answer)"):
        mailer(server.port, tls="starttls").session()

    assert server.script.heard == ["ehlo desk.example", "STARTTLS"]


@pytest.mark.parametrize("place", ["greeting", "ehlo", "mail", "rcpt", "data", "body", "dot"])
@pytest.mark.parametrize("act", ["drop", "reset", "junk"])
def test_a_line_that_breaks_anywhere_is_a_passing_error(
    server: SmtpServer, sessions: list[SmtpSession], place: str, act: str
):
    server.script.faults.append(Fault(place, act))

    def send() -> None:
        sessions.append(mailer(server.port).session())
        sessions[0].envelope("desk@desk.example", ["a@x.example"])
        sessions[0].data(RAW)

    with pytest.raises(TransientError):
        send()


def test_a_server_that_closes_among_the_recipients_gets_no_data(server: SmtpServer, sessions: list[SmtpSession]):
    server.script.faults += [Fault("rcpt", "refuse"), Fault("rcpt", "closing", recipient=2)]
    session = mailer(server.port).session()
    sessions.append(session)

    words = session.envelope("desk@desk.example", ["a@x.example", "b@x.example", "c@x.example"])

    assert [word.code for word in words.values()] == [554, 421, 421]
    assert not session.sound
