"""An ICD-10 index or table of drugs or neoplasms, as a release file: its lines, and the codes that they lead to."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import cached_property
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease, Described, Progress, source_of, write_file
from consultant.adapters.library.icd10_lists import release_dates
from consultant.adapters.library.open_file import OpenFile
from consultant.adapters.library.word_index import StoredListing, write_order
from consultant.adapters.library.word_rows import StoredRows, write_rows
from consultant.coding.catalogue import ReferenceRelease, day
from consultant.coding.indexes import SEARCHED, SEARCHED_TABLES, IndexPath
from consultant.coding.releases.icd10_index import IndexKind, IndexTerm, describe_index, read_index
from consultant.coding.search.build import build_rows
from consultant.coding.search.index import Table, WordIndex
from consultant.coding.search.index_lines import index_phrases, table_lines
from consultant.coding.search.spoken import Speech
from consultant.coding.sets import Reference

LAYOUT = "index 3"
TERMS = "CREATE TABLE term (id INTEGER PRIMARY KEY, path TEXT NOT NULL, said TEXT NOT NULL)"
LEADS = """
CREATE TABLE lead (code TEXT NOT NULL, term INTEGER NOT NULL, col TEXT NOT NULL, printed TEXT NOT NULL,
PRIMARY KEY (code, term, col, printed)) WITHOUT ROWID
"""
_SETS = {
    IndexKind.ALPHABETIC: Reference.CM_INDEX,
    IndexKind.EXTERNAL_CAUSES: Reference.CM_EXTERNAL,
    IndexKind.DRUGS: Reference.CM_DRUGS,
    IndexKind.NEOPLASMS: Reference.CM_NEOPLASMS,
    IndexKind.PROCEDURES: Reference.PCS_INDEX,
}
_FIELDS = tuple(field.name for field in fields(IndexTerm) if field.name != "path")
_CODE = re.compile(r"[0-9A-Z]{3,7}")
_LEAST = 3
# ICD-10-PCS: "Resection, Uterus 0UT9" names the beginning of its codes at its end.
_SEEN = re.compile(r" ([0-9BCDFGHX][0-9A-HJ-NP-Z]{2,6})$")


class IndexFile(OpenFile):
    """Answers about one index of one release."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, LAYOUT)
        self.release = ReferenceRelease(system=Reference(self.meta["system"]), **self.said())

    @cached_property
    def lines(self) -> StoredRows:
        """The words of its lines: phrases of codes, or the lines of a table with columns."""
        return StoredRows(self)

    @cached_property
    def table(self) -> Table:
        """Its lines with their columns."""
        packed = self.rows("SELECT data FROM packed WHERE name = 'cells'")[0][0]
        speech = Speech.SUBSTANCES if self.set is Reference.CM_DRUGS else Speech.CM
        return Table(WordIndex(StoredListing(self), speech=speech), json.loads(packed))

    def paths_of(self, code: str) -> list[IndexPath]:
        """Lines that lead to a code or to a beginning of it, the longest beginnings first, then as printed."""
        bare = _bare(code)
        beginnings = [bare[:length] for length in range(_LEAST, len(bare) + 1)]
        marks = ", ".join("?" * len(beginnings))
        leads = f"SELECT term, col, printed, code FROM lead WHERE code IN ({marks})"  # noqa: S608 - marks alone
        found = self.rows(
            f"SELECT path, said, col, printed FROM ({leads}) JOIN term ON term.id = term "  # noqa: S608 - as above
            "ORDER BY length(code) DESC, term, col",
            *beginnings,
        )
        return [
            IndexPath(tuple(json.loads(path)), _term(path, said).nonessential, column, printed, self.release)
            for path, said, column, printed in found
        ]

    def terms(self) -> Iterator[IndexTerm]:
        """Every line, in printed order."""
        for path, said in self.rows("SELECT path, said FROM term ORDER BY id"):
            yield _term(path, said)


def build_index(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build from an index of either system. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {path.name}")
    about = describe_index(path)
    of = _SETS[about.kind]
    begins, ends = release_dates(path, about.year if re.fullmatch(r"20\d\d", about.year) else None, effective)
    described = Described(
        system=of,
        label=f"{of.title} FY {ends.year}, release of {day(begins)}",
        effective_from=begins,
        effective_to=ends,
        importer="icd10_index",
        sources=(source_of(path),),
    )

    def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
        connection.execute(TERMS)
        connection.execute(LEADS)
        for place, term in enumerate(read_index(path)):
            said = {name: value for name in _FIELDS if (value := getattr(term, name))}
            connection.execute("INSERT INTO term VALUES (?, ?, ?)", (place, _json(term.path), _json(said)))
            connection.executemany(
                "INSERT OR IGNORE INTO lead VALUES (?, ?, ?, ?)",
                ((code, place, column, printed) for code, column, printed in _leads(term)),
            )
        counted = "SELECT (SELECT count(*) FROM term), (SELECT count(DISTINCT code) FROM lead)"
        _write_words(connection, path, of)
        terms, codes = connection.execute(counted).fetchone()
        return {"terms": terms, "codes": codes}

    return write_file(folder, described, LAYOUT, fill)


def _write_words(connection: sqlite3.Connection, path: Path, of: Reference) -> None:
    """What the search reads; the index of ICD-10-PCS leads to beginnings of codes alone and has none."""
    if of in SEARCHED_TABLES:
        lines, cells = table_lines(read_index(path))
        rows = build_rows(lines)
        write_rows(connection, rows)
        write_order(connection, rows)
        connection.execute("INSERT INTO packed VALUES ('cells', ?)", (_json(cells).encode(),))
    elif of in SEARCHED:
        write_rows(connection, build_rows(index_phrases(read_index(path))))


def _leads(term: IndexTerm) -> Iterator[tuple[str, str, str]]:
    """Bare code, head of the column, and as printed, of everything that a line leads to."""
    plain = (*term.codes, *term.manifestations, *term.see_category)
    seen = tuple(found[1] for said in term.see if (found := _SEEN.search(said)))
    for column, printed in (*(("", code) for code in (*plain, *seen)), *term.cells):
        if _CODE.fullmatch(bare := _bare(printed)):
            yield bare, column, printed


def _bare(code: str) -> str:
    return code.replace(".", "").replace("-", "").strip().upper()


def _term(path: str, said: str) -> IndexTerm:
    values = {name: tuple(value) for name, value in json.loads(said).items()}
    if "cells" in values:
        values["cells"] = tuple((head, code) for head, code in values["cells"])
    return IndexTerm(path=tuple(json.loads(path)), **values)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
