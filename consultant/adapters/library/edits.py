"""NCCI edits over the active release files: which release speaks on a date, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from consultant.adapters.library.add_on_file import AddOnFile
from consultant.adapters.library.choosing import F, only, speaking
from consultant.adapters.library.mue_file import MueFile
from consultant.adapters.library.ptp_file import PtpFile
from consultant.coding.catalogue import day
from consultant.coding.edits import AddOn, Column, NotHeld, PairEdit, Setting, UnitLimit
from consultant.coding.sets import Reference

_MUE = {
    Setting.PRACTITIONER: Reference.MUE_PRACTITIONER,
    Setting.OUTPATIENT: Reference.MUE_HOSPITAL,
    Setting.DME: Reference.MUE_DME,
}
_PTP = {Setting.PRACTITIONER: Reference.PTP_PRACTITIONER, Setting.OUTPATIENT: Reference.PTP_HOSPITAL}


class LibraryEdits:
    """Implements ``coding.edits.Edits``; frozen, so that a check ends with the releases it began with.

    Unit limits hold for the quarter of their release. Pairs and add-on codes keep what has ended, so their newest release
    answers every date up to the end of its quarter. Files are given oldest first.
    """

    def __init__(self, files: Iterable[object]) -> None:
        given = list(files)
        self._limits = only(MueFile, given)
        self._pairs = only(PtpFile, given)
        self._add_ons = only(AddOnFile, given)

    def units(self, code: str, on: date, setting: Setting) -> UnitLimit | NotHeld | None:
        file = speaking(self._limits, _MUE[setting], on)
        return file if isinstance(file, NotHeld) else file.limit(code)

    def pair(self, one: str, other: str, on: date, setting: Setting) -> PairEdit | NotHeld | None:
        file = self._pairs_of(setting, on)
        return file if isinstance(file, NotHeld) else file.pair(one, other, on) or file.pair(other, one, on)

    def partners(
        self, code: str, on: date, setting: Setting, column: Column, offset: int, limit: int
    ) -> tuple[int, Sequence[PairEdit]] | NotHeld:
        file = self._pairs_of(setting, on)
        return file if isinstance(file, NotHeld) else file.partners(code, on, column, offset, limit)

    def add_on(self, code: str, on: date) -> AddOn | NotHeld | None:
        file = _newest(self._add_ons, Reference.ADD_ONS, on)
        return file if isinstance(file, NotHeld) else file.add_on(code, on)

    def add_ons_of(self, primary: str, on: date) -> Sequence[AddOn] | NotHeld:
        file = _newest(self._add_ons, Reference.ADD_ONS, on)
        return file if isinstance(file, NotHeld) else file.of_primary(primary, on)

    def _pairs_of(self, setting: Setting, on: date) -> PtpFile | NotHeld:
        if setting not in _PTP:
            return NotHeld("NCCI has no pairs for suppliers of DME")
        return _newest(self._pairs, _PTP[setting], on)


def _newest(files: Sequence[F], of: Reference, on: date) -> F | NotHeld:
    """The newest release, for dates that lie before its end; for sets that keep their history."""
    held = [file for file in files if file.release.system is of]
    if held and (held[-1].release.effective_to is None or on <= held[-1].release.effective_to):
        return held[-1]
    return NotHeld(f"no release of “{of.title}” for {day(on)} is installed")
