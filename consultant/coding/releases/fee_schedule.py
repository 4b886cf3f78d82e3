"""Reader of the Medicare physician fee schedule (PPRRVU): relative values and every payment indicator of a code.

Layout: title rows, then a heading stacked over several rows and joined here column by column; 32 columns in 2026, 31
before (without PRIC IND). A release has two files, for participants in the quality programme (QPP) and for others, each
with its own conversion factor. DESCRIPTION is the AMA's and is dropped here unless a licence is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.sheets import Line, Table, day, heading, is_workbook, procedure, rows
from consultant.coding.releases.sources import Readable, begins_as, name_of

_WITHIN = 40
_FIRST_INDICATOR = 3
DESCRIPTION = 2
"""The place of the column that is the AMA's."""

_COLUMNS = {
    "status": "STATUS CODE",
    "not_used": "NOT USED FOR MEDICARE( PAYMENT)?",
    "work": "WORK RVU",
    "non_facility_pe": "(.* )?NON FAC(ILITY)? PE RVU",
    "non_facility_na": "(.* )?NON FAC(ILITY)? NA INDICATOR",
    "facility_pe": "((TRANSITIONED|FULLY IMPLEMENTED) )?FACILITY PE RVU",
    "facility_na": "((TRANSITIONED|FULLY IMPLEMENTED) )?FACILITY NA INDICATOR",
    "malpractice": "MP RVU",
    "non_facility_total": "(.* )?NON FAC(ILITY)? TOTAL",
    "facility_total": "((TRANSITIONED|FULLY IMPLEMENTED) )?FACILITY TOTAL",
    "professional_technical": "PCTC IND",
    "global_days": "GLOB DAYS",
    "before_surgery": "PRE OP",
    "within_surgery": "INTRA OP",
    "after_surgery": "POST OP",
    "multiple": "MULT PROC",
    "bilateral": "BILAT SURG",
    "assistant": "ASST SURG",
    "co_surgeons": "CO SURG",
    "team": "TEAM SURG",
    "endoscopic_base": "ENDO BASE",
    "conversion_factor": "CONV FACTOR",
    "supervision": "PHYSICIAN SUPERVISION( OF)?( DIAGNOSTIC)?( PROCEDURES)?",
    "calculation": "CALC(ULATION)? FLAG",
    "imaging_family": "(DIAGNOSTIC )?IMAGING FAMILY( INDICATOR)?",
    "opps_non_facility_pe": "NON FAC(ILITY)? PE USED FOR OPPS PAYMENT AMOUNT",
    "opps_facility_pe": "FACILITY PE USED FOR OPPS PAYMENT AMOUNT",
    "opps_malpractice": "MP USED FOR OPPS PAYMENT AMOUNT",
}
_PRICING = {"pricing": "PRIC IND"}


@dataclass(frozen=True, slots=True)
class FeeRow:
    """One code with one modifier (empty, 26, TC or 53). Values are relative value units; indicators as printed."""

    code: str
    modifier: str
    description: str | None
    status: str
    not_used: str
    work: Decimal
    non_facility_pe: Decimal
    non_facility_na: bool
    facility_pe: Decimal
    facility_na: bool
    malpractice: Decimal
    non_facility_total: Decimal
    facility_total: Decimal
    professional_technical: str
    global_days: str
    before_surgery: Decimal
    within_surgery: Decimal
    after_surgery: Decimal
    multiple: str
    bilateral: str
    assistant: str
    co_surgeons: str
    team: str
    pricing: str
    endoscopic_base: str
    conversion_factor: Decimal
    supervision: str
    calculation: str
    imaging_family: str
    opps_non_facility_pe: Decimal
    opps_facility_pe: Decimal
    opps_malpractice: Decimal


@dataclass(frozen=True, slots=True)
class FeeFile:
    """What the title rows and the name say; ``quality`` is True for the QPP file, None where the name does not say."""

    title: str
    year: int | None
    released: date | None
    quality: bool | None


def looks_like_fee_schedule(source: Readable) -> bool:
    """Whether the stacked headings and a first row are there."""
    return begins_as(read_fee_schedule, source)


def file_of(source: Readable) -> FeeFile:
    """What the file says of itself above its headings. Raises UnreadableRelease."""
    titles = [" ".join(cell for cell in cells if cell.strip()) for cells in _stacked(source)[0]]
    title = next((" ".join(words.split()) for words in titles if "fee schedule" in words.lower()), "")
    year = re.search(r"\b20\d\d\b", title)
    released = next((found[1] for words in titles if (found := re.search(r"RELEASED\s+([\d/]+)", words))), "")
    bare = re.sub(r"[^a-z]", "", name_of(source).lower())
    quality = False if "nonqpp" in bare else True if "qpp" in bare else None
    return FeeFile(title, int(year[0]) if year else None, day(released), quality)


