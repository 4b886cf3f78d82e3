"""Reader of the NCCI add-on code edits: each add-on code with a primary code that it may stand beside.

Two layouts: the publisher's workbook (a notice, then AOC_Edit_Type ... Special_Instruction_Notes, dates as YYYYDDD) and a
plain re-writing of it as pairs (addon_code, primary_code, aoc_type, effective_date, end_date).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.sheets import Line, table
from consultant.coding.releases.sources import Readable, begins_as

CONTRACTOR_DEFINED = "CCCCC"

_WORKBOOK = {
    "type": "AOC EDIT TYPE",
    "add_on": "ADD ON CODE",
    "primary": "PRIMARY CODE",
    "begins": "AOC EDIT EFF ?DT( JULIAN)?",
    "ends": "AOC EDIT DEL ?DT( JULIAN)?",
}
_WORKBOOK_MORE = {
    "add_on_ends": "AOC DEL ?DT( JULIAN)?",
    "primary_ends": "PRIMARY CODE DEL ?DT( JULIAN)?",
    "notes": "SPECIAL INSTRUCTION NOTES?",
}
_PAIRS = {
    "type": "AOC TYPE",
    "add_on": "ADDON CODE",
    "primary": "PRIMARY CODE",
    "begins": "EFFECTIVE DATE",
    "ends": "END DATE",
}

TYPES = {
    1: "a fixed list of primary codes",
    2: "primary codes that the contractor chooses",
    3: "some listed primary codes, and others that the contractor chooses",
}


@dataclass(frozen=True, slots=True)
class AddOnRow:
    """One add-on code beside one primary, or beside any of the contractor's choice (``primary`` None). Ends inclusive."""

    add_on: str
    primary: str | None
    type: int
    effective: date
    ends: date | None
    add_on_ends: date | None
    primary_ends: date | None
    notes: str


def looks_like_add_on_codes(source: Readable) -> bool:
    """Whether the headings of either layout and a first row are there."""
    return begins_as(read_add_on_codes, source)


def read_add_on_codes(source: Readable) -> Iterator[AddOnRow]:
    """Pairs in file order, from either layout. Raises UnreadableRelease naming file, line, column."""
    try:
        sheet = table(source, _PAIRS, what="add-on code pairs")
    except UnreadableRelease:
        sheet = table(source, _WORKBOOK, optional=_WORKBOOK_MORE, what="the add-on code edits")
    for line in sheet:
        if (kind := line.text("type")) not in ("1", "2", "3"):
            raise line.refusal("type", "the type of add-on code, 1, 2 or 3")
        primary = line.text("primary").upper()
        begins = _day(line, "begins")
        if begins is None:
            raise line.refusal("begins", "the first day as YYYYDDD or a date")
        yield AddOnRow(
            add_on=line.procedure("add_on"),
            primary=None if primary == CONTRACTOR_DEFINED else line.procedure("primary"),
            type=int(kind),
            effective=begins,
            ends=_day(line, "ends"),
            add_on_ends=_day(line, "add_on_ends"),
            primary_ends=_day(line, "primary_ends"),
            notes=line.text("notes"),
        )


def _day(line: Line, column: str) -> date | None:
    """YYYYDDD (day of the year), or any form of a date; None when empty or zero."""
    text = line.text(column)
    if not text.strip("0*"):
        return None
    if not (len(text) == 7 and text.isascii() and text.isdigit()):
        return line.day(column)
    year, days = int(text[:4]), int(text[4:])
    try:
        found = date(year, 1, 1) + timedelta(days=days - 1)
    except (ValueError, OverflowError):
        raise line.refusal(column, "a date as YYYYDDD (year and day of the year)") from None
    if found.year != year:
        raise line.refusal(column, "a date as YYYYDDD (year and day of the year)")
    return found
