import socket
from datetime import timedelta
from pathlib import Path

import pytest

from consultant.bootstrap import Services, build, desk_of, hello_name, make_folder
from consultant.config import Settings
from consultant.db.engine import Database
from consultant.db.queries import mailboxes
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


def test_a_library_without_releases_is_empty(sqlite_services: Services):
    assert list(sqlite_services.library.releases) == []


@pytest.mark.parametrize(
    ("base_url", "name"),
    [
        ("http://127.0.0.1:8000", "localhost"),
        ("https://desk.example/x", "desk.example"),
        ("https://desk.example:8443", "desk.example"),
    ],
)
def test_the_desk_greets_mail_servers_with_its_name(tmp_path: Path, base_url: str, name: str):
    assert hello_name(settings(tmp_path, base_url=base_url)) == name


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("consultant.bootstrap.os.access", lambda *_: False)

    with pytest.raises(ConfigError, match="CONSULTANT_DATA_DIR"):
        make_folder(settings(tmp_path))
