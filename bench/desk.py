"""A desk for the benches: real adapters, a database of its own, no patient and no person."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from consultant.bootstrap import Services, build
from consultant.config import ROOT, load
from consultant.db.migrating import upgrade
from consultant.services import mailboxes

POSTGRES = os.environ.get("CONSULTANT_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """Give addresses of new databases by kind; PostgreSQL where a server answers."""
    with tempfile.TemporaryDirectory(dir=ROOT / "var" if (ROOT / "var").is_dir() else None) as folder:
        found = {"sqlite": f"sqlite:///{folder}/bench.db"}
        name = f"consultant_bench_{uuid.uuid4().hex[:8]}"
        try:
            with psycopg.connect(POSTGRES, autocommit=True, connect_timeout=2) as admin:
                admin.execute(f"CREATE DATABASE {name}")
            found["postgres"] = POSTGRES.rsplit("/", 1)[0] + "/" + name
        except psycopg.OperationalError:
            print("no PostgreSQL answers: SQLite alone is measured")
        try:
            yield found
        finally:
            if "postgres" in found:
                with psycopg.connect(POSTGRES, autocommit=True) as admin:
                    admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def desk(url: str, **settings: object) -> Iterator[Services]:
    """Give a desk with its tables; unless told, its Redis is one that nobody answers at, so nothing but the database is measured."""
    with tempfile.TemporaryDirectory(dir=ROOT / "var" if (ROOT / "var").is_dir() else None) as folder:
        services = build(
            load(
                **{
                    "data_dir": Path(folder),
                    "database_url": url,
                    "redis_url": "redis://127.0.0.1:1/0",
                    "log_level": "ERROR",
                    **settings,
                }
            )
        )
        upgrade(services.database, ROOT / "migrations")
        yield services
        services.close()


def add_mailbox(
    services: Services, *, host: str = "127.0.0.1", port: int = 143, username: str = "questions", password: str = ""
) -> int:
    """Add the mailbox that is read."""
    with services.database.transaction() as tx:
        return mailboxes.add(
            tx,
            mailboxes.NewMailbox(
                name="bench",
                address="questions@desk.example",
                display_name="Desk",
                host=host,
                port=port,
                tls="none",
                username=username,
                secret=services.keys.encrypt("mailbox", password),
                folder="INBOX",
                after_intake="flag",
                move_to=None,
                who_may_ask="anyone",
                allowed=(),
                blocked=(),
                read_from=None,
            ),
        )
