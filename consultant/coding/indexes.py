"""What the ICD-10 indexes, tables and definitions say on a date, as values and as the port that answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.edits import NotHeld
from consultant.coding.releases.icd10_index import IndexTerm
from consultant.coding.releases.icd10pcs_definitions import Definition, DeviceKey
from consultant.coding.releases.icd10pcs_tables import Axis
from consultant.coding.sets import Reference, System

INDEXES: Mapping[System, tuple[Reference, ...]] = {
    System.CM: (Reference.CM_INDEX, Reference.CM_EXTERNAL, Reference.CM_DRUGS, Reference.CM_NEOPLASMS),
    System.PCS: (Reference.PCS_INDEX,),
}
SEARCHED = (Reference.CM_INDEX, Reference.CM_EXTERNAL)
"""Indexes whose lines are searched as names of codes."""
SEARCHED_TABLES = (Reference.CM_DRUGS, Reference.CM_NEOPLASMS)
"""Tables of which the search picks a line and a column."""


@dataclass(frozen=True, slots=True)
class IndexPath:
    """A line of an index that leads to a code: its words from the main term down.

    ``column`` is the head of a table's column, or empty. ``printed`` is what the index prints: the code itself or a
    beginning of it, with ``-`` where it wants more characters.
    """

    words: tuple[str, ...]
    nonessential: tuple[str, ...]
    column: str
    printed: str
    release: ReferenceRelease


@dataclass(frozen=True, slots=True)
class Paths:
    """Lines that lead to a code, the longest beginnings first; ``missing`` are indexes that nothing speaks for."""

    found: tuple[IndexPath, ...]
    missing: tuple[NotHeld, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """The characters that may follow the beginning of an ICD-10-PCS code, with their words."""

    axis: Axis
    release: ReferenceRelease


class Indexes(Protocol):
    """Indexes, tables and definitions of the active releases."""

    def paths_of(self, system: System, code: str, on: date) -> Paths:
        """Lines that lead to ``code`` (normal form), or to a beginning of it; systems without an index have none."""
        ...

    def terms(self, of: Reference, on: date) -> Iterator[IndexTerm] | NotHeld:
        """Every line of one index (a set of ``INDEXES``), in printed order."""
        ...

    def pcs_choices(self, beginning: str, on: date) -> Choices | NotHeld | None:
        """What may follow ``beginning`` (0 to 6 characters); None where no table goes on so."""
        ...

    def pcs_definitions(self, section: str, position: int, title: str, on: date) -> tuple[Definition, ...] | NotHeld:
        """What a value means, by its words as the tables print them; ``position`` is 1 to 7. Empty for none."""
        ...

    def pcs_devices(self, value: str, title: str, on: date) -> tuple[DeviceKey, ...] | NotHeld:
        """Devices of their own that count under the device ``value`` with the words ``title``."""
        ...
