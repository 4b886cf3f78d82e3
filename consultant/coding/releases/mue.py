"""Reader of the Medicare medically unlikely edits (MUE), CSV or XLSX: how many units of a code a day or a line may have.

Layout: a quoted notice of many lines, then ``HCPCS/CPT Code``, the values of one setting, the adjudication indicator (its
first digit counts) and the rationale. The date of the quarter stands in the file's name alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.sheets import Table, day, heading, table
from consultant.coding.releases.sources import Readable, begins_as

_COLUMNS = {
    "code": "HCPCS CPT CODE",
    "value": ".*MUE VALUES?",
    "mai": "MUE ADJUDICATION INDICATOR",
    "why": "MUE RATIONALE",
}
_SETTINGS = {
    "PRACTITIONER": "practitioner",
    "OUTPATIENT": "outpatient hospital",
    "FACILITY": "outpatient hospital",
    "DME": "DME",
    "DURABLE": "DME",
}
_DATE = re.compile(r"(?<!\d)(?:(\d{2})-(\d{2})-(\d{4})|(\d{4})-(\d{2})-(\d{2})|(\d{8}))(?!\d)")

INDICATORS = {
    1: "counted line by line of the claim",
    2: "counted by date of service, absolute (policy)",
    3: "counted by date of service, may be exceeded with documentation",
}


@dataclass(frozen=True, slots=True)
class MueRow:
    """One code in one setting. ``value`` is in units of service and may be 0; ``indicator`` is a key of INDICATORS."""

    code: str
    value: int
    indicator: int
    rationale: str
    setting: str


def looks_like_mue(source: Readable) -> bool:
    """Whether the headings of the layout and a first row are there."""
    return begins_as(read_mue, source)


def setting_of(text: str) -> str | None:
    """``practitioner``, ``outpatient hospital`` or ``DME`` by a word of the heading or of a file's name."""
    words = heading(text).replace(" ", "")
    return next((setting for word, setting in _SETTINGS.items() if word in words), None)


def effective_of(name: str) -> date | None:
    """The first day of the quarter, by a name such as ``.._Eff_07-01-2026.csv`` or ``.._2026-04-01_...csv``."""
    for found in _DATE.finditer(name):
        month, date_, year, *iso, bare = found.groups()
        text = bare or ("-".join(iso) if iso[0] else f"{year}-{month}-{date_}")
        if (read := day(text)) is not None:
            return read
    return None


def read_mue(source: Readable) -> Iterator[MueRow]:
    """Codes in file order. Raises UnreadableRelease naming file, line, column and what was expected."""
    sheet = table(source, _COLUMNS, what="a table of medically unlikely edits")
    setting = _setting(sheet)
    for line in sheet:
        mai = line.text("mai")
        if mai[:1] not in ("1", "2", "3") or mai[1:2].isdigit():
            raise line.refusal("mai", "an adjudication indicator that begins with 1, 2 or 3")
        yield MueRow(line.procedure("code"), line.whole("value"), int(mai[0]), line.text("why"), setting)


def _setting(sheet: Table) -> str:
    found = setting_of(sheet.titles[sheet.columns["value"]]) or setting_of(sheet.name)
    if found is None:
        expected = "the setting (Practitioner, Outpatient Hospital or DME) in this heading"
        raise UnreadableRelease(sheet.name, sheet.line, expected, column=sheet.place("value"))
    return found
