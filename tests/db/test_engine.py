import contextlib
import sqlite3
import threading
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from consultant.bootstrap import Services
from consultant.db import engine
from consultant.db.engine import Database, build_engine
from consultant.db.models import Lease
from consultant.db.queries import leases
from consultant.demo.processes import free_port
from consultant.errors import ConfigError, TransientError


@pytest.fixture
def database(database_url: str) -> Any:
    made = Database(build_engine(database_url))
    yield made
    made.dispose()


def test_a_transaction_commits_at_its_end_and_rolls_back_when_it_raises(services: Services):
    now = services.clock.now()
    with services.database.transaction() as tx:
        leases.take(tx, "kept", holder="a", now=now, until=now)
    with pytest.raises(RuntimeError), services.database.transaction() as tx:  # noqa: PT012 - the block is rolled back
        leases.take(tx, "lost", holder="a", now=now, until=now)
        raise RuntimeError

    with services.database.reading() as tx:
        assert [row.name for row in tx.query(Lease)] == ["kept"]


def test_two_writers_wait_for_each_other_and_readers_for_nobody(services: Services):
    now = services.clock.now()
    with services.database.transaction() as tx:
        leases.take(tx, "counted", holder="0", now=now, until=now - timedelta(seconds=1))
    held, counted = threading.Event(), []

    def count() -> None:
        with services.database.transaction() as tx:
            row = tx.get_one(Lease, "counted", with_for_update=True)
            held.set()
            row.holder = str(int(row.holder) + 1)

    with services.database.transaction() as tx:
        row = tx.get_one(Lease, "counted", with_for_update=True)
        row.holder = str(int(row.holder) + 1)
        tx.flush()
        second = threading.Thread(target=count)
        second.start()
        with services.database.reading() as reader:
            counted.append(reader.get_one(Lease, "counted").holder)
        assert not held.wait(0.2)
    second.join(10)
    with services.database.reading() as tx:
        counted.append(tx.get_one(Lease, "counted").holder)

    assert counted == ["0", "2"]


def test_what_was_read_stays_readable_and_nothing_that_is_read_is_written(services: Services):
    now = services.clock.now()
    with services.database.transaction() as tx:
        leases.take(tx, "a", holder="a", now=now, until=now)

    with services.database.reading() as tx:
        row = tx.get_one(Lease, "a")
        row.holder = "changed by mistake"

    assert row.until == now
    with services.database.reading() as tx:
        assert tx.get_one(Lease, "a").holder == "a"


