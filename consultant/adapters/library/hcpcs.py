"""Build the HCPCS Level II release file (codes and modifiers) from the contractor file."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease, Described, source_of
from consultant.adapters.library.writer import StoredEntry, write_release
from consultant.coding import releases
from consultant.coding.catalogue import day
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.hcpcs_attributes import (
    MULTIPLE_PRICING,
    PRICING,
    SERVICE_TYPES,
    betos_words,
    in_words,
)
from consultant.coding.releases.hcpcs_contractor import ACTIONS, COVERAGE, HcpcsRow, read_contractor
from consultant.coding.releases.hcpcs_table import HcpcsText, read_descriptors, read_hcpcs_table
from consultant.coding.search.index import RowKind
from consultant.coding.sets import UNDATED, System, season_start

SAMPLE = Path(releases.__file__).with_name("hcpcs_sample.txt")
SAMPLE_YEAR = 2026
WHOLE = 1000
"""Rows from which on a file has actions of every quarter."""
_NAMED = re.compile(r"HCPC_?(20\d\d)(?:_?(JAN|APR|JUL|OCT))?", re.IGNORECASE)
_QUARTERS = {"JAN": 1, "APR": 4, "JUL": 7, "OCT": 10}


def effective_date(path: Path, rows: Sequence[HcpcsRow]) -> date:
    """First day of a release: year and quarter in the file's name, else the quarter of its newest action."""
    if found := _NAMED.search(path.name):
        return date(int(found[1]), _QUARTERS.get((found[2] or "JAN").upper(), 1), 1)
    newest = max((row.effective for row in rows if row.effective), default=None)
    if newest is None:
        raise UnreadableRelease(path.name, 1, "a year in the file's name or an action's effective date")
    return season_start(System.HCPCS, newest) or newest


def build_hcpcs(
    contractor: Path, folder: Path, *, effective: date | None = None, progress: Callable[[str], None] = lambda _: None
) -> BuiltRelease:
    """Build the release file of ``contractor`` into ``folder``. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {contractor.name}")
    return _whole(contractor, folder, list(read_contractor(contractor)), effective, progress)


def build_hcpcs_table(
    table: Path, folder: Path, *, effective: date | None = None, progress: Callable[[str], None] = lambda _: None
) -> BuiltRelease:
    """Build from the CSV or XLSX twin of the contractor file. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {table.name}")
    return _whole(table, folder, list(read_hcpcs_table(table)), effective, progress)


def build_hcpcs_descriptors(
    table: Path, folder: Path, *, effective: date | None = None, progress: Callable[[str], None] = lambda _: None
) -> BuiltRelease:
    """Build from bare descriptors, which state no dates: a code that ended may still stand among them.

    Raises UnreadableRelease; a failure leaves nothing.
    """
    progress(f"reading {table.name}")
    rows = [_bare(row) for row in read_descriptors(table)]
    year = re.search(r"(?<!\d)20\d\d(?!\d)", table.name)
    if effective is None and year is None:
        raise UnreadableRelease(table.name, 1, "a year in the file's name; say --effective YYYY-MM-DD, its first day")
    begins = effective or date(int(year[0]) if year else 0, 1, 1)
    label = f"HCPCS Level II, {begins.year} (descriptors, without dates)"
    return _write(table, folder, rows, label, begins, progress=progress, sample=False, importer=UNDATED)


def _bare(row: HcpcsText) -> HcpcsRow:
    return HcpcsRow(
        code=row.code,
        modifier=row.modifier,
        long=row.long,
        short=row.short,
        pricing=(),
        multiple_pricing="",
        manual=(),
        statute="",
        cross_references=(),
        coverage="",
        processing_note="",
        betos="",
        service_types=(),
        added=None,
        effective=None,
        terminated=None,
        action="",
    )


def _whole(
    path: Path, folder: Path, rows: Sequence[HcpcsRow], effective: date | None, progress: Callable[[str], None]
) -> BuiltRelease:
    begins = effective or effective_date(path, rows)
    if effective is None:
        _refuse_another_year(path, rows, begins)
    return _write(path, folder, rows, f"HCPCS Level II, {begins:%B %Y}", begins, progress=progress, sample=False)


