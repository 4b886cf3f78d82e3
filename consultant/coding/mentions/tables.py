"""Lines of a table: what stands in the columns behind a code, where a heading names them or their order speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from consultant.coding.systems.modifiers import LEVEL_1, LEVEL_2

ROWS = 80
"""Lines below a heading that are read under it."""
COLUMNS = 16
"""Cells behind a code that are read."""

_CODES = r"code|cpt|hcpcs|proc(?:edure)?"
_MODIFIERS = r"mods?|modifiers?|m[1-4]|mod[1-4]"
_UNITS = r"units?|qty|quantity|days/units"
_GAP = r"[ ]*[|\t][ ]*|[ ]{2,}"
_HEADING = re.compile(
    rf"^(?=[^\n?]{{0,160}}$)(?=[^\n]*\b(?:{_CODES})s?\b)(?=[^\n]*\b(?:{_MODIFIERS}|{_UNITS})\b)"
    r"(?=[^\n]*(?:[|\t]|[ ]{2})|(?-i:[^a-z\n]*$))[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_KINDS = (("modifiers", re.compile(_MODIFIERS, re.IGNORECASE)), ("units", re.compile(_UNITS, re.IGNORECASE)))
_CELL = re.compile(rf"(?:{_GAP})(?P<cell>[^|\t\n]*?)(?=[ ]*[|\t]|[ ]{{2,}}|[ ]*$)", re.MULTILINE)
_STEP = re.compile(_GAP)
_COUNT = re.compile(r"(\d{1,4})(?:\.0{1,2})?")
_PLAIN_COUNT = re.compile(r"(\d{1,3})")
_APART = re.compile(r"[\s,/;-]+")


@dataclass(frozen=True, slots=True)
class Table:
    """A heading's columns by their offset in the line, and the stretch of text that stands under it.

    ``ruled``: cells are parted by strokes or tabs, so that their number tells the column.
    """

    start: int
    end: int
    ruled: bool
    columns: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Modifiers and units of one line, and the offset behind the cells that said them."""

    modifiers: tuple[str, ...]
    units: int | None
    end: int


def tables(text: str) -> tuple[Table, ...]:
    """Every table of ``text`` whose heading names codes and modifiers or units."""
    return tuple(_table(text, heading) for heading in _HEADING.finditer(text))


def _table(text: str, heading: re.Match[str]) -> Table:
    end = heading.end()
    for _ in range(ROWS):
        line_end = text.find("\n", end + 1)
        line_end = len(text) if line_end < 0 else line_end
        if end >= len(text) or not text[end:line_end].strip():
            break
        end = line_end
    line = heading.group()
    ruled = "|" in line or "\t" in line
    shape = re.compile(r"[^|\t]+") if ruled else re.compile(r"\S+")
    columns = tuple((found.start(), _kind(found.group().strip())) for found in shape.finditer(line))
    return Table(heading.end(), end, ruled, columns)


def _kind(name: str) -> str:
    return next((kind for kind, shape in _KINDS if shape.fullmatch(name)), "")


def row_after(text: str, at: int, found: tuple[Table, ...]) -> Row | None:
    """What the columns behind a code that ends at ``at`` say; None where no column follows or nothing is known of it."""
    if not _STEP.match(text, at):
        return None
    line = text.rfind("\n", 0, at) + 1
    line_end = text.find("\n", at)
    cells = list(islice(_CELL.finditer(text, at, len(text) if line_end < 0 else line_end), COLUMNS))
    table = next((one for one in found if one.start <= at <= one.end), None)
    if table is None:
        return _by_order(cells)
    ruled = table.ruled and text[at:].lstrip(" ")[:1] in "|\t"
    before = len(re.findall(r"[|\t]", text[line:at]))
    modifiers: list[str] = []
    units, end = None, at
    for number, cell in enumerate(cells, start=1):
        kind = _column(table, before + number if ruled else None, cell.start("cell") - line)
        if kind == "modifiers" and (said := _modifiers(cell["cell"])):
            modifiers += said
            end = cell.end()
        elif kind == "units" and (count := _COUNT.fullmatch(cell["cell"])):
            units, end = int(count[1]), cell.end()
    return Row(tuple(modifiers), units, end)


def _column(table: Table, number: int | None, offset: int) -> str:
    if number is not None:
        return table.columns[number][1] if number < len(table.columns) else ""
    return min(table.columns, key=lambda column: abs(column[0] - offset))[1]


def _by_order(cells: list[re.Match[str]]) -> Row | None:
    """Without a heading: modifiers and then a count of units ("99213 | 25 | 1 | 150.00"), or letters alone ("| RT |")."""
    said: list[str] = []
    end = 0
    for cell in cells:
        if more := _modifiers(cell["cell"]):
            said += more
            end = cell.end()
        elif said and (count := _PLAIN_COUNT.fullmatch(cell["cell"])):
            return Row(tuple(said), int(count[1]), cell.end())
        else:
            break
    return Row(tuple(said), None, end) if said and all(one.isalpha() for one in said) else None


def _modifiers(cell: str) -> tuple[str, ...]:
    """Modifiers that fill a cell; none when it holds anything else."""
    said = tuple(part.upper() for part in _APART.split(cell.strip(" -")) if part)
    return said if len(said) <= 4 and all(one in LEVEL_1 or one in LEVEL_2 for one in said) else ()