def test_sqlite_keeps_what_it_committed_and_begins_as_a_writer(sqlite_url: str):
    database = Database(build_engine(sqlite_url))
    with database.reading() as tx:
        pragmas = {
            name: tx.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    said: list[str] = []
    from sqlalchemy import event

    event.listen(database.engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    with database.transaction() as tx:
        tx.execute(text("SELECT 1"))
    database.dispose()

    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}
    assert "BEGIN IMMEDIATE" in said


def test_foreign_keys_hold_on_both(services: Services):
    with pytest.raises(IntegrityError), services.database.transaction() as tx:
        tx.execute(text("INSERT INTO ticket_tags (ticket_id, tag) VALUES (987, 'a')"))


def test_errors_never_show_parameters(services: Services):
    marker = "marker of a patient"

    with pytest.raises(DBAPIError) as caught, services.database.transaction() as tx:
        tx.execute(text("INSERT INTO ticket_tags (ticket_id, tag) VALUES (NULL, :tag)"), {"tag": marker})

    assert f"'tag': '{marker}'" not in str(caught.value)
    assert "hidden" in str(caught.value)


@pytest.mark.postgres
def test_a_lost_connection_is_a_passing_error_and_heals(postgres_url: str):
    database = Database(build_engine(postgres_url))

    def lose() -> None:
        with psycopg.connect(postgres_url, autocommit=True) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    with pytest.raises(TransientError), database.transaction() as tx:  # noqa: PT012 - the line is lost inside
        tx.execute(text("SELECT 1"))
        lose()
        tx.execute(text("SELECT 1"))
    with database.transaction() as tx:
        assert tx.execute(text("SELECT 1")).scalar_one() == 1
    with pytest.raises(TransientError), database.transaction() as tx:  # noqa: PT012 - the line is lost before the commit
        tx.execute(text("SELECT 1"))
        lose()
    with database.reading() as tx:
        assert tx.execute(text("SELECT 1")).scalar_one() == 1
    database.dispose()


@pytest.mark.postgres
def test_a_server_that_only_reads_since_a_fail_over_is_left_with_every_connection(postgres_url: str):
    database = Database(build_engine(postgres_url))
    with contextlib.ExitStack() as held:
        for _ in range(3):
            tx = held.enter_context(database.transaction())
            tx.execute(text("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"))

    with pytest.raises(TransientError), database.transaction() as tx:
        tx.execute(text("DELETE FROM leases"))
    for _ in range(3):
        with database.transaction() as tx:
            tx.execute(text("DELETE FROM leases"))
    database.dispose()


@pytest.mark.postgres
def test_a_deadlock_is_a_passing_error_and_a_row_too_large_is_not(postgres_url: str):
    database = Database(build_engine(postgres_url))
    wide = "".join(chr(0x1F300 + number % 700) for number in range(990))
    with (
        pytest.raises(DBAPIError),
        database.transaction() as tx,
    ):
        tx.execute(
            text("INSERT INTO people (address, name, first_seen_at) VALUES (:address, '', now())"), {"address": wide}
        )
    with pytest.raises(TransientError), database.transaction() as tx:
        tx.execute(text("DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$"))
    database.dispose()


def test_a_server_that_is_not_there_is_named_by_its_setting():
    database = Database(build_engine(f"postgresql://desk:secret@127.0.0.1:{free_port(0)}/desk"))

    with pytest.raises(ConfigError, match=r"^CONSULTANT_DATABASE_URL: no server listens at") as caught:
        database.wait_until_up(0)
    assert "secret" not in str(caught.value)


@pytest.mark.postgres
def test_what_waiting_cannot_help_is_said_at_once(bare_postgres_url: str, monkeypatch: pytest.MonkeyPatch):
    database = Database(build_engine(bare_postgres_url + "_missing"))
    monkeypatch.setattr("consultant.db.engine.time.sleep", lambda _: pytest.fail("it waited"))

    with pytest.raises(ConfigError, match=r"^CONSULTANT_DATABASE_URL: the server has no database consultant_"):
        database.wait_until_up(60)


def test_a_server_that_comes_while_we_wait_is_met(sqlite_url: str, monkeypatch: pytest.MonkeyPatch):
    database = Database(build_engine(sqlite_url))
    away = [True, True]

    def answer(*_: object) -> None:
        if away:
            away.pop()
            raise sqlite3.OperationalError("database is locked")

    event.listen(database.engine, "do_connect", lambda *_: answer())
    monkeypatch.setattr("consultant.db.engine.time.sleep", lambda _: None)

    database.wait_until_up(60)

    assert away == []
    database.dispose()


def test_a_database_without_tables_is_named_as_such(bare_postgres_url: str, tmp_path: Any):
    for url in (bare_postgres_url, f"sqlite:///{tmp_path / 'empty.db'}"):
        database = Database(build_engine(url))
        with pytest.raises(TransientError, match="consultant db upgrade"), database.reading() as tx:
            tx.execute(text("SELECT * FROM tickets"))
        database.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://desk@localhost/desk",
        "no address at all",
        "postgresql://desk:pw@host:port/desk",
        "postgresql://desk:pw@host:99999/desk",
        "://",
        "oracle:",
    ],
)
def test_an_address_that_is_none_is_named_by_its_setting_and_not_repeated(url: str):
    with pytest.raises(ConfigError, match="CONSULTANT_DATABASE_URL") as caught:
        build_engine(url)

    assert "pw" not in str(caught.value)


def test_waiting_returns_as_soon_as_the_database_answers(database: Database):
    database.wait_until_up(5)


@pytest.mark.postgres
def test_who_stands_still_in_the_middle_of_a_transaction_loses_the_rows_that_others_wait_for(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine, "IDLE_IN_TRANSACTION_MS", 200)
    frozen, other = (Database(build_engine(postgres_url)) for _ in range(2))
    with frozen.transaction() as tx:
        tx.execute(text("CREATE TABLE held (id INTEGER)"))
        tx.execute(text("INSERT INTO held VALUES (1)"))

    def stands_still() -> None:
        with frozen.transaction() as tx:
            tx.execute(text("UPDATE held SET id = 2"))
            with other.transaction() as theirs:
                theirs.execute(text("UPDATE held SET id = 3"))  # waits until the first is undone
            tx.execute(text("UPDATE held SET id = 4"))

    with pytest.raises(TransientError, match="was lost"):
        stands_still()

    with other.reading() as tx:
        assert tx.scalar(text("SELECT id FROM held")) == 3
        engine.take_its_time(tx.connection())
        assert tx.scalar(text("SHOW idle_in_transaction_session_timeout")) == "0"
    frozen.dispose()
    other.dispose()
