"""The ICD-10-PCS definitions of one year and the keys of its devices, as a release file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease, Described, Progress, source_of, write_file
from consultant.adapters.library.icd10_lists import release_dates
from consultant.adapters.library.open_file import OpenFile
from consultant.coding.catalogue import ReferenceRelease, day
from consultant.coding.releases.icd10pcs_definitions import (
    Definition,
    DeviceKey,
    read_pcs_definitions,
    version_of_definitions,
)
from consultant.coding.sets import Reference

LAYOUT = "pcs definitions 1"
DEFINITIONS = """
CREATE TABLE definition (
    id INTEGER PRIMARY KEY, section TEXT NOT NULL, position INTEGER NOT NULL, axis TEXT NOT NULL, titles TEXT NOT NULL,
    definition TEXT NOT NULL, explanation TEXT NOT NULL, includes TEXT NOT NULL
)
"""
TITLES = """
CREATE TABLE title (section TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, definition INTEGER NOT NULL,
PRIMARY KEY (section, position, title, definition)) WITHOUT ROWID
"""
DEVICES = """
CREATE TABLE device (id INTEGER PRIMARY KEY, device TEXT NOT NULL, operation TEXT NOT NULL, body_systems TEXT NOT NULL,
value TEXT NOT NULL, parent TEXT NOT NULL)
"""


class PcsDefinitionFile(OpenFile):
    """Answers about the definitions of one year."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, LAYOUT)
        self.release = ReferenceRelease(system=Reference(self.meta["system"]), **self.said())

    def definitions(self, section: str, position: int, title: str) -> tuple[Definition, ...]:
        """What a value means, by its words in any case; empty for none."""
        found = self.rows(
            "SELECT d.section, d.position, axis, titles, d.definition, explanation, includes FROM title "
            "JOIN definition AS d ON d.id = title.definition "
            "WHERE title.section = ? AND title.position = ? AND title = ? ORDER BY d.id",
            section,
            position,
            title.casefold(),
        )
        return tuple(
            Definition(at, place, axis, tuple(json.loads(titles)), meaning, explanation, tuple(json.loads(includes)))
            for at, place, axis, titles, meaning, explanation, includes in found
        )

    def devices(self, value: str, title: str) -> tuple[DeviceKey, ...]:
        """Devices of their own that count under a value with these words."""
        found = self.rows(
            "SELECT device, operation, body_systems, value, parent FROM device WHERE value = ? AND parent = ? ORDER BY id",
            value,
            title,
        )
        return tuple(
            DeviceKey(device, operation, tuple(json.loads(systems)), under, parent)
            for device, operation, systems, under, parent in found
        )


def build_pcs_definitions(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build from the ICD-10-PCS definitions. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {path.name}")
    begins, ends = release_dates(path, version_of_definitions(path), effective)
    described = Described(
        system=Reference.PCS_DEFINITIONS,
        label=f"{Reference.PCS_DEFINITIONS.title} FY {ends.year}, release of {day(begins)}",
        effective_from=begins,
        effective_to=ends,
        importer="icd10pcs_definitions",
        sources=(source_of(path),),
    )

    def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
        for statement in (DEFINITIONS, TITLES, DEVICES):
            connection.execute(statement)
        for found in read_pcs_definitions(path):
            if isinstance(found, Definition):
                _define(connection, found)
            else:
                connection.execute(
                    "INSERT INTO device (device, operation, body_systems, value, parent) VALUES (?, ?, ?, ?, ?)",
                    (found.device, found.operation, _json(found.body_systems), found.value, found.parent),
                )
        counted = "SELECT (SELECT count(*) FROM definition), (SELECT count(*) FROM device)"
        definitions, devices = connection.execute(counted).fetchone()
        return {"definitions": definitions, "devices": devices}

    return write_file(folder, described, LAYOUT, fill)


def _define(connection: sqlite3.Connection, found: Definition) -> None:
    place = connection.execute(
        "INSERT INTO definition (section, position, axis, titles, definition, explanation, includes) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            found.section,
            found.position,
            found.axis,
            _json(found.titles),
            found.definition,
            found.explanation,
            _json(found.includes),
        ),
    ).lastrowid
    connection.executemany(
        "INSERT OR IGNORE INTO title VALUES (?, ?, ?, ?)",
        ((found.section, found.position, title.casefold(), place) for title in found.titles),
    )


def _json(values: tuple[str, ...]) -> str:
    return json.dumps(values, ensure_ascii=False)
