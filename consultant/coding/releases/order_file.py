"""Reader of the ICD-10 order files (CM and PCS): every code in its order, headers too, with short and long title.

Columns, 1-based: 1-5 order, 7-13 code without dot, 15 billable 0/1, 17-76 short title, 78- long title.
Source: CMS and NCHS, ``icd10cm_order_YYYY.txt`` and ``icd10pcs_order_YYYY.txt`` with their ``icd10OrderFiles.pdf``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.xml_files import opened

_RECORD = re.compile(r"(\d{5}) ([A-Z0-9]{3,7}) {1,5}([01]) (.{60}) (.+)")


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A line: ``order`` counts from 1, ``code`` has no dot."""

    order: int
    code: str
    billable: bool
    short: str
    long: str


def looks_like_order_file(head: bytes) -> bool:
    """Whether the first line of ``head`` is a record of this layout."""
    return bool(_RECORD.match(head.partition(b"\n")[0].decode("latin-1").rstrip("\r")))


def read_order_file(path: Path) -> Iterator[OrderRow]:
    """Yield every line in order. Raises UnreadableRelease that names file and line, also where lines are missing."""
    before = 0
    with opened(path) as source:
        for number, raw in enumerate(source, 1):
            line = raw.decode("latin-1").rstrip("\r\n")
            if not line.strip():
                continue
            found = _RECORD.fullmatch(line)
            if found is None or found[2] != line[6:13].rstrip():
                raise UnreadableRelease(
                    path.name, number, "order (5 digits), code, 0 or 1, short title and long title in their columns"
                )
            order = int(found[1])
            if order <= before:
                raise UnreadableRelease(path.name, number, f"an order number above {before} (column 1)")
            before = order
            yield OrderRow(order, found[2], found[3] == "1", found[4].rstrip(), found[5].strip())
    if not before:
        raise UnreadableRelease(path.name, 1, "records of an ICD-10 order file")
