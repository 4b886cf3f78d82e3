"""NCCI edits over the active release files: which release speaks on a date, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from consultant.adapters.library.mue_file import MueFile
from consultant.coding.catalogue import day
from consultant.coding.edits import NotHeld, Setting, UnitLimit
from consultant.coding.sets import Reference

_MUE = {
    Setting.PRACTITIONER: Reference.MUE_PRACTITIONER,
    Setting.OUTPATIENT: Reference.MUE_HOSPITAL,
    Setting.DME: Reference.MUE_DME,
}


class LibraryEdits:
    """Implements ``coding.edits.Edits``; frozen, so that a check ends with the releases it began with."""

    def __init__(self, mues: Sequence[MueFile]) -> None:
        self._mues = mues

    def units(self, code: str, on: date, setting: Setting) -> UnitLimit | NotHeld | None:
        wanted = _MUE[setting]
        file = next((file for file in self._mues if file.release.system is wanted and _speaks(file, on)), None)
        return file.limit(code) if file else NotHeld(f"no release of “{wanted.title}” for {day(on)} is installed")


def _speaks(file: MueFile, on: date) -> bool:
    ends = file.release.effective_to
    return file.release.effective_from <= on and (ends is None or on <= ends)
