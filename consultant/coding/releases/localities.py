"""Reader of the geographic practice cost indices (GPCI, addendum E): the three indices of each Medicare locality.

Layout: two title rows, a heading of starred names with the year in it, localities, foot notes. Numbers of contractors
and localities keep their leading zeros.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.sheets import Line, heading, table
from consultant.coding.releases.sources import Readable, begins_as

_COLUMNS = {
    "contractor": "MEDICARE ADMINISTRATIVE CONTRACTOR( MAC)?|MAC|CONTRACTOR",
    "state": "STATE",
    "number": "LOCALITY NUMBER",
    "name": "LOCALITY NAME",
    "work": "(20.. )?PW GPCI( WITH 1 0 FLOOR)?",
    "practice": "(20.. )?PE GPCI",
    "malpractice": "(20.. )?MP GPCI",
}
_MORE = {"bare_work": "(20.. )?PW GPCI WITHOUT 1 0 FLOOR"}


@dataclass(frozen=True, slots=True)
class LocalityRow:
    """One locality. ``work`` counts for payment (with the floor); ``bare_work`` is the one without, where printed."""

    contractor: str
    state: str
    number: str
    name: str
    work: Decimal
    practice: Decimal
    malpractice: Decimal
    bare_work: Decimal | None
    year: int | None


def looks_like_localities(source: Readable) -> bool:
    """Whether the headings of the layout and a first locality are there."""
    return begins_as(read_localities, source)


def read_localities(source: Readable) -> Iterator[LocalityRow]:
    """Localities in file order, names without their stars; foot notes end the list. Raises UnreadableRelease."""
    sheet = table(source, _COLUMNS, optional=_MORE, what="the geographic practice cost indices")
    found = re.match(r"20\d\d", heading(sheet.titles[sheet.columns["work"]]))
    year, notes, seen = (int(found[0]) if found else None), False, False
    for line in sheet:
        if _is_note(line):
            notes = True
            continue
        if notes:
            raise line.refusal("contractor", "nothing but notes below the first foot note")
        seen = True
        yield _row(line, year)
    if not seen:
        raise UnreadableRelease(sheet.name, sheet.line + 1, "localities below the headings")


def _is_note(line: Line) -> bool:
    return sum(bool(cell.strip()) for cell in line.cells) == 1


def _row(line: Line, year: int | None) -> LocalityRow:
    contractor, state, number = line.text("contractor"), line.text("state").upper(), line.text("number")
    if not re.fullmatch(r"\d{4,5}", contractor, re.ASCII):
        raise line.refusal("contractor", "the number of a contractor, five digits")
    if not re.fullmatch(r"[A-Z]{2}", state):
        raise line.refusal("state", "a state of two letters")
    if not re.fullmatch(r"\d{1,2}", number, re.ASCII):
        raise line.refusal("number", "a locality of two digits")
    return LocalityRow(
        contractor=contractor.zfill(5),
        state=state,
        number=number.zfill(2),
        name=line.filled("name", "the name of the locality").replace("*", "").strip(),
        work=line.number_of("work"),
        practice=line.number_of("practice"),
        malpractice=line.number_of("malpractice"),
        bare_work=line.number_of("bare_work") if line.text("bare_work") else None,
        year=year,
    )
