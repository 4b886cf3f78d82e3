"""Write the release file of a list of codes, its word index inside."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease, Described, Progress, write_file
from consultant.adapters.library.schema import CODE, INDEXES, LAYOUT, LEVEL, MODIFIER, TABLES
from consultant.adapters.library.word_index import write_analogies, write_order
from consultant.adapters.library.word_rows import write_rows
from consultant.coding.search.analogy import analogies
from consultant.coding.search.build import IndexedCode, build_rows
from consultant.coding.search.index import RowKind

_ROLES = {"chapter": LEVEL, "block": LEVEL, "modifier": MODIFIER}


@dataclass(slots=True)
class StoredEntry:
    """A row of the list on its way into the file. ``parent`` and ``last`` are positions; ``last`` ends the subtree."""

    code: str
    kind: str
    text: str
    billable: bool
    parent: int
    last: int
    added: date | None = None
    terminated: date | None = None
    notes: Sequence[tuple[str, str]] = ()
    facts: Sequence[tuple[str, str]] = ()
    phrases: tuple[tuple[RowKind, str], ...] = ()


def write_release(
    folder: Path,
    described: Described,
    entries: Sequence[StoredEntry],
    counts: Mapping[str, int],
    *,
    progress: Progress = lambda _: None,
) -> BuiltRelease:
    """Write ``entries`` and their word index as ``<folder>/<sha256>.release``; a failure leaves nothing behind."""

    def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
        for statement in filter(str.strip, TABLES.split(";")):
            connection.execute(statement)
        progress(f"writing {len(entries):,} rows")
        _write_entries(connection, entries)
        progress("indexing words")
        _write_index(connection, entries)
        connection.execute(INDEXES)
        return counts

    return write_file(folder, described, LAYOUT, fill)


def _write_entries(connection: sqlite3.Connection, entries: Sequence[StoredEntry]) -> None:
    connection.executemany(
        "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                place,
                entry.code,
                _ROLES.get(entry.kind, CODE),
                entry.kind,
                entry.text,
                int(entry.billable),
                entry.parent,
                entry.last,
                entry.added.isoformat() if entry.added else None,
                entry.terminated.isoformat() if entry.terminated else None,
            )
            for place, entry in enumerate(entries)
        ),
    )
    for table, rows in (("note", [entry.notes for entry in entries]), ("fact", [entry.facts for entry in entries])):
        connection.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?)",  # noqa: S608 - the table's name is one of two words above
            ((at, place, kind, text) for at, found in enumerate(rows) for place, (kind, text) in enumerate(found)),
        )


def _write_index(connection: sqlite3.Connection, entries: Sequence[StoredEntry]) -> None:
    """Index every entry that has phrases; generated seventh characters stand behind their code as its choices."""
    numbers: dict[int, int] = {}
    codes: list[IndexedCode] = []
    for place, entry in enumerate(entries):
        if entry.phrases:
            numbers[place] = len(codes)
            codes.append(IndexedCode(entry.code, numbers.get(entry.parent, -1), entry.phrases))
    sevenths = _sevenths(entries)
    rows = build_rows(codes, {meaning for choices in sevenths.values() for _, meaning in choices})
    write_rows(connection, rows)
    write_order(connection, rows, {numbers[place]: choices for place, choices in sevenths.items()})
    write_analogies(connection, analogies(_pairs(entries)))


def _pairs(entries: Sequence[StoredEntry]) -> Iterator[tuple[str, str]]:
    """Each term with the title that it stands under."""
    for entry in entries:
        for kind, text in entry.phrases:
            if kind in (RowKind.INCLUSION, RowKind.INCLUDES, RowKind.NOTE):
                yield text, entry.text


def _sevenths(entries: Sequence[StoredEntry]) -> dict[int, list[tuple[str, str]]]:
    """Seventh characters with their meanings, by the position of the code that demands them."""
    found: dict[int, list[tuple[str, str]]] = {}
    for entry in entries:
        if entry.kind == "seventh":
            meaning = entry.text.removeprefix(entries[entry.parent].text).removeprefix(", ")
            found.setdefault(entry.parent, []).append((entry.code[-1], meaning))
    return found
