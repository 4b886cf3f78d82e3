"""Reader of the HCPCS Level II contractor file (fixed width), codes and modifiers with their attributes, as a stream.

Columns are 1-based and inclusive in the record layout that CMS publishes beside the file. Lines may be cut after
their last filled column; continuation lines of the long description carry text alone. Bytes are latin-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.sources import Readable, opened

_RECORD = re.compile(r"^(?:[A-Z]\d{4}|   [A-Z0-9]{2})\d{5}[3478]")
_FIRST, _CONTINUED = "37", "48"
_MODIFIER = "78"
_STEP = 100
"""By which the lines of one code are numbered."""

COVERAGE = {
    "C": "carrier judgement",
    "D": "special coverage instructions apply",
    "I": "not payable by Medicare",
    "M": "not covered by Medicare",
    "S": "not covered by Medicare statute",
}

ACTIONS = {
    "A": "added",
    "B": "long text changed",
    "C": "short text changed",
    "D": "discontinued",
    "F": "administrative data changed",
    "N": "no change",
    "P": "payment changed",
    "R": "re-activated",
    "S": "short text changed",
    "T": "other change",
}


@dataclass(frozen=True, slots=True)
class HcpcsRow:
    """One code or modifier. ``terminated`` is the last day on which it is good."""

    code: str
    modifier: bool
    long: str
    short: str
    pricing: tuple[str, ...]
    multiple_pricing: str
    manual: tuple[str, ...]
    statute: str
    cross_references: tuple[str, ...]
    coverage: str
    processing_note: str
    betos: str
    service_types: tuple[str, ...]
    added: date | None
    effective: date | None
    terminated: date | None
    action: str


def looks_like_contractor_file(source: Readable) -> bool:
    """Whether one of the first hundred lines is a record of this layout."""
    with opened(source) as stream:
        head = [stream.readline(4096) for _ in range(100)]
    return any(_RECORD.match(line.decode("latin-1")) for line in head)


def read_contractor(path: Path) -> Iterator[HcpcsRow]:
    """Codes and modifiers in file order. Raises UnreadableRelease naming file, line and what was expected."""
    pending: tuple[int, str, list[str]] | None = None
    number = sequence = 0
    with path.open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            line = raw.decode("latin-1").rstrip("\r\n")
            if not _RECORD.match(line):
                # Disclaimers stand before the first record, blank lines anywhere; text in between is damage.
                if pending is not None and line.strip():
                    raise UnreadableRelease(path.name, number, "a HCPCS record (code, sequence number, record type)")
                continue
            if line[10] in _FIRST:
                if pending is not None:
                    yield _row(path, *pending)
                pending = (number, line.ljust(320), [line[11:91].strip()])
            elif pending is None or pending[1][:5] != line[:5]:
                raise UnreadableRelease(
                    path.name, number, f"the first line of {line[:5].strip()} before its continuation"
                )
            else:
                pending[2].append(line[11:91].strip())
            sequence = _STEP if line[10] in _FIRST else sequence + _STEP
            if line[5:10] != f"{sequence:05d}":
                expected = f"sequence number {sequence:05d} in columns 6 to 10, not {line[5:10]}: lines are missing"
                raise UnreadableRelease(path.name, number, expected)
    if pending is None:
        raise UnreadableRelease(path.name, max(number, 1), "HCPCS records of the contractor layout")
    yield _row(path, *pending)


def _row(path: Path, number: int, line: str, texts: list[str]) -> HcpcsRow:
    def column(begin: int, end: int) -> str:
        return line[begin - 1 : end].strip()

    def columns(begin: int, width: int, count: int) -> tuple[str, ...]:
        found = (column(begin + at * width, begin + (at + 1) * width - 1) for at in range(count))
        return tuple(value for value in found if value)

    def on(begin: int, name: str) -> date | None:
        written = column(begin, begin + 7)
        if not written:
            return None
        try:
            return date(int(written[:4]), int(written[4:6]), int(written[6:8]))
        except ValueError:
            raise UnreadableRelease(
                path.name, number, f"{name} as YYYYMMDD in columns {begin} to {begin + 7}, not {written!r}"
            ) from None

    # The text breaks its lines where the table has two blanks, so words are parted by one in both.
    long = " ".join(" ".join(texts).split())
    if not long:
        raise UnreadableRelease(path.name, number, "a long description in columns 12 to 91")
    added = on(269, "ADD DT")
    return HcpcsRow(
        code=column(1, 5),
        modifier=line[10] in _MODIFIER,
        long=long,
        short=column(92, 119),
        pricing=columns(120, 2, 4),
        multiple_pricing=column(128, 128),
        manual=columns(129, 6, 3) + columns(147, 8, 3),
        statute=column(171, 180),
        cross_references=columns(205, 5, 5),
        coverage=column(230, 230),
        processing_note=column(253, 256),
        betos=column(257, 259),
        service_types=columns(261, 1, 5),
        added=added,
        # An empty date of the last action means that nothing has changed since the code was added.
        effective=on(277, "ACT EFF DT") or added,
        terminated=on(285, "TERM DT"),
        action=column(293, 293),
    )
