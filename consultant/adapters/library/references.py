"""Small official lists over the active release files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from consultant.adapters.library.choosing import nearest, of_year, only
from consultant.adapters.library.list_file import ListFile, Row
from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.edits import NotHeld
from consultant.coding.reference import Contractor, EditorList, ModifierName, Place
from consultant.coding.sets import Reference


class LibraryReferences:
    """Implements ``coding.reference.References``; frozen, so that a check ends with the releases it began with."""

    def __init__(self, files: Iterable[object]) -> None:
        self._files = only(ListFile, files)

    def place(self, code: str, on: date) -> Place | NotHeld | None:
        file = nearest(self._files, Reference.PLACES, on)
        if isinstance(file, NotHeld):
            return file
        return next((Place(**row, release=file.release) for row in file.by_key(code)), None)

    def places(self, on: date) -> tuple[Place, ...] | NotHeld:
        file = nearest(self._files, Reference.PLACES, on)
        if isinstance(file, NotHeld):
            return file
        return tuple(Place(**row, release=file.release) for row in file.every())

    def modifier(self, code: str, on: date) -> ModifierName | NotHeld | None:
        file = nearest(self._files, Reference.MODIFIERS, on)
        if isinstance(file, NotHeld):
            return file
        return next((ModifierName(**row, release=file.release) for row in file.by_key(code)), None)

    def editor_lists(self, code: str, on: date) -> tuple[EditorList, ...] | NotHeld:
        file = of_year(self._files, Reference.EDITOR, on)
        if isinstance(file, NotHeld):
            return file
        return tuple(_editor_list(row, file.release) for row in file.by_key(code))

    def contractors(self, state: str, on: date) -> tuple[Contractor, ...] | NotHeld:
        file = nearest(self._files, Reference.JURISDICTIONS, on)
        if isinstance(file, NotHeld):
            return file
        return tuple(_contractor(row, file.release) for row in file.by_key(state.upper()))


def _editor_list(row: Row, release: ReferenceRelease) -> EditorList:
    youngest, oldest = row["ages"] or (None, None)
    return EditorList(row["edit"], youngest, oldest, release)


def _contractor(row: Row, release: ReferenceRelease) -> Contractor:
    return Contractor(row["jurisdiction"], row["equipment"], row["contractor"], tuple(row["states"]), release)
