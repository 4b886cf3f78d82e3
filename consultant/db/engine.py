"""The database: engines for SQLite and PostgreSQL, and the transactions that entry points open."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.orm import Session

from consultant.db import after
from consultant.db.away import why_away
from consultant.errors import ConfigError, TransientError

IDLE_SECONDS = 1.0
IDLE_IN_TRANSACTION_MS = 15_000
"""Our transactions wait for nobody between two statements: one that does belongs to a process or a machine that is frozen."""
LAST_PORT = 65535
WRITERS = 2

Tx = Session
"""An open transaction. Use cases take it first and never commit it."""


def build_engine(url: str, *, pool_size: int = 8) -> Engine:
    """Return an engine for a ``sqlite:///`` or ``postgresql+psycopg://`` address. Raises ConfigError for others."""
    unreadable = ConfigError(
        "CONSULTANT_DATABASE_URL: cannot be read; one looks like postgresql://desk:password@127.0.0.1:5432/desk"
    )
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise unreadable from None
    if address.port is not None and not 1 <= address.port <= LAST_PORT:
        raise unreadable
    if address.get_backend_name() == "sqlite":
        engine = create_engine(
            address,
            hide_parameters=True,
            connect_args={"timeout": 30, "isolation_level": None},
            pool_size=pool_size,
            max_overflow=32,
        )
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if address.get_backend_name() == "postgresql":
        engine = create_engine(
            address.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            pool_size=pool_size,
            max_overflow=32,
            connect_args={"connect_timeout": 5},
        )
        event.listen(engine, "connect", _configure_postgres)
        event.listen(engine, "checkin", _note_idle)
        event.listen(engine, "checkout", _ping_idle)
        event.listen(engine, "handle_error", _leave_standby)
        return engine
    raise ConfigError(
        "CONSULTANT_DATABASE_URL: names a database that the desk does not know; use sqlite:/// or postgresql://"
    )


def _configure_sqlite(connection: Any, _record: Any) -> None:
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # NORMAL may undo a committed "sent" at power loss
        "foreign_keys=ON",
        "busy_timeout=30000",
        "cache_size=-16384",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _configure_postgres(connection: Any, _record: Any) -> None:
    """Whoever stands still in the middle of a transaction loses it, and with it the rows that others wait for."""
    connection.execute(f"SET idle_in_transaction_session_timeout = {IDLE_IN_TRANSACTION_MS}").close()
    connection.commit()


def take_its_time(connection: Connection) -> None:
    """Let this transaction stand still between two statements, as one does that files are written or read beside."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")


def _note_idle(_connection: Any, record: Any) -> None:
    record.info["idle since"] = time.monotonic()


def _ping_idle(connection: Any, record: Any, _proxy: Any) -> None:
    """Try a connection that has lain idle before it is used; one that was lost is replaced, and nobody notices.

    A busy desk asks its database hundreds of times a second: a ping before each would double the way.
    """
    if time.monotonic() - record.info.get("idle since", float("inf")) > IDLE_SECONDS:
        try:
            connection.execute("SELECT 1").close()
            connection.rollback()
        except psycopg.Error as error:
            raise DisconnectionError from error


def _leave_standby(context: ExceptionContext) -> None:
    """After a fail-over the old server may live on and only read: its connections are as good as lost, all of them."""
    if getattr(context.original_exception, "sqlstate", None) == _READ_ONLY:
        context.is_disconnect = True


def _begin_sqlite(connection: Any) -> None:
    # A deferred transaction that turns into a writer fails with "locked" where an immediate one waits its turn.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


_PASSING_STATES = ("08", "40", "53", "55", "57", "58")
"""Classes of SQLSTATE that another attempt may not meet: connection, deadlock, resources, locks, shutdown, disk.

Source: PostgreSQL, "PostgreSQL Error Codes". Others, such as a limit that a row exceeds (54), come again with each attempt.
"""
_READ_ONLY = "25006"
_BEHIND = ("42P01", "42703")
LACKS_TABLES = "the database lacks tables of this version; run: consultant db upgrade"
_GENERIC = 1
"""SQLITE_ERROR: the statement itself is wrong. Every other OperationalError of SQLite is about locks or the disk."""


def _passing(error: DBAPIError) -> str | None:
    """Say what went wrong outside, when another attempt may succeed; None for what comes again with each attempt."""
    if error.connection_invalidated:
        return "the connection to the database was lost"
    state = getattr(error.orig, "sqlstate", None)
    code = getattr(error.orig, "sqlite_errorcode", None)
    if state in _BEHIND or (code == _GENERIC and str(error.orig).startswith(("no such table", "no such column"))):
        return LACKS_TABLES
    outside = state.startswith(_PASSING_STATES) if state else code != _GENERIC
    if isinstance(error, OperationalError) and outside:
        return f"the database did not answer ({type(error.orig).__name__})"
    return None


class Database:
    """One engine and its transactions. ``after_commit`` gets what a transaction asked for (db.after), and never raises."""

    def __init__(
        self, engine: Engine, *, after_commit: Callable[[Sequence[after.Effect]], None] = lambda _effects: None
    ) -> None:
        self.engine = engine
        self.writers = 1 if engine.dialect.name == "sqlite" else WRITERS
        """How many transactions of one task may write at the same time; SQLite lets one."""
        self._after_commit = after_commit
        self._reader = engine.execution_options(reading=True)

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        """Open a transaction that commits when the block ends and rolls back when it raises.

        A lost connection is raised as TransientError, so that jobs and loops try again.
        """
        with self._session(self.engine) as session:
            with session.begin():
                yield session
            effects = after.take(session)
        self.follow(effects)

    def follow(self, effects: Sequence[after.Effect]) -> None:
        """Do what a committed transaction asked for, of this process or of a child."""
        if effects:
            self._after_commit(effects)

    @contextmanager
    def reading(self) -> Iterator[Tx]:
        """Open a transaction that only reads; it holds no lock that a writer waits for."""
        with self._session(self._reader) as session:
            yield session
            session.expunge_all()  # what was read stays readable after the end
            session.rollback()

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        try:
            with Session(engine, expire_on_commit=False, autoflush=False) as session:
                yield session
        except DBAPIError as error:
            words = _passing(error)
            if words is None:
                raise
            raise TransientError(words) from error

    def wait_until_up(self, seconds: float) -> None:
        """Return when the database answers. Raises ConfigError that names the setting and the cause.

        At once where waiting cannot help, such as for a wrong password; else after ``seconds``.
        """
        deadline = time.monotonic() + seconds
        while True:
            try:
                with self._reader.connect() as connection:
                    connection.exec_driver_sql("SELECT 1").close()
            except DBAPIError as error:
                away = why_away(error, self.engine.url)
                if away.lasting or time.monotonic() > deadline:
                    raise ConfigError(f"CONSULTANT_DATABASE_URL: {away.words}") from error
                time.sleep(0.2)
            else:
                return

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()
