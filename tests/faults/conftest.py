"""A desk of real processes for each fault test, on each kind of database."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from consultant.config import ROOT
from consultant.db.engine import Database, build_engine
from consultant.db.migrating import upgrade
from tests.conftest import POSTGRES
from tests.faults.desk import FaultDesk


@pytest.fixture
def fault_desk(database_url: str, tmp_path: Path) -> Iterator[FaultDesk]:
    desk = FaultDesk(database_url, tmp_path)
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def lasting_sqlite_url(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], str]:
    """Make a migrated database for many tests that follow each other; returns its address."""

    def make() -> str:
        path = tmp_path_factory.mktemp("lasting") / "desk.db"
        shutil.copy(sqlite_template, path)
        return f"sqlite:///{path}"

    return make


@pytest.fixture(scope="session")
def lasting_postgres_url(postgres_server: psycopg.Connection) -> Iterator[Callable[[], str]]:
    """The same on PostgreSQL."""
    names: list[str] = []

    def make() -> str:
        names.append(f"consultant_{uuid.uuid4().hex[:12]}")
        postgres_server.execute(f"CREATE DATABASE {names[-1]}")
        url = POSTGRES.rsplit("/", 1)[0] + "/" + names[-1]
        database = Database(build_engine(url))
        upgrade(database, ROOT / "migrations")
        database.dispose()
        return url

    yield make
    for name in names:
        postgres_server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
