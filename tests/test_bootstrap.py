import json
import socket
from datetime import timedelta
from pathlib import Path

import pytest

from consultant.bootstrap import Services, blob_store, build, check, desk_of, hello_name, providers, smtp_account
from consultant.config import Settings, load
from consultant.db.engine import Database
from consultant.db.queries import mailboxes
from consultant.demo.processes import free_port
from consultant.domain.authorisations import Login
from consultant.domain.jobs import AttachLookups
from consultant.errors import ConfigError
from tests.conftest import SECRET
from tests.factories.make import Make


def settings(folder: Path, **more: object) -> Settings:
    return Settings(data_dir=folder, secret_key=SECRET, **more)  # type: ignore[arg-type]


def test_a_desk_is_wired_without_opening_a_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)

    services = build(
        settings(tmp_path, redis_url="redis://redis.nowhere.example/0", database_url="postgresql://nowhere.example/x")
    )

    assert isinstance(services.database, Database)
    services.close()


def test_two_desks_with_one_secret_know_each_others_tokens(tmp_path: Path):
    first, second = build(settings(tmp_path / "a")), build(settings(tmp_path / "b"))

    assert first.desk.token_key == second.desk.token_key
    for services in (first, second):
        services.close()


def test_the_desk_is_made_of_the_settings(tmp_path: Path):
    given = settings(
        tmp_path, undo_seconds=3, base_url="https://desk.example/", lease_seconds=7, closed_long_ago_days=2
    )
    services = build(given)

    desk = desk_of(given, services.keys)

    assert (desk.undo, desk.lease, desk.closed_long_ago) == (
        timedelta(seconds=3),
        timedelta(seconds=7),
        timedelta(days=2),
    )
    assert desk.base_url == "https://desk.example"
    services.close()


def test_what_a_transaction_asked_for_follows_its_commit(sqlite_services: Services, tmp_path: Path):
    from consultant.db import after

    services = build(
        settings(tmp_path, redis_url="redis://127.0.0.1:1/0", database_url=sqlite_services.settings.database)
    )

    with services.database.transaction() as tx:
        after.tell(tx, "ticket", ticket_id=1)
        after.wake(tx, 1, AttachLookups(1))

    services.close()


def test_an_account_is_a_mailbox_with_its_password_decrypted(sqlite_services: Services):
    mailbox_id = Make(sqlite_services).mailbox(secret=sqlite_services.keys.encrypt("mailbox", "pässword"))

    with sqlite_services.database.reading() as tx:
        account = sqlite_services.account(mailboxes.get(tx, mailbox_id))

    assert (account.password, account.username, account.folder) == ("pässword", "questions", "INBOX")


def test_an_account_without_a_password_has_the_way_to_its_token(sqlite_services: Services):
    mailbox_id = Make(sqlite_services).mailbox(login=Login.GOOGLE, secret=None)

    with sqlite_services.database.reading() as tx:
        account = sqlite_services.account(mailboxes.get(tx, mailbox_id))

    assert (account.password, account.token) == ("", sqlite_services.tokens.of(mailbox_id))


def test_the_smtp_server_is_signed_in_to_by_the_token_of_the_mailbox_that_is_named(
    sqlite_services: Services, tmp_path: Path
):
    mailbox_id = Make(sqlite_services).mailbox()
    without = smtp_account(settings(tmp_path), sqlite_services.tokens)
    given = smtp_account(settings(tmp_path, smtp={"mailbox": "main"}), sqlite_services.tokens)

    assert without.token is None
    assert given.token is not None
    assert given.token() == sqlite_services.tokens.of(mailbox_id)


def test_providers_are_as_the_settings_say(tmp_path: Path):
    found = providers(settings(tmp_path, base_url="https://desk.example/", microsoft={"tenant": "northfork.example"}))

    assert found[Login.MICROSOFT].token_url == "https://login.microsoftonline.com/northfork.example/oauth2/v2.0/token"
    assert {one.redirect_uri for one in found.values()} == {"https://desk.example/mailboxes/authorised"}
    assert all(
        one.token_url.startswith("https://") and one.authorise_url.startswith("https://") for one in found.values()
    )


def test_a_library_without_releases_is_empty(sqlite_services: Services):
    assert list(sqlite_services.library.releases) == []


@pytest.mark.parametrize(
    ("base_url", "name"),
    [
        ("http://127.0.0.1:8000", "localhost"),
        ("https://desk.example/", "desk.example"),
        ("https://desk.example:8443", "desk.example"),
    ],
)
def test_the_desk_greets_mail_servers_with_its_name(tmp_path: Path, base_url: str, name: str):
    assert hello_name(settings(tmp_path, base_url=base_url)) == name


def test_a_desk_that_is_whole_can_begin_without_redis_and_says_so_in_one_line(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CONSULTANT_SERVICE_HOST", "10.0.0.1")
    services = build(settings(tmp_path, database_url=sqlite_url, redis_url=f"redis://127.0.0.1:{free_port(0)}/0"))

    check(services)

    redis, others = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (redis["setting"], redis["why"]) == ("CONSULTANT_REDIS_URL", "Redis does not answer")
    assert "CONSULTANT_SERVICE_HOST" in others["variables"]
    services.close()


def test_a_desk_without_tables_cannot_begin(tmp_path: Path):
    services = build(settings(tmp_path))

    with pytest.raises(ConfigError, match=r"^CONSULTANT_DATABASE_URL: .* run: consultant db upgrade"):
        check(services)
    services.close()


def test_a_desk_whose_database_is_away_cannot_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("consultant.bootstrap.START_SECONDS", 0)
    services = build(settings(tmp_path, database_url=f"postgresql://desk@127.0.0.1:{free_port(0)}/desk"))

    with pytest.raises(ConfigError, match=r"^CONSULTANT_DATABASE_URL: no server listens at 127.0.0.1:"):
        check(services)
    services.close()


def test_mail_lies_where_the_settings_say_and_under_the_key_that_they_name(tmp_path: Path):
    key = "k" * 32

    sealed = blob_store(load(data_dir=tmp_path, blob_key=key))
    name = sealed.put(b"of a patient")
    remote = blob_store(load(data_dir=tmp_path, blob_store=f"memory://{tmp_path.name}", blob_key=key))

    assert b"patient" not in sealed.open_path(name).read_bytes()
    assert remote.get(remote.put(b"elsewhere")) == b"elsewhere"
