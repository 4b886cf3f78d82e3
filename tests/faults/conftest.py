"""A desk of real processes for each fault test, on each kind of database."""

import shutil
import uuid
from collections.abc import Iterator
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
def lasting_sqlite_url(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a migrated database for many tests that follow each other."""
    path = tmp_path_factory.mktemp("lasting") / "desk.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def lasting_postgres_url(postgres_server: psycopg.Connection) -> Iterator[str]:
    """The same on PostgreSQL."""
    name = f"consultant_{uuid.uuid4().hex[:12]}"
    postgres_server.execute(f"CREATE DATABASE {name}")
    url = POSTGRES.rsplit("/", 1)[0] + "/" + name
    database = Database(build_engine(url))
    upgrade(database, ROOT / "migrations")
    database.dispose()
    yield url
    postgres_server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