def _refuse_another_year(path: Path, rows: Sequence[HcpcsRow], begins: date) -> None:
    """Each quarter changes something, so the newest action of a whole file stands within a year before its first day."""
    newest = max((row.effective for row in rows if row.effective), default=begins)
    if len(rows) >= WHOLE and not begins - timedelta(days=366) <= newest <= begins + timedelta(days=100):
        expected = (
            f"actions of the year before {day(begins)}, and the newest is of {day(newest)}: is it of another year?"
        )
        raise UnreadableRelease(path.name, 1, expected)


def build_hcpcs_sample(folder: Path, *, progress: Callable[[str], None] = lambda _: None) -> BuiltRelease:
    """Build the small sample that the desk ships, read from the official layout as an operator's file would be."""
    rows = list(read_contractor(SAMPLE))
    codes = sum(not row.modifier for row in rows)
    label = f"HCPCS Level II sample of {codes} codes, {SAMPLE_YEAR}"
    return _write(SAMPLE, folder, rows, label, date(SAMPLE_YEAR, 1, 1), progress=progress, sample=True)


def _write(
    path: Path,
    folder: Path,
    rows: Sequence[HcpcsRow],
    label: str,
    begins: date,
    *,
    progress: Callable[[str], None],
    sample: bool,
    importer: str = "hcpcs_contractor",
) -> BuiltRelease:
    entries = [_entry(place, row) for place, row in enumerate(rows)]
    repeated = len(entries) - len({entry.code for entry in entries})
    if repeated:
        raise UnreadableRelease(path.name, 1, f"every code once ({repeated} stand twice)")
    if all(row.modifier for row in rows):
        raise UnreadableRelease(path.name, 1, "procedure codes beside the modifiers")
    described = Described(
        system=System.HCPCS,
        label=label,
        effective_from=begins,
        # A file speaks for its year; the quarters after it are marked stale.
        effective_to=date(begins.year, 12, 31),
        importer=importer,
        sources=(source_of(path),),
        sample=sample,
    )
    counts = {
        "codes": sum(not row.modifier for row in rows),
        "modifiers": sum(row.modifier for row in rows),
        "terminated": sum(row.terminated is not None for row in rows),
    }
    return write_release(folder, described, entries, counts, progress=progress)


def _entry(place: int, row: HcpcsRow) -> StoredEntry:
    # The phrases of modifiers stay out of the index: nobody searches a side and means "Left side".
    phrases = () if row.modifier else ((RowKind.TITLE, row.long), (RowKind.SHORT, row.short))
    return StoredEntry(
        code=row.code,
        kind="modifier" if row.modifier else "code",
        text=row.long,
        billable=not row.modifier,
        parent=-1,
        last=place,
        added=row.added,
        terminated=row.terminated,
        facts=tuple((name, value) for name, value in _facts(row) if value),
        phrases=phrases,
    )


def _facts(row: HcpcsRow) -> tuple[tuple[str, str], ...]:
    return (
        ("Short description", row.short),
        ("Coverage", COVERAGE.get(row.coverage, row.coverage)),
        ("Pricing", "; ".join(in_words(code, PRICING.get(code)) for code in row.pricing)),
        ("Several prices", in_words(row.multiple_pricing, MULTIPLE_PRICING.get(row.multiple_pricing))),
        ("Kind of service", "; ".join(in_words(code, SERVICE_TYPES.get(code)) for code in row.service_types)),
        ("Statute", row.statute),
        ("See also", ", ".join(row.cross_references)),
        ("BETOS", in_words(row.betos, betos_words(row.betos))),
        ("Added", row.added.isoformat() if row.added else ""),
        ("Last action", _action(row)),
        ("Terminated", row.terminated.isoformat() if row.terminated else ""),
    )


def _action(row: HcpcsRow) -> str:
    words = ACTIONS.get(row.action, row.action)
    return f"{words}, {row.effective.isoformat()}" if row.effective and words else words
