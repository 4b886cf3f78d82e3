import json
import socket
from collections.abc import Iterator
from urllib.parse import urlencode

import click
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from consultant.bootstrap import build
from consultant.config import load
from consultant.db.models import Job
from consultant.db.queries import checks
from consultant.demo.processes import free_port
from tests.adapters.test_oauth import agree
from tests.cli.conftest import Run
from tests.factories import rows
from tests.faults.smtp_server import SmtpServer
from tests.servers.dovecot import Dovecot
from tests.servers.mailhosts import Inbox
from tests.servers.tokens import TokenServer
from workers import jobs


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


def test_a_mailbox_says_from_when_it_is_read(desk: Run, inbox: Inbox):
    assert "is read from 3 Nov 2026 on" in add(desk, inbox, "--from", "2026-11-03")


def test_who_may_ask_is_said_and_changed(desk: Run, inbox: Inbox):
    add(desk, inbox, "--block", "spam.example")

    said = desk("mailboxes", "askers", "main")
    changed = desk(
        "mailboxes",
        "askers",
        "main",
        "--who-may-ask",
        "invited",
        "--allow",
        "dana@x.example",
        "--unblock",
        "spam.example",
    )
    wrong = desk("mailboxes", "askers", "main", "--unblock", "spam.example")

    assert said.output == "Who may ask: anyone\nBlocked: spam.example\n"
    assert changed.output == "Who may ask: invited (dana@x.example)\nBlocked: nobody\n"
    assert wrong.exit_code == 1
    assert "not in the list" in wrong.output


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


