"""Bring a database to the newest schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from consultant.db.engine import Database
from consultant.errors import ConfigError

_LOCK = 7_205_124_418
"""Advisory lock on PostgreSQL: two hosts that upgrade at once do it one after the other."""


def config(migrations: Path, connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; there is no ini file."""
    made = Config()
    made.set_main_option("script_location", str(migrations))
    made.set_main_option("file_template", "%%(year)d%%(month).2d%%(day).2d_%%(hour).2d%%(minute).2d_%%(slug)s")
    made.attributes["connection"] = connection
    return made


def upgrade(database: Database, migrations: Path) -> None:
    """Run the migrations that are missing. All or nothing on both databases."""
    with database.engine.connect() as connection, references_unchecked(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        command.upgrade(config(migrations, connection), "head")
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise ConfigError("CONSULTANT_DATABASE_URL: rows would lose what they refer to; nothing was upgraded")


@contextmanager
def references_unchecked(connection: Connection) -> Iterator[None]:
    """On SQLite a changed table is made anew and the old one dropped, and its dependents would be deleted with it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.driver_connection
    assert raw is not None  # noqa: S101 - a connection that was just opened
    raw.execute("PRAGMA foreign_keys=OFF").close()
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON").close()


def behind(database: Database, migrations: Path) -> bool:
    """Say whether the database lacks a migration. One that a newer version has brought further is not behind."""
    scripts = ScriptDirectory.from_config(config(migrations))
    with database.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in scripts.walk_revisions()}
    return current is None or (current in known and current != scripts.get_current_head())
