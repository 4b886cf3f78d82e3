"""Build release files of coverage policies: from the tables of one export, and from an index of titles."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import assert_never

from consultant.adapters.library.building import BuiltRelease, Described, Progress, source_of, write_file
from consultant.adapters.library.policy_file import INDEXES, LAYOUT, TABLES
from consultant.coding.catalogue import day
from consultant.coding.policies import ARTICLE, LCD, NCD
from consultant.coding.releases.coverage_database import (
    ContractorRow,
    CoverageRow,
    JurisdictionRow,
    PolicyContractorRow,
    PolicyDiagnosisRow,
    PolicyGroupRow,
    PolicyProcedureRow,
    PolicyRow,
    StateRow,
    read_coverage,
    table_of,
)
from consultant.coding.releases.coverage_index import read_index
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.sets import Reference

_SETS = {
    frozenset({NCD}): Reference.COVERAGE_NCD,
    frozenset({LCD}): Reference.COVERAGE_LCD,
    frozenset({ARTICLE}): Reference.COVERAGE_ARTICLES,
}
_DOCUMENTS = {"ncd_trkg": NCD, "lcd": LCD, "article": ARTICLE}
_COMMON = ("contractor", "contractor_jurisdiction", "state_lookup")
# Without these an answer would be silently short of codes, or of states.
_NEEDED = {
    "ncd_trkg": (),
    "lcd": ("lcd_x_contractor", *_COMMON),
    "article": (
        "article_x_hcpc_code",
        "article_x_icd10_covered",
        "article_x_icd10_noncovered",
        "article_x_contractor",
        *_COMMON,
    ),
}


def build_coverage(
    parts: Sequence[Path],
    folder: Path,
    *,
    effective: date | None = None,
    progress: Progress = lambda _: None,
    read: Callable[[int], object] = lambda _: None,
) -> BuiltRelease:
    """Build from all tables of one export, in any order; ``read`` is told of bytes as they are read.

    Its first day is the one told, else the newest day on which a document was touched. Raises UnreadableRelease, also
    where a table is missing; a failure leaves nothing.
    """
    documents = _whole(parts)
    of = _SETS.get(frozenset(_DOCUMENTS[table] for table in documents), Reference.COVERAGE)
    begins = effective or _touched([path for path in parts if table_of(path) in _DOCUMENTS])

    def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
        for statement in TABLES:
            connection.execute(statement)
        filling = _Filling(connection)
        for path in parts:
            progress(f"reading {path.name}")
            for row in read_coverage(path):
                filling.keep(row)
            read(path.stat().st_size)
        return filling.finished()

    described = Described(
        system=of,
        label=f"{of.title}, as of {day(begins)}",
        effective_from=begins,
        effective_to=None,
        importer="coverage_database",
        sources=tuple(source_of(path) for path in parts),
    )
    return write_file(folder, described, LAYOUT, fill)


def build_coverage_index(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build from an index of documents, which has no code lists. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {path.name}")
    rows = list(read_index(path))
    begins = effective or max((row.updated for row in rows if row.updated), default=None)
    if begins is None:
        raise UnreadableRelease(path.name, 1, "a day of update; say --effective YYYY-MM-DD")
    of = Reference.COVERAGE_INDEX

    def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
        for statement in TABLES:
            connection.execute(statement)
        filling = _Filling(connection)
        for row in rows:
            place = filling.document(
                (row.kind, row.id, row.version), row.display, row.title, row.effective, row.retired
            )
            for name, _ in row.contractors:
                filling.issued(place, filling.contractor(name, "", ""), name)
        return filling.finished()

    described = Described(
        system=of,
        label=f"{of.title}, as of {day(begins)}",
        effective_from=begins,
        effective_to=None,
        importer="coverage_index",
        sources=(source_of(path),),
    )
    return write_file(folder, described, LAYOUT, fill)


def _whole(parts: Sequence[Path]) -> list[str]:
    """The tables of documents among the parts. Raises UnreadableRelease where they lack what belongs to them."""
    tables = {table_of(path) for path in parts}
    documents = [table for table in _DOCUMENTS if table in tables]
    if not documents:
        expected = "documents (a table ncd_trkg, lcd or article) in the same import as this table"
        raise UnreadableRelease(parts[0].name, 1, expected)
    missing = sorted({needed for table in documents for needed in _NEEDED[table]} - tables)
    if missing:
        raise UnreadableRelease(parts[0].name, 1, f"in the same import also the tables {', '.join(missing)}")
    return documents


def _touched(documents: Sequence[Path]) -> date:
    """The newest day on which a document was touched."""
    days = (row.updated for path in documents for row in read_coverage(path) if isinstance(row, PolicyRow))
    newest = max((touched for touched in days if touched), default=None)
    if newest is None:
        raise UnreadableRelease(documents[0].name, 1, "a day of the last update; say --effective YYYY-MM-DD")
    return newest


class _Filling:
    """Rows on their way into the file; documents and contractors are numbered as they are first named."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._write = connection.execute
        self._policies: dict[tuple[str, str, str], int] = {}
        self._contractors: dict[tuple[str, str, str], int] = {}

    def keep(self, row: CoverageRow) -> None:
        match row:
            case PolicyRow():
                self.document((row.kind, row.id, row.version), row.display, row.title, row.effective, row.ends)
            case PolicyProcedureRow():
                self._procedure(row)
            case PolicyDiagnosisRow():
                place = self.policy(ARTICLE, row.id, row.version)
                listed = (row.code, 1 if row.covered else 2, place, row.group, row.starred)
                self._write("INSERT INTO code VALUES (?, ?, ?, ?, ?)", listed)
            case PolicyContractorRow():
                place = self.policy(row.kind, row.id, row.version)
                self.issued(place, self.contractor(row.contractor, row.contractor_type, row.contractor_version), "")
            case ContractorRow():
                place = self.contractor(row.id, row.type, row.version)
                self._write("UPDATE contractor SET name = ? WHERE id = ?", (row.name, place))
            case JurisdictionRow():
                place = self.contractor(row.contractor, row.contractor_type, row.contractor_version)
                self._write("INSERT INTO serves VALUES (?, ?, ?)", (place, row.state_id, row.ends and str(row.ends)))
            case StateRow():
                self._write("INSERT OR REPLACE INTO state VALUES (?, ?)", (row.id, row.code))
            case PolicyGroupRow():
                pass  # paragraphs stay with the document at cms.gov
            case _:
                assert_never(row)

    def policy(self, kind: str, number: str, version: str) -> int:
        """The number of a version of a document."""
        return self._policies.setdefault((kind, number, version), len(self._policies) + 1)

    def contractor(self, number: str, kind: str, version: str) -> int:
        """The number of a version of a contractor, noted when it is first named."""
        place = self._contractors.setdefault((number, kind, version), len(self._contractors) + 1)
        if place == len(self._contractors):
            self._write("INSERT OR IGNORE INTO contractor (id) VALUES (?)", (place,))
        return place

    def document(
        self, key: tuple[str, str, str], display: str, title: str, effective: date | None, ends: date | None
    ) -> int:
        """Note what a document (kind, number, version) is, and return its number; of two rows of it the last counts."""
        place = self.policy(*key)
        days = (effective and str(effective), ends and str(ends))
        self._write(
            "INSERT OR REPLACE INTO policy VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (place, *key, display, title, *days)
        )
        return place

    def issued(self, place: int, contractor: int, name: str) -> None:
        """Note who issued a document."""
        self._write("INSERT OR IGNORE INTO issuer VALUES (?, ?)", (place, contractor))
        if name:
            self._write("UPDATE contractor SET name = ? WHERE id = ?", (name, contractor))

    def _procedure(self, row: PolicyProcedureRow) -> None:
        place = self.policy(row.kind, row.id, row.version)
        first, _, last = row.code.partition("-")
        if last:
            self._write("INSERT INTO span VALUES (?, ?, ?, ?)", (first, last, place, row.group))
        else:
            self._write("INSERT INTO code VALUES (?, 0, ?, ?, 0)", (first, place, row.group))

    def finished(self) -> Mapping[str, int]:
        """Leave out what belongs to no document of the export, index the rest, and count."""
        without = "DELETE FROM {} WHERE policy NOT IN (SELECT id FROM policy)"
        left = sum(self._write(without.format(table)).rowcount for table in ("code", "span"))
        for statement in INDEXES:
            self._write(statement)
        counted = "SELECT (SELECT count(*) FROM policy), (SELECT count(*) FROM code) + (SELECT count(*) FROM span)"
        policies, codes = self._write(counted).fetchone()
        counts = {"policies": policies, "code rows": codes, "code rows without a document": left}
        return {name: count for name, count in counts.items() if count or name == "policies"}
