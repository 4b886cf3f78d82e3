"""The parts into which NCCI cuts a table of pairs: which belong together, and whether all are there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from consultant.adapters.library.building import source_of
from consultant.coding.releases.ptp import PtpFile, file_of
from consultant.coding.releases.sheets import is_workbook
from consultant.errors import UserError

NAMES = "ccipra-v322r0-f1.txt (practitioner) or ccioph-v322r0-f1.txt (outpatient hospital)"


def table_of(name: str) -> str:
    """Which table a part belongs to, by setting, version and revision: ``practitioner 32.2 r0``; later ones sort last.

    Raises UserError for a name that says neither.
    """
    told = told_by(name)
    return f"{told.setting} {told.version} r{told.revision:03d}"


def told_by(name: str) -> PtpFile:
    """What a part's name says. Raises UserError."""
    told = file_of(name)
    if told is None:
        raise UserError(
            f"{name}: only the name of a file of NCCI pairs says its setting and quarter: expected {NAMES}."
        )
    return told


def whole(parts: Sequence[Path]) -> tuple[PtpFile, list[Path]]:
    """What the names of all ``parts`` of one table say together, and one file for each part, in order.

    A zip may hold each part as text and as a workbook; the text is taken. Raises UserError where a part is
    missing, or stands there in two versions.
    """
    by_part: dict[int, list[Path]] = {}
    for path in sorted(parts, key=lambda path: path.name):
        by_part.setdefault(told_by(path.name).part, []).append(path)
    told = told_by(parts[0].name)
    if len({table_of(path.name) for path in parts}) > 1:
        raise UserError(f"{', '.join(path.name for path in parts)} are parts of different tables. Import each alone.")
    missing = sorted(set(range(1, max(by_part) + 1)) - set(by_part))
    if missing:
        raise UserError(
            f"NCCI pairs, {told.setting}, version {told.version}: {_listed(sorted(by_part))} of the table given, "
            f"{_listed(missing)} missing. Import all of its parts together."
        )
    return told, [_one(by_part[part]) for part in sorted(by_part)]


def _one(same: Sequence[Path]) -> Path:
    """The file to read of those that are one part."""
    if len(same) == 1:
        return same[0]
    files = [path for path in same if not is_workbook(path)] or same
    if len({source_of(path).sha256 for path in files}) > 1:
        raise UserError(f"{files[0].name} was given in two versions that differ. Import the right one alone.")
    return files[0]


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(f"f{number}" for number in numbers)
