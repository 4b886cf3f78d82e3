"""Fee schedules and localities over the active release files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from consultant.adapters.library.choosing import only, speaking
from consultant.adapters.library.fee_file import FeeFile
from consultant.adapters.library.locality_file import LocalityFile
from consultant.coding.edits import NotHeld
from consultant.coding.fees import Fee, Locality
from consultant.coding.sets import Reference


class LibraryFees:
    """Implements ``coding.fees.Fees``; frozen, so that a check ends with the releases it began with."""

    def __init__(self, files: Iterable[object]) -> None:
        given = list(files)
        self._schedules = only(FeeFile, given)
        self._localities = only(LocalityFile, given)

    def fee(self, code: str, modifier: str, on: date, *, quality: bool = False) -> Fee | NotHeld | None:
        found = self.fees(code, on, quality=quality)
        if isinstance(found, NotHeld):
            return found
        return next((fee for fee in found if fee.row.modifier == modifier), None)

    def fees(self, code: str, on: date, *, quality: bool = False) -> tuple[Fee, ...] | NotHeld:
        file = speaking(self._schedules, Reference.FEES_QPP if quality else Reference.FEES, on)
        return file if isinstance(file, NotHeld) else file.fees(code)

    def localities(self, on: date) -> tuple[Locality, ...] | NotHeld:
        file = speaking(self._localities, Reference.LOCALITIES, on)
        return file if isinstance(file, NotHeld) else file.localities()