def test_the_desk_writes_to_its_own_plus_address(
    desk: Run, pymap, smtp: SmtpServer, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    add(desk, pymap.inbox())

    said = desk("mailboxes", "prove-plus", "main")

    assert said.exit_code == 0, said.output
    assert "A test leaves through the outbox" in said.output
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    services = build(load())
    jobs.run(services, rows.every(services, Job, kind="deliver_email")[0].id)
    services.close()
    [(sender, recipients, raw)] = smtp.script.taken
    assert sender == ""
    assert recipients[0].startswith("questions+cq.")
    assert b"Self-test of the desk" in raw
    [listed] = json.loads(desk("mailboxes", "list", "--json").output)
    assert listed["plus_proved"] is None


@pytest.fixture
def known(environment: dict[str, str], token_server: TokenServer) -> TokenServer:
    """The desk is known to a provider."""
    google = token_server.google()
    environment |= {
        "CONSULTANT_GOOGLE__CLIENT_ID": google.client_id,
        "CONSULTANT_GOOGLE__CLIENT_SECRET": google.client_secret.get_secret_value(),
        "CONSULTANT_GOOGLE__AUTHORISE_URL": google.authorise_url,
        "CONSULTANT_GOOGLE__TOKEN_URL": google.token_url,
    }
    return token_server


class AtTheProvider:
    """Agrees on the address that the command has printed, and types what the browser ends at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, change: str = "") -> None:
        self.printed, self.change, self.hidden = "", change, False
        real = click.echo
        monkeypatch.setattr(click, "echo", lambda words="", **more: (self.hear(str(words)), real(words, **more))[1])
        monkeypatch.setattr(click, "prompt", self.answer)

    def hear(self, words: str) -> None:
        self.printed += words

    def answer(self, _words: str, *, hide_input: bool = False) -> str:
        self.hidden = hide_input
        address = next(line for line in self.printed.splitlines() if line.startswith("http"))
        return f"http://desk.example/mailboxes/authorised?{self.change or urlencode(agree(address))}\n"


def test_a_mailbox_is_authorised_without_the_dashboard(
    desk: Run, known: TokenServer, checking_dovecot: Dovecot, smtp: SmtpServer, monkeypatch: pytest.MonkeyPatch
):
    added = desk(
        "mailboxes", "add", "main", "--address", known.script.user, "--login", "google",
        "--host", "127.0.0.1", "--port", str(checking_dovecot.port), "--tls", "none",
    )  # fmt: skip
    assert (added.exit_code, "consultant mailboxes authorise main" in added.output) == (0, True)
    assert "nobody has authorised the mailbox yet" in desk("mailboxes", "test", "main").output
    with monkeypatch.context() as patched:
        there = AtTheProvider(patched)
        said = desk("mailboxes", "authorise", "main")

    tested = desk("mailboxes", "test", "main")

    assert said.exit_code == 0, said.output
    assert there.hidden
    assert "zqsecret" not in said.output
    assert tested.exit_code == 0, tested.output
    assert "folder INBOX, 0 mails" in tested.output
    assert json.loads(desk("mailboxes", "list", "--json").output)[0]["login"] == "google"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("code=zqsecret&state=x", "was begun elsewhere"),
        ("nothing", "was begun elsewhere"),
    ],
)
def test_a_pasted_address_that_is_another_is_one_line(
    desk: Run, known: TokenServer, monkeypatch: pytest.MonkeyPatch, change: str, words: str
):
    desk("mailboxes", "add", "main", "--address", known.script.user, "--login", "google")
    AtTheProvider(monkeypatch, change)

    said = desk("mailboxes", "authorise", "main")

    assert said.exit_code == 1
    assert words in said.output
    assert "zqsecret" not in said.output


def test_a_provider_that_does_not_agree_is_one_line(desk: Run, known: TokenServer, monkeypatch: pytest.MonkeyPatch):
    desk("mailboxes", "add", "main", "--address", known.script.user, "--login", "google")
    known.script.agrees = False
    AtTheProvider(monkeypatch)

    said = desk("mailboxes", "authorise", "main")

    assert said.exit_code == 1
    assert "The provider did not agree (access_denied)" in said.output


def test_a_mailbox_goes_from_its_password_to_a_provider_and_back(
    desk: Run, known: TokenServer, monkeypatch: pytest.MonkeyPatch
):
    desk("mailboxes", "add", "main", "--address", known.script.user, "--host", "h", "--password", "p")
    with monkeypatch.context() as patched:
        AtTheProvider(patched)
        assert desk("mailboxes", "authorise", "main").exit_code == 1
        assert desk("mailboxes", "authorise", "main", "--login", "google").exit_code == 0
    assert json.loads(desk("mailboxes", "list", "--json").output)[0]["login"] == "google"

    assert desk("mailboxes", "password", "main", "--password", "p").exit_code == 0

    assert json.loads(desk("mailboxes", "list", "--json").output)[0]["login"] == "password"


def test_a_desk_that_the_provider_does_not_know_names_the_setting(desk: Run):
    desk("mailboxes", "add", "main", "--address", "q@desk.example", "--login", "microsoft")

    said = desk("mailboxes", "authorise", "main")

    assert (said.exit_code, "CONSULTANT_MICROSOFT__CLIENT_ID: is not set" in said.output) == (1, True)


def test_a_password_is_asked_for_and_a_host_is_needed_where_no_provider_is_named(desk: Run):
    nameless = desk("mailboxes", "add", "main", "--address", "q@desk.example", "--password", "p")
    asked = desk("mailboxes", "add", "main", "--address", "q@desk.example", "--host", "h", given="p\n")

    assert (nameless.exit_code, "--host" in nameless.output) == (2, True)
    assert (asked.exit_code, "Password" in asked.output) == (0, True)


def test_a_mailbox_may_send_by_a_server_of_its_own_and_by_the_desks_again(desk: Run, pymap, smtp: SmtpServer):
    add(desk, pymap.inbox())

    said = desk("mailboxes", "send-by", "main", "--host", "127.0.0.1", "--port", str(free_port(20000)), "--tls", "none")
    away = desk("mailboxes", "test", "main")
    desk("mailboxes", "send-by", "main", "--desk")
    back = desk("mailboxes", "test", "main")

    assert said.output == "Mail of main leaves through 127.0.0.1 from now on.\n"
    assert "SMTP: 127.0.0.1" in away.output
    assert "did not answer" in away.output
    assert f"SMTP: 127.0.0.1:{smtp.port} takes mail from us." in back.output
    assert desk("mailboxes", "send-by", "main").exit_code == 2


def test_a_key_signs_what_leaves_and_its_record_is_told(desk: Run, pymap, tmp_path):
    add(desk, pymap.inbox())
    file = tmp_path / "key.pem"
    file.write_bytes(
        rsa.generate_private_key(65537, 1024).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )

    said = desk("mailboxes", "sign", "main", "--selector", "s1", "--key", str(file))
    stopped = desk("mailboxes", "sign", "main", "--none")

    assert "s1._domainkey.desk.example  v=DKIM1; k=rsa; p=" in said.output
    assert stopped.output == "Mail of main leaves unsigned from now on.\n"
    file.write_text("no key")
    refused = desk("mailboxes", "sign", "main", "--selector", "s1", "--key", str(file))
    assert (refused.exit_code, "openssl genrsa" in refused.output) == (1, True)
    assert desk("mailboxes", "sign", "main").exit_code == 2


@pytest.mark.parametrize(("missing", "status"), [((), 0), ((4, 9), 1)])
def test_a_mailbox_is_compared_by_the_poller_and_the_command_says_what_it_found(
    desk: Run, inbox: Inbox, environment: dict[str, str], monkeypatch, missing: tuple[int, ...], status: int
):
    add(desk, inbox)
    services = build(load(data_dir=environment["CONSULTANT_DATA_DIR"]))

    def poller(_seconds: float) -> None:
        with services.database.transaction() as tx:
            checks.done(tx, 1, now=services.clock.now(), on_server=9, known=9 - len(missing), missing=missing)

    monkeypatch.setattr("consultant.cli.mailboxes.time.sleep", poller)
    told = desk("mailboxes", "check", "main")
    services.close()

    assert told.exit_code == status
    assert f"9 on the server, {9 - len(missing)} known, {len(missing)} had no row." in told.output
    assert ("UID 4, 9" in told.output) is bool(missing)


def test_without_a_poller_the_comparison_is_asked_for_and_said_to_wait(desk: Run, inbox: Inbox):
    add(desk, inbox)

    told = desk("mailboxes", "check", "main", "--wait", "0")

    assert told.exit_code == 1
    assert "has not compared yet" in told.output
    assert desk("mailboxes", "check", "nobody").exit_code == 1
