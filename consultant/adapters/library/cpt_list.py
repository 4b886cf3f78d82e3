"""Build a release file of CPT from the operator's own licensed files: long, medium and short descriptors of one edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease, Described, Progress, source_of
from consultant.adapters.library.writer import StoredEntry, write_release
from consultant.coding.releases.cpt import Length, edition_of, length_of, read_cpt
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.search.index import RowKind
from consultant.coding.sets import System
from consultant.errors import UserError

UNLICENSED = (
    "its words are the AMA's. State your licence in the setting CONSULTANT_CPT_LICENCE (its number or holder), "
    "restart the desk, and import it again"
)
LEAST_CODES = 8_000
"""Every edition since 2010 has more. A shorter list is a part of one: what it lacks is not checked, never unknown."""

_LENGTHS: Mapping[Length, RowKind] = {"long": RowKind.TITLE, "medium": RowKind.SHORT, "short": RowKind.SHORT}


def build_cpt(
    paths: Sequence[Path],
    folder: Path,
    *,
    licensed: bool,
    effective: date | None = None,
    progress: Progress = lambda _: None,
    read: Callable[[int], object] = lambda _: None,
) -> BuiltRelease:
    """Build the edition that ``paths`` hold, one file a length. Raises UserError without a licence; it leaves nothing."""
    if not licensed:
        raise UserError(f"{', '.join(path.name for path in paths)} was not installed: {UNLICENSED}.")
    words: dict[Length, dict[str, str]] = {}
    for path in paths:
        progress(f"reading {path.name}")
        length = length_of(path)
        if length in words:
            raise UnreadableRelease(path.name, 1, f"one file of {length} descriptors; there is another beside it")
        words[length] = _read(path)
        read(path.stat().st_size)
    codes = _codes(paths, list(words.values()))
    begins = effective or _first_day(paths)
    part = len(codes) < LEAST_CODES
    described = Described(
        system=System.CPT,
        label=f"CPT {begins.year}" + (f" (part of {len(codes):,} codes)" if part else ""),
        effective_from=begins,
        effective_to=date(begins.year, 12, 31),
        importer="cpt",
        sources=tuple(source_of(path) for path in paths),
        sample=part,
    )
    told = [length for length in _LENGTHS if length in words]
    entries = [
        _entry(place, code, [(length, words[length][code]) for length in told]) for place, code in enumerate(codes)
    ]
    return write_release(folder, described, entries, {"codes": len(codes)}, progress=progress)


def _read(path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_cpt(path, licensed=True):
        if row.code in found:
            raise UnreadableRelease(path.name, 1, f"every code once ({row.code} stands twice)")
        found[row.code] = row.descriptor or ""
    return found


def _codes(paths: Sequence[Path], files: Sequence[Mapping[str, str]]) -> list[str]:
    """The codes, the same in every file. Raises UnreadableRelease where one has been cut, or is of another edition."""
    first, *others = files
    for path, other in zip(paths[1:], others, strict=True):
        if differing := len(first.keys() ^ other.keys()):
            raise UnreadableRelease(path.name, 1, f"the same codes as in {paths[0].name} ({differing:,} differ)")
    return sorted(first)


def _first_day(paths: Sequence[Path]) -> date:
    """1 January of the edition that the files name. Raises UnreadableRelease where they name none, or two."""
    years = {year for path in paths if (year := edition_of(path))}
    if len(years) != 1:
        expected = "one edition (a year in the notice or the file's name); say --effective YYYY-MM-DD, its first day"
        raise UnreadableRelease(paths[0].name, 1, expected)
    return date(years.pop(), 1, 1)


def _entry(place: int, code: str, told: Sequence[tuple[Length, str]]) -> StoredEntry:
    """A code with its longest descriptor as its text and the shorter ones as facts."""
    (_, text), *shorter = told
    return StoredEntry(
        code=code,
        kind="code",
        text=text,
        billable=True,
        parent=-1,
        last=place,
        facts=tuple((f"{length.capitalize()} descriptor", words) for length, words in shorter),
        phrases=tuple((_LENGTHS[length], words) for length, words in told),
    )
