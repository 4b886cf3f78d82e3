"""Reader of the ICD-10-PCS tables: a code is seven values, and legal only inside one row of one table.

Layout: ``pcsTable > axis[@pos=1..3]``, ``pcsRow > axis[@pos=4..7] > title, label[@code]``; a third axis may carry the
definition of its operation. Source: CMS, ``icd10pcs_tables_YYYY.xml``; ICD-10-PCS Official Guidelines, A1 to A9.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from xml.etree.ElementTree import Element

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.xml_files import elements, words

ROOT = "ICD10PCS.tabular"
AXES = 7


@dataclass(frozen=True, slots=True)
class Axis:
    """One character of a code: what it says, and its values in printed order."""

    title: str
    values: tuple[tuple[str, str], ...]
    definition: str = ""


@dataclass(frozen=True, slots=True)
class PcsRow:
    """A row of a table: its seven axes, the first three with one value each. Every combination is a code."""

    axes: tuple[Axis, ...]

    @property
    def table(self) -> str:
        """The three characters that name the table."""
        return "".join(axis.values[0][0] for axis in self.axes[:3])

    @property
    def count(self) -> int:
        """How many codes the row makes."""
        made = 1
        for axis in self.axes:
            made *= len(axis.values)
        return made

    def codes(self) -> Iterator[str]:
        """Yield the row's codes in printed order."""
        for values in product(*(axis.values for axis in self.axes)):
            yield "".join(value for value, _ in values)

    def holds(self, beginning: str) -> bool:
        """Whether a code of this row begins so."""
        return all(
            character in {value for value, _ in axis.values}
            for character, axis in zip(beginning, self.axes, strict=False)
        )


def version_of_tables(path: Path) -> str | None:
    """Return the fiscal year that the tables state, or None for another file."""
    root = ""
    for event, element in elements(path, "start", "end", what="the ICD-10-PCS tables"):
        root = root or element.tag
        if root != ROOT:
            return None
        if event == "end" and element.tag == "version":
            return words(element)
    return None


def read_pcs_tables(path: Path) -> Iterator[PcsRow]:
    """Yield every row in printed order. Raises UnreadableRelease, also where a row's own count does not agree."""
    table: list[Axis] = []
    rows = 0
    for event, element in elements(path, "start", "end", what="the ICD-10-PCS tables"):
        if event == "start":
            if element.tag == "pcsTable":
                table = []
            continue
        if element.tag == "axis" and int(element.get("pos", "0")) <= 3:
            table.append(_axis(element))
        elif element.tag == "pcsRow":
            row = PcsRow((*table, *(_axis(axis) for axis in element.findall("axis"))))
            if len(row.axes) != AXES or any(len(axis.values) != 1 for axis in row.axes[:3]):
                raise UnreadableRelease(path.name, 1, f"seven axes in row {rows + 1} of the tables")
            if row.count != int(element.get("codes", row.count)):
                raise UnreadableRelease(
                    path.name, 1, f"{element.get('codes')} codes in row {rows + 1} (table {row.table}), not {row.count}"
                )
            rows += 1
            yield row
            element.clear()
    if not rows:
        raise UnreadableRelease(path.name, 1, "rows of the ICD-10-PCS tables")


def _axis(element: Element) -> Axis:
    values = tuple((label.get("code", ""), words(label)) for label in element.findall("label"))
    return Axis(words(element.find("title")), values, words(element.find("definition")))


def choices(rows: Sequence[PcsRow], beginning: str) -> Axis | None:
    """Return the next character's axis for a code that begins so, the values of all its rows joined; None for none.

    A code is built character by character: each row that still holds the beginning offers its values.
    """
    found: dict[str, str] = {}
    title = definition = ""
    for row in rows:
        if len(beginning) < AXES and row.holds(beginning):
            axis = row.axes[len(beginning)]
            title, definition = title or axis.title, definition or axis.definition
            for value, label in axis.values:
                found.setdefault(value, label)
    return Axis(title, tuple(found.items()), definition) if found else None
