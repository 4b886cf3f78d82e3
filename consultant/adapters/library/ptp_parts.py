"""The parts into which NCCI cuts a table of pairs: which belong together, and whether all are there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from consultant.coding.releases.ptp import PtpFile, file_of
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


def whole(parts: Sequence[Path]) -> PtpFile:
    """What the names of all ``parts`` of one table say together. Raises UserError where one is missing or too many."""
    told = sorted((told_by(path.name) for path in parts), key=lambda one: one.part)
    first = told[0]
    given = [one.part for one in told]
    if len({(one.setting, one.version, one.revision) for one in told}) > 1:
        raise UserError(f"{', '.join(path.name for path in parts)} are parts of different tables. Import each alone.")
    missing = sorted(set(range(1, given[-1] + 1)) - set(given))
    if missing:
        raise UserError(
            f"NCCI pairs, {first.setting}, version {first.version}: {_listed(given)} of the table given, "
            f"{_listed(missing)} missing. Import all of its parts together."
        )
    if len(set(given)) < len(given):
        raise UserError(
            f"NCCI pairs, {first.setting}, version {first.version}: a part was given twice: {_listed(given)}."
        )
    return first


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(f"f{number}" for number in numbers)
