"""Fixtures that all tests share: a migrated database of each kind, and a desk over ports in memory."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from consultant import logs
from consultant.adapters.blobs import FolderBlobs
from consultant.adapters.identities import Identities
from consultant.adapters.keys import Keys
from consultant.adapters.library.shelf import Shelf
from consultant.adapters.memory import HandClock, HeardEvents, HeardWake, MemoryMailer
from consultant.adapters.rendering import JinjaRenderer
from consultant.adapters.tokens import Tokens
from consultant.bootstrap import Services, desk_of, providers, smtp_account
from consultant.config import ROOT, Settings
from consultant.db import models  # noqa: F401 - makes the metadata whole
from consultant.db.after import Changed, Effect, Woken
from consultant.db.base import Base
from consultant.db.engine import Database, build_engine
from consultant.db.migrating import upgrade
from tests.factories.make import Make
from tests.factories.releases import build_shelf
from tests.servers.dovecot import Dovecot
from tests.servers.dovecot import available as dovecot_available
from tests.servers.mailhosts import DovecotHost, Inbox, MailHost, Pymap
from tests.servers.tokens import TokenServer

SECRET = "test secret of the desk, 32 characters and more"
POSTGRES = os.environ.get("CONSULTANT_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
NO_SKIP = os.environ.get("CONSULTANT_TEST_NO_SKIP") == "1"


def missing(what: str) -> None:
    """Skip with a plain reason, or fail where nothing may be skipped (.ci/run)."""
    if NO_SKIP:
        pytest.fail(f"{what}, and CONSULTANT_TEST_NO_SKIP=1 allows no skip")
    pytest.skip(what)


@pytest.fixture(autouse=True)
def _desk_logs() -> None:
    """Logs as the desk writes them: without them structlog prints each error with every local variable, and slowly."""
    logs.configure()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "desk.db"
    database = Database(build_engine(f"sqlite:///{path}"))
    upgrade(database, ROOT / "migrations")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[psycopg.Connection]:
    """A connection that may make databases."""
    try:
        admin = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        missing("no PostgreSQL server answers at CONSULTANT_TEST_POSTGRES (default 127.0.0.1:5432)")
        raise
    yield admin
    admin.close()


@pytest.fixture
def bare_postgres_url(postgres_server: psycopg.Connection) -> Iterator[str]:
    """Address of a PostgreSQL database without any table, dropped afterwards."""
    name = f"consultant_{uuid.uuid4().hex[:12]}"
    postgres_server.execute(f"CREATE DATABASE {name}")
    yield _postgres_url(name)
    postgres_server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgres_database(postgres_server: psycopg.Connection) -> Iterator[str]:
    """Address of a migrated database of this test process; ``postgres_url`` empties it for each test."""
    name = f"consultant_{uuid.uuid4().hex[:12]}"
    postgres_server.execute(f"CREATE DATABASE {name}")
    database = Database(build_engine(_postgres_url(name)))
    upgrade(database, ROOT / "migrations")
    database.dispose()
    yield _postgres_url(name)
    postgres_server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def postgres_url(postgres_database: str) -> str:
    """Address of a migrated, empty PostgreSQL database.

    Emptied row by row, with its sequences begun anew: making a database costs half a second, this a few milliseconds.
    """
    tables = [table.name for table in reversed(Base.metadata.sorted_tables)]
    with psycopg.connect(postgres_database, autocommit=True) as connection:
        # What an earlier test left open must neither hold a lock nor write later.
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        connection.execute("; ".join(f"DELETE FROM {table}" for table in tables))
        connection.execute("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'")
    return postgres_database


def _postgres_url(name: str) -> str:
    return POSTGRES.rsplit("/", 1)[0] + "/" + name


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """Address of a migrated, empty database; each test that uses it runs on both kinds."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Address of a migrated, empty SQLite database, for tests that the kind of database does not matter to."""
    shutil.copy(sqlite_template, tmp_path / "desk.db")
    return f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture(scope="session")
def shipped_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shelf with the releases that come with the desk: ICD-10-CM whole, HCPCS as a sample. Built once a machine."""
    return build_shelf(tmp_path_factory)


def build_services(url: str, folder: Path) -> Services:
    """Return a desk over ports in memory and a real database."""
    settings = Settings(data_dir=folder, database_url=url, undo_seconds=10, base_url="http://127.0.0.1:8000")
    events, wake = HeardEvents(), HeardWake()

    def after_commit(effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Woken):
                wake.wake(effect.job_id, effect.job)
            elif isinstance(effect, Changed):
                events.publish(effect.kind, effect.ids)

    keys = Keys(SECRET)
    blobs = FolderBlobs(folder / "blobs")
    clock, database = HandClock(), Database(build_engine(url), after_commit=after_commit)
    tokens = Tokens(database, keys, clock, providers(settings))
    return Services(
        settings=settings,
        desk=desk_of(settings, keys),
        keys=keys,
        database=database,
        clock=clock,
        blobs=blobs,
        events=events,
        wake=wake,
        renderer=JinjaRenderer(settings.templates_dir / "emails"),
        identity=Identities(database, keys, tokens, smtp_account(settings, tokens)),
        mailer=MemoryMailer(),
        tokens=tokens,
        shelf=Shelf(folder / "releases", blobs.open_path),
    )


@pytest.fixture
def services(database_url: str, tmp_path: Path) -> Iterator[Services]:
    """A desk on each kind of database."""
    built = build_services(database_url, tmp_path)
    yield built
    built.close()


@pytest.fixture
def sqlite_services(sqlite_url: str, tmp_path: Path) -> Iterator[Services]:
    """A desk on SQLite."""
    built = build_services(sqlite_url, tmp_path)
    yield built
    built.close()


@pytest.fixture
def make(services: Services) -> Make:
    """Makes what a test needs, on the same desk as ``services``."""
    return Make(services)


@pytest.fixture(scope="session")
def pymap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pymap]:
    host = Pymap(tmp_path_factory.mktemp("pymap"))
    yield host
    host.stop()


@pytest.fixture(scope="session")
def dovecot() -> Iterator[DovecotHost]:
    if not dovecot_available():
        missing("Dovecot is not installed")
    # Not below pytest's own folder: every pytest that starts closes that to other users, and Dovecot reads mail as one.
    with tempfile.TemporaryDirectory(prefix="consultant-dovecot-") as folder:
        host = DovecotHost(Path(folder))
        yield host
        host.stop()


@pytest.fixture
def token_server() -> Iterator[TokenServer]:
    """A provider that keeps mailboxes."""
    server = TokenServer()
    yield server
    server.stop()


@pytest.fixture
def checking_dovecot(token_server: TokenServer) -> Iterator[Dovecot]:
    """A Dovecot that asks the provider about each token (XOAUTH2)."""
    if not dovecot_available():
        missing("Dovecot is not installed")
    with tempfile.TemporaryDirectory(prefix="consultant-dovecot-") as folder:
        server = Dovecot(Path(folder), provider=token_server.address)
        yield server
        server.stop()


@pytest.fixture(params=["pymap", pytest.param("dovecot", marks=pytest.mark.dovecot)])
def inbox(request: pytest.FixtureRequest) -> Inbox:
    """An empty inbox on each kind of IMAP server."""
    host: MailHost = request.getfixturevalue(request.param)
    return host.inbox()
