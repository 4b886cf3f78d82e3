"""Small official lists on a date: places of service, modifiers, the code editor, contractors; values and port."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.edits import NotHeld

_EDITS = {
    "manifestation_not_pdx": "a manifestation: never the principal diagnosis",
    "unacceptable_pdx": "not accepted as the principal diagnosis",
    "unacceptable_pdx_unless_secondary": "accepted as the principal diagnosis only with a further diagnosis",
    "age_newborn": "for newborns",
    "age_pediatric": "for children",
    "age_maternity": "for the ages of childbirth",
    "age_adult": "for adults",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of service. ``facility``: which practice expense the fee schedule pays there; None where it is not said."""

    code: str
    name: str
    facility: bool | None
    description: str
    release: ReferenceRelease


@dataclass(frozen=True, slots=True)
class ModifierName:
    """A modifier with a short explanation of our own. ``system`` is CPT or HCPCS, ``group`` what it is about."""

    modifier: str
    system: str
    group: str
    explanation: str
    release: ReferenceRelease


@dataclass(frozen=True, slots=True)
class EditorList:
    """A list of the Medicare Code Editor that names a code. Ages are whole years, inclusive, where the list has any."""

    edit: str
    youngest: int | None
    oldest: int | None
    release: ReferenceRelease

    @property
    def words(self) -> str:
        """What the list says of its codes, ages included."""
        said = _EDITS.get(self.edit, self.edit.replace("_", " "))
        if self.youngest is None or self.oldest is None:
            return said
        ages = "under one year" if self.oldest == 0 else f"{self.youngest} to {self.oldest} years"
        return f"{said} ({ages})"


@dataclass(frozen=True, slots=True)
class Contractor:
    """A Medicare contractor with the states of one jurisdiction. ``equipment``: for DME, else for parts A and B."""

    jurisdiction: str
    equipment: bool
    name: str
    states: tuple[str, ...]
    release: ReferenceRelease


class References(Protocol):
    """Small lists of the active releases."""

    def place(self, code: str, on: date) -> Place | NotHeld | None:
        """The place of service ``code`` (two digits); None where it is not listed."""
        ...

    def places(self, on: date) -> tuple[Place, ...] | NotHeld:
        """Every place of service, by code."""
        ...

    def modifier(self, code: str, on: date) -> ModifierName | NotHeld | None:
        """The modifier ``code`` (normal form); None where it is not listed."""
        ...

    def editor_lists(self, code: str, on: date) -> tuple[EditorList, ...] | NotHeld:
        """The lists that name the ICD-10-CM ``code`` (normal form); empty for none."""
        ...

    def contractors(self, state: str, on: date) -> tuple[Contractor, ...] | NotHeld:
        """Who serves ``state`` (two letters): parts A and B, then equipment; empty for none."""
        ...
