"""General equivalence mappings over the active release files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from consultant.adapters.library.choosing import nearest, only
from consultant.adapters.library.gem_file import GemFile
from consultant.coding.crosswalks import Equivalent
from consultant.coding.edits import NotHeld
from consultant.coding.sets import Reference, System

_FORWARD = {System.CM: Reference.GEM, System.PCS: Reference.GEM_PCS}
_BACKWARD = {System.CM: Reference.GEM_BACKWARD, System.PCS: Reference.GEM_PCS_BACKWARD}


class LibraryCrosswalks:
    """Implements ``coding.crosswalks.Crosswalks``; frozen, so that a check ends with the releases it began with."""

    def __init__(self, files: Iterable[object]) -> None:
        self._files = only(GemFile, files)

    def forward(self, system: System, code: str, on: date) -> tuple[Equivalent, ...] | NotHeld:
        file = nearest(self._files, _FORWARD[system], on)
        return file if isinstance(file, NotHeld) else file.of_source(code)

    def backward(self, system: System, code: str, on: date) -> tuple[Equivalent, ...] | NotHeld:
        file = nearest(self._files, _BACKWARD[system], on)
        return file if isinstance(file, NotHeld) else file.of_source(code)

    def leading_to(self, system: System, code: str, on: date) -> tuple[Equivalent, ...] | NotHeld:
        file = nearest(self._files, _FORWARD[system], on)
        return file if isinstance(file, NotHeld) else file.of_target(code)