def read_fee_schedule(source: Readable, *, licensed: bool = False) -> Iterator[FeeRow]:
    """Rows in file order; descriptions only where the operator has stated a CPT licence. Raises UnreadableRelease."""
    for line in _stacked(source)[1]:
        yield _row(line, licensed=licensed)


def is_heading(cells: list[str]) -> bool:
    """Whether this is the last row of the stacked headings, below which the codes stand."""
    return len(cells) > _FIRST_INDICATOR and heading(cells[0]) == "HCPCS" and heading(cells[1]) == "MOD"


def _stacked(source: Readable) -> tuple[list[list[str]], Table]:
    """Rows above the headings, and the table below them with its headings joined."""
    name, padded = name_of(source), is_workbook(source)
    body = rows(source)
    above: list[list[str]] = []
    for number, cells in islice(body, _WITHIN):
        if is_heading(cells):
            stacked = [cells]
            while above and any(cell.strip() for cell in above[-1][_FIRST_INDICATOR:]):
                stacked.insert(0, above.pop())
            return above, _table(name, number, stacked, body, padded=padded)
        if cells and procedure(cells[0]):
            break
        above.append(cells)
    raise UnreadableRelease(name, 1, f"a heading row that begins with HCPCS, MOD in the first {_WITHIN} rows")


def _table(
    name: str, number: int, stacked: list[list[str]], body: Iterator[tuple[int, list[str]]], *, padded: bool
) -> Table:
    width = max(len(cells) for cells in stacked)
    titles = [" ".join(cells[at] for cells in stacked if at < len(cells)) for at in range(width)]
    while titles and not titles[-1].strip():
        titles.pop()
    plain = [heading(title) for title in titles]
    columns = {"code": 0, "modifier": 1, "description": DESCRIPTION}
    for key, pattern in (_COLUMNS | _PRICING).items():
        at = next((at for at in range(2, len(plain)) if re.fullmatch(pattern, plain[at])), None)
        if at is not None:
            columns[key] = at
        elif key in _COLUMNS:
            words = key.replace("_", " ").upper()
            raise UnreadableRelease(name, number, f"the column {words} among the stacked headings")
    if not plain[2].endswith("DESCRIPTION"):
        raise UnreadableRelease(name, number, "the column DESCRIPTION behind MOD", column=3)
    return Table(name, number, titles, columns, body, padded)


def _row(line: Line, *, licensed: bool) -> FeeRow:
    if not re.fullmatch(r"[A-Z0-9]{2}|", modifier := line.text("modifier").upper()):
        raise line.refusal("modifier", "a modifier of two characters or nothing")
    numbers = {
        key: line.number_of(key)
        for key in (
            "work",
            "non_facility_pe",
            "facility_pe",
            "malpractice",
            "non_facility_total",
            "facility_total",
            "before_surgery",
            "within_surgery",
            "after_surgery",
            "conversion_factor",
            "opps_non_facility_pe",
            "opps_facility_pe",
            "opps_malpractice",
        )
    }
    return FeeRow(
        code=line.procedure("code"),
        modifier=modifier,
        description=(line.text("description") or None) if licensed else None,
        status=_sign(line, "status", r"[A-Z]"),
        not_used=line.text("not_used"),
        non_facility_na=line.text("non_facility_na").upper() == "NA",
        facility_na=line.text("facility_na").upper() == "NA",
        professional_technical=_sign(line, "professional_technical", r"[0-9]"),
        global_days=_sign(line, "global_days", r"[0-9]{3}|[A-Z]{3}", width=3),
        multiple=_sign(line, "multiple", r"[0-9]"),
        bilateral=_sign(line, "bilateral", r"[0-9]"),
        assistant=_sign(line, "assistant", r"[0-9]"),
        co_surgeons=_sign(line, "co_surgeons", r"[0-9]"),
        team=_sign(line, "team", r"[0-9]"),
        pricing=_sign(line, "pricing", r"[0-9]|"),
        endoscopic_base=_sign(line, "endoscopic_base", r"[0-9A-Z]{5}|"),
        supervision=_sign(line, "supervision", r"[0-9A-Z]{2}|", width=2),
        calculation=_sign(line, "calculation", r"[0-9A-Z]?"),
        imaging_family=_sign(line, "imaging_family", r"[0-9]{2}|", width=2),
        **numbers,
    )


def _sign(line: Line, column: str, pattern: str, *, width: int = 1) -> str:
    """An indicator as printed; workbooks lose the leading zeros of numbers."""
    text = line.text(column).upper()
    text = text.zfill(width) if text.isdigit() else text
    if not re.fullmatch(pattern, text, re.ASCII):
        raise line.refusal(column, f"the indicator {column.replace('_', ' ')}")
    return text
