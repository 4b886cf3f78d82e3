"""Readers of the HCPCS Level II tables: the 48-column CSV or XLSX twin of the contractor file, and bare descriptors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consultant.coding.releases.hcpcs_contractor import HcpcsRow
from consultant.coding.releases.sheets import Line, table
from consultant.coding.releases.sources import Readable, begins_as

_SINGLE = {
    "HCPC": "HCPC",
    "RECID": "RECID",
    "LONG": "LONG DESCRIPTION",
    "SHORT": "SHORT DESCRIPTION",
    "MULT_PI": "MULT PI",
    "STATUTE": "STATUTE",
    "COV": "COV",
    "PROCNOTE": "PROCNOTE",
    "BETOS": "BETOS",
    "ADD DT": "ADD DT",
    "ACT EFF DT": "ACT EFF DT",
    "TERM DT": "TERM DT",
    "ACTION CD": "ACTION CD",
}
_REPEATED = {"PRICE": 4, "CIM": 3, "MCM": 3, "XREF": 5, "TOS": 5}
_COLUMNS = _SINGLE | {f"{stem}{at}": f"{stem}{at}" for stem, many in _REPEATED.items() for at in range(1, many + 1)}
_DESCRIPTORS = {
    "HCPC": "HCPCS CODE|HCPCS?|CODE",
    "SHORT": "SHORT DESCRIPTION",
    "LONG": "LONG DESCRIPTION",
}
_CODE = re.compile(r"[A-Z][0-9]{4}")
_MODIFIER = re.compile(r"[A-Z][A-Z0-9]|[0-9][A-Z0-9]")


@dataclass(frozen=True, slots=True)
class HcpcsText:
    """The words of one code or modifier, from a file that has nothing else."""

    code: str
    modifier: bool
    short: str
    long: str


def looks_like_hcpcs_table(source: Readable) -> bool:
    """Whether the 48-column headings and a first row are there."""
    return begins_as(read_hcpcs_table, source)


def looks_like_descriptors(source: Readable) -> bool:
    """Whether it is a table of code, short and long description that has no more columns of HCPCS."""
    return not looks_like_hcpcs_table(source) and begins_as(read_descriptors, source)


def read_hcpcs_table(source: Readable) -> Iterator[HcpcsRow]:
    """The rows that the contractor text gives, from its CSV or XLSX twin. Raises UnreadableRelease.

    The heading row is found by HCPC (row 8 of the 2019 workbook); a long text may go on in rows of RECID 4 or 8.
    """
    pending: tuple[Line, list[str]] | None = None
    for line in table(source, _COLUMNS, what="the HCPCS Level II table"):
        kind = line.text("RECID")
        if kind in ("3", "7"):
            if pending is not None:
                yield _row(*pending)
            pending = (line, [_long(line)])
        elif kind in ("4", "8") and pending is not None and pending[0].text("HCPC") == line.text("HCPC"):
            pending[1].append(_long(line))
        else:
            raise line.refusal("RECID", "record type 3, 4, 7 or 8, a first line before its continuation")
    if pending is not None:
        yield _row(*pending)


def read_descriptors(source: Readable) -> Iterator[HcpcsText]:
    """Code, short and long text of each code and modifier, in file order. Raises UnreadableRelease."""
    for line in table(source, _DESCRIPTORS, what="the HCPCS descriptors"):
        code = line.text("HCPC").upper()
        modifier = _is_modifier(line, code)
        long = line.filled("LONG", "a long description")
        yield HcpcsText(code, modifier, " ".join(line.text("SHORT").split()), " ".join(long.split()))


def _is_modifier(line: Line, code: str) -> bool:
    if _CODE.fullmatch(code):
        return False
    if _MODIFIER.fullmatch(code):
        return True
    raise line.refusal("HCPC", "a HCPCS code (letter and four digits) or a modifier of two characters")


def _long(line: Line) -> str:
    return " ".join(line.text("LONG").split())


def _row(line: Line, texts: list[str]) -> HcpcsRow:
    code = line.text("HCPC").upper()
    modifier = _is_modifier(line, code)
    if modifier != (line.text("RECID") == "7"):
        raise line.refusal("RECID", "record type 3 for a code, 7 for a modifier")
    long = " ".join(text for text in texts if text)
    if not long:
        raise line.refusal("LONG", "a long description")
    added = line.day("ADD DT")
    many = {stem: _several(line, stem, count) for stem, count in _REPEATED.items()}
    return HcpcsRow(
        code=code,
        modifier=modifier,
        long=long,
        short=line.text("SHORT"),
        pricing=many["PRICE"],
        multiple_pricing=line.text("MULT_PI"),
        manual=many["CIM"] + many["MCM"],
        statute=line.text("STATUTE"),
        cross_references=many["XREF"],
        coverage=line.text("COV"),
        processing_note=line.text("PROCNOTE"),
        betos=line.text("BETOS"),
        service_types=many["TOS"],
        added=added,
        # As in the contractor text; the table leaves the date empty far more often.
        effective=line.day("ACT EFF DT") or added,
        terminated=line.day("TERM DT"),
        action=line.text("ACTION CD"),
    )


def _several(line: Line, stem: str, count: int) -> tuple[str, ...]:
    found = (line.text(f"{stem}{at}") for at in range(1, count + 1))
    return tuple(text for text in found if text)
