"""A Medicare physician fee schedule of one quarter, as a release file; the AMA's descriptions are not in it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import Field, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from consultant.adapters.library.building import BuiltRelease, Described, Progress, source_of, write_file
from consultant.adapters.library.open_file import OpenFile
from consultant.adapters.library.quarters import last_day, quarter_of
from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.fees import Fee
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.fee_schedule import FeeFile as Stated
from consultant.coding.releases.fee_schedule import FeeRow, file_of, read_fee_schedule
from consultant.coding.sets import Reference

LAYOUT = "fees 1"
_FIELDS: tuple[Field[Any], ...] = tuple(field for field in fields(FeeRow) if field.name != "description")
_NAMES = ", ".join(field.name for field in _FIELDS)
TABLE = f"CREATE TABLE fee ({_NAMES}, PRIMARY KEY (code, modifier)) WITHOUT ROWID"
_QUARTERS = {"JANUARY": 1, "APRIL": 4, "JULY": 7, "OCTOBER": 10}
LEAST_ROWS = 10_000
"""A schedule has about 19,000 rows; a file with fewer than this is a part of one, and what it lacks is not unlisted."""
_TWO_FACTORS = 2026
"""Since then a release has two files, with a conversion factor each (42 CFR 414.1405; before, one for all)."""

_FACTORS: Mapping[int, tuple[str, ...]] = {
    2021: ("32.4085", "34.8931"),
    2022: ("33.5983", "34.6062"),
    2023: ("33.0607", "33.8872"),
    2024: ("32.7442", "33.2875"),
    2025: ("32.3465",),
}
_FACTORS_OF_TWO: Mapping[tuple[int, bool], tuple[str, ...]] = {
    (2026, False): ("33.4009",),
    (2026, True): ("33.5675",),
}
"""Dollars per relative value unit, as the final rules and the laws after them set them (CMS, PFS final rules)."""
_NAMED = re.compile(r"PPRRVU_?(20\d\d|\d\d)(?!\d)", re.IGNORECASE)


class FeeFile(OpenFile):
    """Answers about one quarter."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, LAYOUT)
        self.release = ReferenceRelease(system=Reference(self.meta["system"]), **self.said())

    def fees(self, code: str) -> tuple[Fee, ...]:
        """The values of a code with each modifier, the one without first; empty where it is not listed."""
        found = self.rows(f"SELECT {_NAMES} FROM fee WHERE code = ? ORDER BY modifier", code)  # noqa: S608 - names of fields
        return tuple(Fee(_row(values), self.release) for values in found)


def build_fees(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build from PPRRVU, either of its two files. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {path.name}")
    stated = file_of(path)
    begins = effective or _begins(path, stated)
    quality = _quality(path, stated, begins)
    of = Reference.FEES_QPP if quality else Reference.FEES
    if effective is None:
        _refuse_another_year(path, begins.year)
    described = Described(
        system=of,
        label=f"{of.title}, {quarter_of(begins)}",
        effective_from=begins,
        effective_to=last_day(begins),
        importer="fee_schedule",
        sources=(source_of(path),),
    )

    def fill(connection: sqlite3.Connection) -> Mapping[str, int]:
        connection.execute(TABLE)
        marks = ", ".join("?" * len(_FIELDS))
        try:
            connection.executemany(
                f"INSERT INTO fee VALUES ({marks})",  # noqa: S608 - marks alone
                (_stored(row) for row in read_fee_schedule(path)),
            )
        except sqlite3.IntegrityError:
            raise UnreadableRelease(path.name, 1, "every code with each modifier once") from None
        rows, codes = connection.execute("SELECT count(*), count(DISTINCT code) FROM fee").fetchone()
        if rows < LEAST_ROWS:
            raise UnreadableRelease(path.name, 1, f"a whole schedule of {LEAST_ROWS:,} rows or more, not {rows:,}")
        if effective is None:
            _refuse_another_factor(path, begins.year, quality, connection)
        return {"codes": codes, "rows": rows}

    return write_file(folder, described, LAYOUT, fill)


def _begins(path: Path, stated: Stated) -> date:
    """The first day of the quarter that the title names: ``2026 ... July Release``."""
    month = next((month for name, month in _QUARTERS.items() if re.search(rf"\b{name}\b", stated.title.upper())), None)
    if stated.year is None or month is None:
        expected = "the year and the month of the release in the title; say --effective YYYY-MM-DD"
        raise UnreadableRelease(path.name, 1, expected)
    return date(stated.year, month, 1)


def _refuse_another_year(path: Path, year: int) -> None:
    named = _NAMED.search(path.name)
    if named and int(named[1]) % 100 != year % 100:
        expected = f"the year {year} of the title in the file's name too; if it is right, say --effective YYYY-MM-DD"
        raise UnreadableRelease(path.name, 1, expected)


def _refuse_another_factor(path: Path, year: int, quality: bool, connection: sqlite3.Connection) -> None:
    """The factor tells a year from another, and of one year the file of QPP from the other one."""
    known = _FACTORS.get(year) or _FACTORS_OF_TWO.get((year, quality), ())
    written = {factor for (factor,) in connection.execute("SELECT DISTINCT conversion_factor FROM fee")}
    if known and not {Decimal(factor) for factor in written} <= {Decimal(factor) for factor in known}:
        expected = (
            f"the conversion factor {' or '.join(known)} of {year}, not {', '.join(sorted(written))}: is it of another "
            "year, or of the other programme? If it is right, say --effective YYYY-MM-DD"
        )
        raise UnreadableRelease(path.name, 1, expected)


def _quality(path: Path, stated: Stated, begins: date) -> bool:
    if stated.quality is None and begins.year >= _TWO_FACTORS:
        raise UnreadableRelease(path.name, 1, "QPP or nonQPP in the file's name: each has its own conversion factor")
    return bool(stated.quality)


def _stored(row: FeeRow) -> list[object]:
    values = (getattr(row, field.name) for field in _FIELDS)
    return [str(value) if isinstance(value, Decimal) else value for value in values]


def _row(values: tuple[Any, ...]) -> FeeRow:
    read = {"Decimal": Decimal, "bool": bool, "str": str}
    named = {field.name: read[str(field.type)](value) for field, value in zip(_FIELDS, values, strict=True)}
    return FeeRow(description=None, **named)
