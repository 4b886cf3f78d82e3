"""Build the ICD-10-CM release file from the tabular list, with every code counted."""

from __future__ import annotations

import calendar
import importlib.metadata
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease, Described, source_of
from consultant.adapters.library.writer import StoredEntry, write_release
from consultant.coding.catalogue import NoteKind, day
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.icd10cm_tabular import TabularRow, read_tabular, version_of
from consultant.coding.search.index import RowKind
from consultant.coding.search.names import other_names
from consultant.coding.search.words import word_set
from consultant.coding.sets import System
from consultant.errors import PermanentError

PACKAGE = "simple-icd-10-cm"
LEAST_BILLABLE = 65_000
"""Fewer billable codes were in no release (CMS and NCHS, since 2014); a list with fewer has lost chapters."""

_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_DATED = re.compile(rf"({'|'.join(_MONTHS)})-(\d{{1,2}})-(20\d\d)", re.IGNORECASE)
_NAMED = re.compile(r"(?P<text>[^()]*(?:\([^()]*\)[^()]*)*?) *\((?P<code>[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{0,4})?-?)\)")
_NAMING = re.compile(r"^(?:additional )?code,? (?:if applicable,? )?(?:to identify|for)\b|,? if (?:applicable|known)\b")
_PHRASES = {NoteKind.INCLUSION: RowKind.INCLUSION, NoteKind.INCLUDES: RowKind.INCLUDES}


def packaged_tabular() -> Path:
    """The tabular list inside the installed package, found without importing it (an import costs 2 s and 198 MB)."""
    for file in importlib.metadata.files(PACKAGE) or ():
        if re.search(r"tabular.*\.xml$", file.name):
            return Path(str(file.locate()))
    raise PermanentError(f"the package {PACKAGE} holds no tabular list; install the desk's requirements again")


def effective_dates(path: Path, version: str) -> tuple[date, date]:
    """First and last day of a release: the date in the file's name, else 1 October of the stated fiscal year."""
    last = date(int(version), 9, 30)
    if found := _DATED.search(path.name):
        named = date(int(found[3]), _MONTHS.index(found[1].lower()) + 1, int(found[2]))
        if date(last.year - 1, 10, 1) <= named <= last:
            return named, last
    return date(last.year - 1, 10, 1), last


def build_icd10cm(
    tabular: Path, folder: Path, *, effective: date | None = None, progress: Callable[[str], None] = lambda _: None
) -> BuiltRelease:
    """Build the release file of ``tabular`` into ``folder``. Raises UnreadableRelease; a failure leaves nothing."""
    version = version_of(tabular)
    if version is None or not re.fullmatch(r"20\d\d", version):
        raise UnreadableRelease(tabular.name, 1, "a tabular list that states its fiscal year")
    begins, ends = effective_dates(tabular, version)
    begins = effective or begins
    if not date(ends.year - 1, 10, 1) <= begins <= ends:
        raise UnreadableRelease(tabular.name, 1, f"an effective date within FY {version}")
    progress(f"reading {tabular.name}")
    entries = stored_entries(read_tabular(tabular))
    described = Described(
        system=System.CM,
        label=f"ICD-10-CM FY {version}, release of {day(begins)}",
        effective_from=begins,
        effective_to=ends,
        importer="icd10cm_tabular",
        sources=(source_of(tabular),),
    )
    counts = {
        "codes": sum(entry.kind not in ("chapter", "block") for entry in entries),
        "billable": sum(entry.billable for entry in entries),
        "notes": sum(len(entry.notes) for entry in entries),
    }
    if counts["billable"] < LEAST_BILLABLE:
        expected = f"a whole tabular list of {LEAST_BILLABLE:,} billable codes or more, not {counts['billable']:,}"
        raise UnreadableRelease(tabular.name, 1, expected)
    return write_release(folder, described, entries, counts, progress=progress)


def stored_entries(rows: Iterable[TabularRow]) -> list[StoredEntry]:
    """Rows as stored: parents by position, each subtree's end, and the phrases that the word index reads."""
    entries: list[StoredEntry] = []
    path: list[int] = []
    for row in rows:
        _close(entries, path, row.depth)
        entries.append(
            StoredEntry(
                code=row.code,
                kind=row.kind,
                text=row.text,
                billable=row.billable,
                parent=path[-1] if path else -1,
                last=len(entries),
                notes=[(kind.value, text) for kind, text in row.notes],
                phrases=_phrases(row),
            )
        )
        path.append(len(entries) - 1)
    _close(entries, path, 0)
    _add_named(entries)
    add_other_names(entries)
    return entries


def _add_named(entries: Sequence[StoredEntry]) -> None:
    """Give each code the names that notes elsewhere call it by: "Excludes1: vasovagal attack (R55)"."""
    by_code = {entry.code.replace(".", ""): entry for entry in entries if entry.phrases}
    for entry in entries:
        for _, note in entry.notes:
            if (found := _NAMED.fullmatch(note)) is None:
                continue
            named = by_code.get(found["code"].rstrip("-").replace(".", ""))
            text = _NAMING.sub("", found["text"]).strip(" ,")
            if named is None or not text or text.casefold() in (phrase.casefold() for _, phrase in named.phrases):
                continue
            named.phrases = (*named.phrases, (RowKind.NOTE, text))


def add_other_names(entries: Iterable[StoredEntry]) -> None:
    """Give each code its other names, those left out that its own texts say in the same words."""
    names = other_names()
    for entry in entries:
        if entry.phrases and (known := names.get(entry.code)):
            own = {word_set(text) for _, text in entry.phrases}
            further = ((RowKind.NAME, name) for name in known if word_set(name) not in own)
            entry.phrases = (*entry.phrases, *further)


def _close(entries: list[StoredEntry], path: list[int], depth: int) -> None:
    while len(path) > depth:
        entries[path.pop()].last = len(entries) - 1


def _phrases(row: TabularRow) -> tuple[tuple[RowKind, str], ...]:
    # Chapters name everything and so nothing; generated codes differ from their header by the seventh character only.
    if row.kind in ("chapter", "block", "seventh"):
        return ()
    further = ((_PHRASES[kind], text) for kind, text in row.notes if kind in _PHRASES)
    return ((RowKind.TITLE, row.text), *further)
