"""ICD-10 indexes, tables and definitions over the active release files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from consultant.adapters.library.choosing import of_year, only
from consultant.adapters.library.index_file import IndexFile
from consultant.adapters.library.pcs_definition_file import PcsDefinitionFile
from consultant.adapters.library.pcs_table_file import PcsTableFile
from consultant.coding.edits import NotHeld
from consultant.coding.indexes import INDEXES, SEARCHED, SEARCHED_TABLES, Choices, IndexPath, Paths
from consultant.coding.releases.icd10_index import IndexTerm
from consultant.coding.releases.icd10pcs_definitions import Definition, DeviceKey
from consultant.coding.sets import Reference, System


class LibraryIndexes:
    """Implements ``coding.indexes.Indexes``; frozen, so that a check ends with the releases it began with."""

    def __init__(self, files: Iterable[object]) -> None:
        given = list(files)
        self._indexes = only(IndexFile, given)
        self._tables = only(PcsTableFile, given)
        self._definitions = only(PcsDefinitionFile, given)

    def paths_of(self, system: System, code: str, on: date) -> Paths:
        found: list[IndexPath] = []
        missing: list[NotHeld] = []
        for of in INDEXES.get(system, ()):
            file = of_year(self._indexes, of, on)
            if isinstance(file, NotHeld):
                missing.append(file)
            else:
                found.extend(file.paths_of(code))
        return Paths(tuple(found), tuple(missing))

    def searched(self, on: date) -> list[IndexFile]:
        """The indexes and tables of ICD-10-CM that the search reads on the date."""
        files = (of_year(self._indexes, of, on) for of in (*SEARCHED, *SEARCHED_TABLES))
        return [file for file in files if not isinstance(file, NotHeld)]

    def terms(self, of: Reference, on: date) -> Iterator[IndexTerm] | NotHeld:
        file = of_year(self._indexes, of, on)
        return file if isinstance(file, NotHeld) else file.terms()

    def pcs_choices(self, beginning: str, on: date) -> Choices | NotHeld | None:
        file = of_year(self._tables, Reference.PCS_TABLES, on)
        return file if isinstance(file, NotHeld) else file.choices(beginning)

    def pcs_definitions(self, section: str, position: int, title: str, on: date) -> tuple[Definition, ...] | NotHeld:
        file = of_year(self._definitions, Reference.PCS_DEFINITIONS, on)
        return file if isinstance(file, NotHeld) else file.definitions(section, position, title)

    def pcs_devices(self, value: str, title: str, on: date) -> tuple[DeviceKey, ...] | NotHeld:
        file = of_year(self._definitions, Reference.PCS_DEFINITIONS, on)
        return file if isinstance(file, NotHeld) else file.devices(value, title)
