"""Official files without the AMA's words, before anything of them is written: for desks that state no CPT licence."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import IO

from consultant.coding.releases.cpt import read_cpt
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.fee_schedule import DESCRIPTION, is_heading
from consultant.coding.releases.kinds import Kind, kind_of
from consultant.coding.releases.sheets import rows

_CHUNK = 1024 * 1024
_NO_WORD = "-"
NOT_KEPT = b"not kept: no reader of the desk knows this file\n"
"""What stands in place of such a file."""
Copy = Callable[[IO[bytes]], Iterator[bytes]]


def without_words(stream: IO[bytes]) -> Iterator[bytes]:
    """What may be kept of an official file.

    That is all of it where its layout has none of the AMA's words; the fee schedule (as CSV, whatever it was) without its
    descriptions; of a licensed CPT file the numbers, by which it is still told as what it is; and nothing of a file that
    no reader knows, for what is in it nobody can say. Raises UnreadableRelease where the file breaks within.
    """
    kind = _kind(stream)
    stream.seek(0)
    if kind is Kind.FEES:
        yield from _fees(stream)
    elif kind is Kind.CPT:
        yield from (f"{row.code}\t{_NO_WORD}\n".encode() for row in read_cpt(stream))
    elif kind is not None:
        while chunk := stream.read(_CHUNK):
            yield chunk
    else:
        yield NOT_KEPT


def _kind(stream: IO[bytes]) -> Kind | None:
    try:
        return kind_of(stream)
    except UnreadableRelease:
        return None


def _fees(stream: IO[bytes]) -> Iterator[bytes]:
    """Rows with an empty description below the headings; above them stand titles and notices alone."""
    below = False
    for _, cells in rows(stream):
        if below and len(cells) > DESCRIPTION:
            cells[DESCRIPTION] = ""
        below = below or is_heading(cells)
        out = io.StringIO()
        csv.writer(out).writerow(cells)
        yield out.getvalue().encode()
