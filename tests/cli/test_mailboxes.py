import json
import socket
from collections.abc import Iterator

import pytest

from consultant.demo.processes import free_port
from tests.cli.conftest import Run
from tests.faults.smtp_server import SmtpServer
from tests.servers.mailhosts import Inbox


@pytest.fixture
def smtp(environment: dict[str, str]) -> Iterator[SmtpServer]:
    """An SMTP server that the desk is told of."""
    server = SmtpServer()
    environment["CONSULTANT_SMTP__PORT"] = str(server.port)
    yield server
    server.down()


def add(desk: Run, inbox: Inbox, *more: str, password: str = "", **change: str) -> str:
    options = {"--host": "127.0.0.1", "--port": str(inbox.port), "--tls": "none", "--username": inbox.user}
    options |= {f"--{name.replace('_', '-')}": value for name, value in change.items()}
    words = [word for option in options.items() for word in option]
    result = desk(
        "mailboxes", "add", "main", "--address", "questions@desk.example", "--password", password or inbox.password, *words, *more
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    return str(result.output)


def test_a_mailbox_is_added_listed_and_tested(desk: Run, inbox: Inbox, smtp: SmtpServer):
    add(desk, inbox)

    tested = desk("mailboxes", "test", "main")
    [listed] = json.loads(desk("mailboxes", "list", "--json").output)

    assert tested.exit_code == 0, tested.output
    assert f"IMAP: 127.0.0.1:{inbox.port}, folder INBOX, 0 mails" in tested.output
    assert "takes mail from us" in tested.output
    assert (listed["name"], listed["folder"], listed["trouble"]) == ("main", "INBOX", None)
    assert "not read yet" in desk("mailboxes", "list").output
    assert inbox.password not in desk("mailboxes", "list").output


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"port": "free"}, "IMAP: port: nothing listens on 127.0.0.1 port"),
        ({"tls": "tls"}, "IMAP: TLS: port"),
        ({"tls": "starttls"}, "IMAP: TLS: the server does not offer STARTTLS"),
        ({"password": "wrong"}, "IMAP: login: the server refused the user name or the password"),
        ({"username": "nobody"}, "IMAP: login: the server refused the user name or the password"),
        ({"folder": "Nowhere"}, "IMAP: folder: the server has no folder “Nowhere”"),
    ],
    ids=["port", "tls", "starttls", "password", "user", "folder"],
)
def test_what_is_wrong_is_said_plainly(desk: Run, pymap, smtp: SmtpServer, change: dict[str, str], words: str):
    change = {name: str(free_port(0)) if value == "free" else value for name, value in change.items()}
    add(desk, pymap.inbox(), **change)

    result = desk("mailboxes", "test", "main")

    assert result.exit_code == 1
    assert words in result.output
    assert "Traceback" not in result.output


def test_a_name_that_does_not_resolve_is_said_to_be_none(
    desk: Run, pymap, smtp: SmtpServer, monkeypatch: pytest.MonkeyPatch
):
    add(desk, pymap.inbox(), host="imap.nowhere.example")
    real = socket.getaddrinfo

    def resolve(host: str, *rest: object, **more: object) -> object:
        if host == "imap.nowhere.example":
            raise socket.gaierror(-2, "Name or service not known")
        return real(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    result = desk("mailboxes", "test", "main")

    assert result.exit_code == 1
    assert "IMAP: name: there is no host “imap.nowhere.example”" in result.output


def test_an_smtp_server_that_is_away_is_said_to_be(desk: Run, pymap, environment: dict[str, str]):
    environment["CONSULTANT_SMTP__PORT"] = str(free_port(0))
    add(desk, pymap.inbox())

    result = desk("mailboxes", "test", "main")

    assert result.exit_code == 1
    assert f"SMTP: 127.0.0.1:{environment['CONSULTANT_SMTP__PORT']}: the SMTP server did not answer" in result.output
    assert "IMAP: 127.0.0.1" in result.output


def test_a_password_is_replaced_and_another_secret_is_named(
    desk: Run, pymap, smtp: SmtpServer, environment: dict[str, str]
):
    inbox = pymap.inbox()
    add(desk, inbox, password="wrong")

    assert desk("mailboxes", "password", "main", "--password", inbox.password).exit_code == 0
    assert desk("mailboxes", "test", "main").exit_code == 0
    environment["CONSULTANT_SECRET_KEY"] = "another secret of the desk, 32 characters"

    result = desk("mailboxes", "test", "main")
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert result.output.startswith("consultant: CONSULTANT_SECRET_KEY: ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--after", "move"), "--move-to"),
        (("--who-may-ask", "domains"), "--allow"),
        (("--address", "nonsense"), "no mail address"),
    ],
)
def test_what_does_not_fit_together_is_one_line(desk: Run, words: tuple[str, ...], said: str):
    result = desk(
        "mailboxes", "add", "main", "--address", "q@desk.example", "--host", "h", "--password", "p", *words
    )  # fmt: skip

    assert result.exit_code == 1
    assert said in result.output
    assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize("words", [("--port", "0"), ("--port", "99999"), ("--tls", "x"), ("--from", "yesterday")])
def test_options_that_are_none_are_refused(desk: Run, words: tuple[str, ...]):
    result = desk(
        "mailboxes", "add", "main", "--address", "q@desk.example", "--host", "h", "--password", "p", *words
    )  # fmt: skip

    assert result.exit_code == 2


def test_a_mailbox_that_is_not_there_is_one_line(desk: Run):
    for words in (("test", "x"), ("password", "x", "--password", "p")):
        result = desk("mailboxes", *words)
        assert (result.exit_code, result.output) == (1, "consultant: There is no mailbox called x.\n")


def test_the_desk_writes_to_its_own_plus_address(desk: Run, pymap, smtp: SmtpServer):
    add(desk, pymap.inbox())

    said = desk("mailboxes", "prove-plus", "main")

    assert said.exit_code == 0, said.output
    assert "A test is on its way" in said.output
    [(sender, recipients, raw)] = smtp.script.taken
    assert sender == "questions@desk.example"
    assert recipients[0].startswith("questions+cq.")
    assert b"Self-test of the desk" in raw
    [listed] = json.loads(desk("mailboxes", "list", "--json").output)
    assert listed["plus_proved"] is None
