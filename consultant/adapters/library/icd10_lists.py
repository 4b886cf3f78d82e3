"""Build a release file of ICD-10-CM or ICD-10-PCS from a list: order file, codes file, table of codes, PCS tables.

A list has no notes and no index; where the tabular list of the same release is installed, that one is the better source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease, Described, source_of
from consultant.adapters.library.icd10cm import add_other_names, effective_dates
from consultant.adapters.library.writer import StoredEntry, write_release
from consultant.coding.catalogue import day
from consultant.coding.releases.code_lists import ListedCode, read_code_list
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.icd10pcs_tables import PcsRow, read_pcs_tables, version_of_tables
from consultant.coding.releases.order_file import OrderRow, read_order_file
from consultant.coding.search.index import RowKind
from consultant.coding.sets import System
from consultant.coding.systems import icd10cm, icd10pcs

_YEAR = re.compile(r"(?:^|[^0-9])(?:FY[ _-]?)?(20\d\d)(?:[^0-9]|$)", re.IGNORECASE)
LEAST_CODES = 65_000
"""Fewer were in no release of either system (CMS and NCHS, since 2014). A shorter list is a part of one: what it lacks is
not checked, never unknown."""
_CATEGORY = 3
_NOTHING = ("No Device", "No Qualifier")


@dataclass(frozen=True, slots=True)
class _Source:
    """A list as it was read: its codes, and who read it."""

    importer: str
    rows: Sequence[ListedCode]
    year: str | None = None


def build_order_file(
    path: Path, folder: Path, *, effective: date | None = None, progress: Callable[[str], None] = lambda _: None
) -> BuiltRelease:
    """Build from an order file of ICD-10-CM or ICD-10-PCS. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {path.name}")
    rows = [ListedCode(row.code, row.billable, row.short, row.long) for row in _every(path)]
    return _build(path, folder, _Source("order_file", rows), effective, progress)


def _every(path: Path) -> Iterator[OrderRow]:
    """The rows of an order file, which counts them. Raises UnreadableRelease where one is left out."""
    for place, row in enumerate(read_order_file(path), 1):
        if row.order != place:
            raise UnreadableRelease(path.name, place, f"order number {place}, not {row.order}: lines are missing")
        yield row


def build_code_list(
    path: Path, folder: Path, *, effective: date | None = None, progress: Callable[[str], None] = lambda _: None
) -> BuiltRelease:
    """Build from a codes file or a table of codes. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {path.name}")
    return _build(path, folder, _Source("code_list", list(read_code_list(path))), effective, progress)


def build_pcs_tables(
    path: Path, folder: Path, *, effective: date | None = None, progress: Callable[[str], None] = lambda _: None
) -> BuiltRelease:
    """Build every code that the ICD-10-PCS tables make, titled by its values. Raises UnreadableRelease."""
    progress(f"reading {path.name}")
    rows = [ListedCode(code, billable=True, long=text) for row in read_pcs_tables(path) for code, text in titled(row)]
    return _build(path, folder, _Source("icd10pcs_tables", rows, version_of_tables(path)), effective, progress)


def titled(row: PcsRow) -> Iterator[tuple[str, str]]:
    """Yield the codes of a row of the tables with the words of their values, as the official titles are put together."""
    operation = row.axes[2].values[0][1]
    labels = [dict(axis.values) for axis in row.axes]
    for code in row.codes():
        part, approach, device, qualifier = (labels[place][code[place]] for place in range(3, 7))
        further = [words for words in (device, qualifier) if words not in _NOTHING]
        yield code, ", ".join((f"{operation} {part}", *further, f"{approach} Approach"))


def _build(
    path: Path, folder: Path, source: _Source, effective: date | None, progress: Callable[[str], None]
) -> BuiltRelease:
    system = _system(source.rows)
    if all(len(row.code) <= _CATEGORY for row in source.rows):
        raise UnreadableRelease(path.name, 1, "codes below their categories, of more than three characters")
    begins, ends = release_dates(path, source.year, effective)
    entries = stored(system, source.rows)
    if len(entries) != len({entry.code for entry in entries}):
        raise UnreadableRelease(path.name, 1, "every code once")
    part = len(source.rows) < LEAST_CODES
    named = f"part of {len(source.rows):,} codes" if part else "list"
    described = Described(
        system=system,
        label=f"{system.title} FY {ends.year}, release of {day(begins)} ({named})",
        effective_from=begins,
        effective_to=ends,
        importer=source.importer,
        sources=(source_of(path),),
        sample=part,
    )
    counts = {"codes": len(source.rows), "billable": sum(entry.billable for entry in entries)}
    return write_release(folder, described, entries, counts, progress=progress)


def _system(rows: Sequence[ListedCode]) -> System:
    """ICD-10-PCS when every code has its seven characters; ICD-10-CM has categories or shorter codes among them."""
    return System.PCS if all(icd10pcs.normalise(row.code) for row in rows) else System.CM


def release_dates(path: Path, year: str | None, effective: date | None) -> tuple[date, date]:
    """First and last day: as told, else by the file's own year, else by its name. Raises UnreadableRelease."""
    if effective is not None:
        return effective, date(effective.year + (effective.month >= 10), 9, 30)
    found = _YEAR.search(path.name)
    stated = year or (found[1] if found else None)
    if stated is None:
        raise UnreadableRelease(
            path.name, 1, "a fiscal year in the file or in its name; say --effective YYYY-MM-DD, its first day"
        )
    return effective_dates(path, stated)


def stored(system: System, rows: Iterable[ListedCode]) -> list[StoredEntry]:
    """Rows as stored, in the order of their codes: each below the longest listed beginning of its own code."""
    entries: list[StoredEntry] = []
    path: list[int] = []
    listed = sorted(rows, key=lambda row: row.code)
    codes = {row.code for row in listed}
    has_children = {code[:length] for code in codes for length in range(3, len(code)) if code[:length] in codes}
    for row in listed:
        while path and not row.code.startswith(_bare(entries[path[-1]].code)):
            entries[path.pop()].last = len(entries) - 1
        text = row.long or row.short
        billable = row.billable if row.billable is not None else row.code not in has_children
        entries.append(
            StoredEntry(
                code=_dotted(system, row.code),
                kind="category" if system is System.CM and len(row.code) == 3 else "code",
                text=text,
                billable=billable,
                parent=path[-1] if path else -1,
                last=len(entries),
                phrases=((RowKind.TITLE, text),) if text else (),
            )
        )
        path.append(len(entries) - 1)
    while path:
        entries[path.pop()].last = len(entries) - 1
    if system is System.CM:
        add_other_names(entries)
    return entries


def _bare(code: str) -> str:
    return code.replace(".", "")


def _dotted(system: System, code: str) -> str:
    return (icd10cm.normalise(code) or code) if system is System.CM else code
