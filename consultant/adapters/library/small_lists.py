"""Release files of the small lists: places of service, modifiers, the Medicare Code Editor, contractors' jurisdictions."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from consultant.adapters.library.building import BuiltRelease, Described, Progress, source_of
from consultant.adapters.library.list_file import write_list
from consultant.coding.catalogue import day
from consultant.coding.releases.code_editor import read_age_groups, read_code_editor
from consultant.coding.releases.coverage_index import read_jurisdictions
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.jsonfiles import is_json, retrieved
from consultant.coding.releases.modifiers import read_modifiers
from consultant.coding.releases.places import read_places
from consultant.coding.sets import Reference, season_start

UNDATED = date(2000, 1, 1)
"""The first day of a list that states none; it answers every date, and its label says that it has no date."""


def build_places(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build from the place of service codes. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {path.name}")
    rows = [(row.code, asdict(row)) for row in read_places(path)]
    _once(path, "place", (code for code, _ in rows))
    return write_list(folder, _described(Reference.PLACES, path, effective), rows, {"places": len(rows)})


def build_modifiers(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build from a list of modifiers with explanations. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {path.name}")
    rows = [(row.modifier, asdict(row)) for row in read_modifiers(path)]
    return write_list(folder, _described(Reference.MODIFIERS, path, effective), rows, {"modifiers": len(rows)})


def build_code_editor(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build from the lists of the Medicare Code Editor, good for the season in which they were retrieved.

    Raises UnreadableRelease; a failure leaves nothing.
    """
    progress(f"reading {path.name}")
    stated = effective or retrieved(path)
    begins = season_start(Reference.EDITOR, stated) if stated else None
    if begins is None:
        raise UnreadableRelease(path.name, 1, "the day of retrieval; say --effective YYYY-MM-DD, the first day")
    ages = {group.edit: (group.youngest, group.oldest) for group in read_age_groups(path)}
    rows = [(row.code, {"edit": row.edit, "ages": ages.get(row.edit)}) for row in read_code_editor(path)]
    _once(path, "code in each list", ((code, said["edit"]) for code, said in rows))
    ends = date(begins.year + (begins.month >= 10), 9, 30)
    described = Described(
        system=Reference.EDITOR,
        label=f"{Reference.EDITOR.title} FY {ends.year}, release of {day(begins)}",
        effective_from=begins,
        effective_to=ends,
        importer="code_editor",
        sources=(source_of(path),),
    )
    counts = {"lists": len({said["edit"] for _, said in rows}), "codes": len({code for code, _ in rows})}
    return write_list(folder, described, rows, counts)


def build_jurisdictions(
    path: Path, folder: Path, *, effective: date | None = None, progress: Progress = lambda _: None
) -> BuiltRelease:
    """Build from who serves which state. Raises UnreadableRelease; a failure leaves nothing."""
    progress(f"reading {path.name}")
    served = list(read_jurisdictions(path))
    rows = [(state, asdict(row)) for row in served for state in row.states]
    counts = {"jurisdictions": len(served), "states": len({state for state, _ in rows})}
    return write_list(folder, _described(Reference.JURISDICTIONS, path, effective), rows, counts)


def _described(of: Reference, path: Path, effective: date | None) -> Described:
    """A list without seasons: as of the day that is told or stated, else without a date."""
    begins = effective or (retrieved(path) if is_json(path) else None)
    return Described(
        system=of,
        label=f"{of.title}, as of {day(begins)}" if begins else f"{of.title}, without a date",
        effective_from=begins or UNDATED,
        effective_to=None,
        importer=of.value,
        sources=(source_of(path),),
    )


def _once(path: Path, what: str, keys: Iterable[Hashable]) -> None:
    listed = list(keys)
    if len(set(listed)) != len(listed):
        raise UnreadableRelease(path.name, 1, f"every {what} once")
