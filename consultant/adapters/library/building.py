"""How a release file comes to be: aside, checked, flushed, then renamed to the hash of its bytes."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from consultant.coding.sets import Set

Progress = Callable[[str], None]
META = "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"


@dataclass(frozen=True, slots=True)
class Source:
    """An official file that a release was read from."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Described:
    """What is said about a release before its rows are read."""

    system: Set
    label: str
    effective_from: date
    effective_to: date | None
    importer: str
    sources: tuple[Source, ...]
    sample: bool = False


@dataclass(frozen=True, slots=True)
class BuiltRelease:
    """A finished release file and what the desk's database keeps about it. ``size`` in bytes."""

    path: Path
    sha256: str
    size: int
    described: Described
    counts: Mapping[str, int]


def source_of(path: Path) -> Source:
    """A file's name and the SHA-256 of its bytes."""
    with path.open("rb") as opened:
        return Source(path.name, hashlib.file_digest(opened, "sha256").hexdigest())


def write_file(
    folder: Path, described: Described, layout: str, fill: Callable[[sqlite3.Connection], Mapping[str, int]]
) -> BuiltRelease:
    """Write ``<folder>/<sha256>.release``. ``fill`` makes the tables and their rows, and returns what it counted.

    A failure leaves nothing behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="building-", suffix=".part", dir=folder)
    os.close(handle)
    part = Path(name)
    try:
        connection = sqlite3.connect(part, isolation_level=None)
        try:
            connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;")
            connection.execute("BEGIN")
            connection.execute(META)
            counts = dict(fill(connection))
            _write_meta(connection, described, layout, counts)
            connection.execute("COMMIT")
        finally:
            connection.close()
        return _shelved(part, described, counts)
    finally:
        part.unlink(missing_ok=True)


def _write_meta(connection: sqlite3.Connection, described: Described, layout: str, counts: Mapping[str, int]) -> None:
    meta = {
        "layout": layout,
        "system": described.system.value,
        "label": described.label,
        "effective_from": described.effective_from.isoformat(),
        "effective_to": described.effective_to.isoformat() if described.effective_to else "",
        "sample": "1" if described.sample else "",
        "importer": described.importer,
        "sources": json.dumps([{"name": source.name, "sha256": source.sha256} for source in described.sources]),
        "counts": json.dumps(counts, sort_keys=True),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())


def _shelved(part: Path, described: Described, counts: Mapping[str, int]) -> BuiltRelease:
    with part.open("rb") as opened:
        os.fsync(opened.fileno())
        key = hashlib.file_digest(opened, "sha256").hexdigest()
    final = part.with_name(f"{key}.release")
    size = part.stat().st_size
    part.chmod(0o444)
    part.replace(final)
    return BuiltRelease(final, key, size, described, dict(counts))
