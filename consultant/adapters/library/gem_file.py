"""General equivalence mappings of one year, system and direction, as a release file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease, Described, Progress, source_of, write_file
from consultant.adapters.library.open_file import OpenFile
from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.crosswalks import Equivalent, dotted_icd9
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.gems import GemRow, read_gem
from consultant.coding.sets import Reference
from consultant.coding.systems import icd10cm, icd10pcs

LAYOUT = "gem 1"
TABLE = """
CREATE TABLE mapping (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT, approximate INTEGER NOT NULL,
    combination INTEGER NOT NULL, scenario INTEGER NOT NULL, choice_list INTEGER NOT NULL
)
"""
INDEXES = ("CREATE INDEX mapping_source ON mapping (source)", "CREATE INDEX mapping_target ON mapping (target)")
FIRST_DAY = date(2015, 10, 1)
"""ICD-10 is billed since then; a file that states no year counts from then."""
_BACKWARD = frozenset({Reference.GEM_BACKWARD, Reference.GEM_PCS_BACKWARD})
_PROCEDURES = frozenset({Reference.GEM_PCS, Reference.GEM_PCS_BACKWARD})
_YEAR = re.compile(r"(?<!\d)(20[12]\d)(?!\d)")


class GemFile(OpenFile):
    """Answers about one direction."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, LAYOUT)
        self.release = ReferenceRelease(system=Reference(self.meta["system"]), **self.said())

    def of_source(self, code: str) -> tuple[Equivalent, ...]:
        """The mappings of a code, in file order."""
        return self._found("source", code)

    def of_target(self, code: str) -> tuple[Equivalent, ...]:
        """The mappings that lead to a code, in file order."""
        return self._found("target", code)

    def _found(self, side: str, code: str) -> tuple[Equivalent, ...]:
        columns = "source, target, approximate, combination, scenario, choice_list"
        rows = self.rows(
            f"SELECT {columns} FROM mapping WHERE {side} = ? ORDER BY id",  # noqa: S608 - words from above
            code.replace(".", "").upper(),
        )
        return tuple(
            Equivalent(
                source=self._written(source, icd10=self.release.system in _BACKWARD),
                target=target and self._written(target, icd10=self.release.system not in _BACKWARD),
                approximate=bool(approximate),
                combination=bool(combination),
                scenario=scenario,
                choice_list=choice_list,
                release=self.release,
            )
            for source, target, approximate, combination, scenario, choice_list in rows
        )

    def _written(self, code: str, *, icd10: bool) -> str:
        procedure = self.release.system in _PROCEDURES
        if not icd10:
            return dotted_icd9(code, procedure=procedure)
        return code if procedure else icd10cm.normalise(code) or code


def build_gem(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build from mappings of either layout. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {path.name}")
    rows = list(read_gem(path))
    of = _set(path, rows)
    found = _YEAR.search(path.name)
    begins = effective or (date(int(found[1]) - 1, 10, 1) if found else FIRST_DAY)
    year = f"FY {begins.year + 1}" if found or effective else "of a year that the file does not state"
    described = Described(
        system=of,
        label=f"{of.title}, {year}",
        effective_from=begins,
        effective_to=None,
        importer="gems",
        sources=(source_of(path),),
    )

    def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
        connection.execute(TABLE)
        connection.executemany(
            "INSERT INTO mapping (source, target, approximate, combination, scenario, choice_list) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            ((row.source, row.target, row.approximate, row.combination, row.scenario, row.choice_list) for row in rows),
        )
        for statement in INDEXES:
            connection.execute(statement)
        codes = {row.source for row in rows}
        return {"mappings": len(rows), "codes": len(codes), "without a map": sum(row.no_map for row in rows)}

    return write_file(folder, described, LAYOUT, fill)


def _set(path: Path, rows: Sequence[GemRow]) -> Reference:
    """Which way the file leads; its ICD-10 codes are procedures where all have the shape of one."""
    backward = rows[0].from_icd10
    if any(row.from_icd10 is not backward for row in rows):
        raise UnreadableRelease(path.name, 1, "mappings in one direction")
    codes = [code for row in rows if (code := row.source if backward else row.target) is not None]
    if codes and all(icd10pcs.normalise(code) for code in codes):
        return Reference.GEM_PCS_BACKWARD if backward else Reference.GEM_PCS
    return Reference.GEM_BACKWARD if backward else Reference.GEM
