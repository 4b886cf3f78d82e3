"""Every row of the desk as it was at one moment, in a form that either kind of database takes.

No program of the database is needed, the desk goes on meanwhile, and a snapshot of SQLite can be written into PostgreSQL.
"""

import base64
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    Float,
    Integer,
    LargeBinary,
    Text,
    column,
    func,
    inspect,
    literal,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.elements import quoted_name
from sqlalchemy.types import TypeEngine

from consultant.db import models  # noqa: F401 - makes the metadata whole
from consultant.db.base import Base, BigInt, UtcDateTime
from consultant.db.engine import Database, take_its_time
from consultant.db.migrating import behind, config, references_unchecked
from consultant.errors import ConfigError

AT_ONCE = 500
KEPT_APART = ("alembic_version", "releases")
"""A place with these rows alone is empty: ``make setup`` leaves it so."""

Row = list[Any]


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table's name, and the kind of each column by its name."""

    name: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """How values of a kind of column travel: the type to write them as, and the way to JSON and back."""

    type: TypeEngine[Any]
    out: Callable[[Any], Any] = lambda value: value
    back: Callable[[Any], Any] = lambda value: value


KINDS: Mapping[str, Kind] = {
    "moment": Kind(UtcDateTime(), lambda value: value.isoformat(), dt.datetime.fromisoformat),
    "day": Kind(Date(), lambda value: value.isoformat(), dt.date.fromisoformat),
    "bytes": Kind(LargeBinary(), lambda value: base64.b64encode(value).decode(), base64.b64decode),
    "json": Kind(JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")),
    "truth": Kind(Boolean()),
    "whole": Kind(BigInt),
    "number": Kind(Float()),
    "text": Kind(Text()),
}
_KIND_OF: Sequence[tuple[type[TypeEngine[Any]], str]] = (
    (UtcDateTime, "moment"),
    (Date, "day"),
    (LargeBinary, "bytes"),
    (JSON, "json"),
    (Boolean, "truth"),
    (Integer, "whole"),
    (Float, "number"),
    (Text, "text"),
)


def kind_of(of: TypeEngine[Any]) -> str:
    """Return the kind of a column's type. Raises TypeError for one that nobody has thought of."""
    for known, name in _KIND_OF:
        if isinstance(of, known):
            return name
    if of.python_type is str:
        return "text"
    raise TypeError(f"a snapshot does not know columns of type {of!r}")


class Snapshot:
    """An open view of all rows at one moment."""

    def __init__(self, connection: Connection, revision: str) -> None:
        self._connection = connection
        self.revision = revision
        self.tables = [
            TableShape(one.name, {column.name: kind_of(column.type) for column in one.columns})
            for one in Base.metadata.sorted_tables
        ]

    def rows(self, shape: TableShape) -> Iterator[Row]:
        """Yield each row of a table as values that JSON can hold."""
        found = Base.metadata.tables[shape.name]
        ways = [KINDS[kind].out for kind in shape.columns.values()]
        result = self._connection.execution_options(yield_per=AT_ONCE).execute(
            select(found).order_by(*found.primary_key.columns)
        )
        for row in result:
            yield [None if value is None else way(value) for way, value in zip(ways, row, strict=True)]


@contextmanager
def taken(database: Database, migrations: Path) -> Iterator[Snapshot]:
    """Open a snapshot. Writers go on beside it. Raises ConfigError when the schema is not this version's."""
    engine = database.engine.execution_options(reading=True)
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with engine.connect() as connection:
        take_its_time(connection)
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision is None or revision != ScriptDirectory.from_config(config(migrations)).get_current_head():
            raise ConfigError(
                "CONSULTANT_DATABASE_URL: the database has not the schema of this version; run: consultant db upgrade"
            )
        yield Snapshot(connection, revision)
        connection.rollback()


def known(revision: str, migrations: Path) -> bool:
    """Whether this version can read rows of that schema."""
    scripts = ScriptDirectory.from_config(config(migrations))
    return any(script.revision == revision for script in scripts.walk_revisions())


def filled(database: Database) -> list[str]:
    """Return the tables that hold rows, but for what every new desk has."""
    with database.engine.connect() as connection:
        names = sorted(set(inspect(connection).get_table_names()) - set(KEPT_APART))
        return [
            name for name in names if connection.execute(select(literal(1)).select_from(table(name)).limit(1)).first()
        ]


def write(
    database: Database, migrations: Path, revision: str, tables: Iterable[tuple[TableShape, Iterable[Row]]]
) -> None:
    """Put the rows into an empty place and bring them to the newest schema, in one transaction: all or nothing."""
    with database.engine.connect() as connection, references_unchecked(connection), connection.begin():
        take_its_time(connection)
        _drop(connection)
        command.upgrade(config(migrations, connection), revision)
        with _references_checked_last(connection):
            for shape, rows in tables:
                _fill(connection, shape, rows)
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise ConfigError("the backup’s rows refer to rows that it does not hold; nothing was restored")
        command.upgrade(config(migrations, connection), "head")
    assert not behind(database, migrations)  # noqa: S101 - what the line before has done


def _drop(connection: Connection) -> None:
    cascade = " CASCADE" if connection.dialect.name == "postgresql" else ""
    quote = connection.dialect.identifier_preparer.quote
    for name in inspect(connection).get_table_names():
        connection.exec_driver_sql(f"DROP TABLE {quote(name)}{cascade}")


def _fill(connection: Connection, shape: TableShape, rows: Iterable[Row]) -> None:
    target = table(
        quoted_name(shape.name, quote=None), *(column(name, KINDS[kind].type) for name, kind in shape.columns.items())
    )
    ways = {name: KINDS[kind].back for name, kind in shape.columns.items()}
    waiting: list[dict[str, Any]] = []
    for row in rows:
        values = zip(ways.items(), row, strict=True)
        waiting.append({name: None if value is None else way(value) for (name, way), value in values})
        if len(waiting) == AT_ONCE:
            connection.execute(target.insert(), waiting)
            waiting = []
    if waiting:
        connection.execute(target.insert(), waiting)
    if connection.dialect.name == "postgresql":
        _set_sequences(connection, shape)


def _set_sequences(connection: Connection, shape: TableShape) -> None:
    """Let new rows count on from the highest id."""
    quote = connection.dialect.identifier_preparer.quote
    for name, kind in shape.columns.items():
        if kind == "whole":
            sequence = connection.execute(select(func.pg_get_serial_sequence(quote(shape.name), name))).scalar()
            if sequence is not None:
                highest = f"coalesce(max({quote(name)}), 0) + 1"
                connection.exec_driver_sql(f"SELECT setval('{sequence}', {highest}, false) FROM {quote(shape.name)}")  # noqa: S608


@contextmanager
def _references_checked_last(connection: Connection) -> Iterator[None]:
    """On PostgreSQL, check references when all rows are there: tables refer to each other in circles."""
    if connection.dialect.name != "postgresql":
        yield
        return
    quote = connection.dialect.identifier_preparer.quote
    inspector = inspect(connection)
    keys = [
        f"ALTER TABLE {quote(name)} ALTER CONSTRAINT {quote(key['name'])}"
        for name in inspector.get_table_names()
        for key in inspector.get_foreign_keys(name)
        if key["name"]
    ]
    for key in keys:
        connection.exec_driver_sql(f"{key} DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for key in keys:
        connection.exec_driver_sql(f"{key} NOT DEFERRABLE")
