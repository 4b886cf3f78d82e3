"""One release file, opened read-only, whatever lies in it.

Files are immutable, so a connection maps them and takes no lock. Each thread of each process has its own connection.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from datetime import date
from pathlib import Path
from typing import Any, TypedDict

from consultant.coding.sets import Set, set_of
from consultant.errors import PermanentError


class OtherLayout(PermanentError):
    """The file was made by another version of the desk; its source must be imported again."""


class Said(TypedDict):
    """What the file says of itself, as the fields of a release have it."""

    sha256: str
    label: str
    effective_from: date
    effective_to: date | None
    sample: bool


class OpenFile:
    """An SQLite file of one release. ``layout`` is what the caller can read."""

    def __init__(self, path: Path, layout: str) -> None:
        self._path = path
        self._local = threading.local()
        self._first: sqlite3.Connection | None = None
        try:
            self.meta: dict[str, str] = dict(self.rows("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError as error:
            raise PermanentError(f"the release file {path.name} cannot be read: {error}") from error
        if self.meta["layout"] != layout:
            raise OtherLayout(f"the release file {path.name} has another layout: import its source again")

    @property
    def set(self) -> Set:
        """What the file holds."""
        return set_of(self.meta["system"])

    def said(self) -> Said:
        """What the file says of itself."""
        return Said(
            sha256=self._path.stem,
            label=self.meta["label"],
            effective_from=date.fromisoformat(self.meta["effective_from"]),
            effective_to=date.fromisoformat(self.meta["effective_to"]) if self.meta["effective_to"] else None,
            sample=bool(self.meta["sample"]),
        )

    def rows(self, statement: str, *values: object) -> list[Any]:
        """All rows of one statement."""
        return self._connection().execute(statement, values).fetchall()

    def _connection(self) -> sqlite3.Connection:
        # A forked child must not use its parent's connection.
        if getattr(self._local, "process", None) != os.getpid():
            self._local.connection, self._local.process = self._connected(), os.getpid()
        connection = self._local.connection
        assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - tells the type checker what is stored above
        return connection

    def _connected(self) -> sqlite3.Connection:
        uri = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        except sqlite3.OperationalError:
            # Tidied off the shelf while a check still holds it: the bytes are there as long as a connection is open.
            if self._first is None:
                raise
            return self._first
        connection.execute("PRAGMA mmap_size=1073741824")
        self._first = self._first or connection
        return connection


def layout_of(path: Path) -> str:
    """The layout that a release file was written in. Raises PermanentError."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            found = connection.execute("SELECT value FROM meta WHERE key = 'layout'").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise PermanentError(f"the release file {path.name} cannot be read: {error}") from error
    return str(found[0]) if found else ""
