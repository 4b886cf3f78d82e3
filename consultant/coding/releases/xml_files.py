"""Official XML files as streams: elements while they are read, refusals that name file, line and column."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Literal, cast
from xml.etree.ElementTree import Element, ParseError, iterparse

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.sources import Readable, name_of
from consultant.coding.releases.sources import opened as plainly_opened

GZIP = b"\x1f\x8b"


@contextmanager
def opened(source: Readable) -> Iterator[IO[bytes]]:
    """Open a file for reading bytes, gzip undone where it is packed. Raises UnreadableRelease where the packing is broken."""
    with plainly_opened(source) as raw:
        packed = raw.read(2) == GZIP
        raw.seek(0)
        if not packed:
            yield raw
            return
        try:
            with gzip.open(raw) as unpacked:
                yield cast("IO[bytes]", unpacked)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise UnreadableRelease(
                name_of(source), 1, f"a file that can be unpacked to its end ({type(error).__name__})"
            ) from error


def elements(source: Readable, *events: Literal["start", "end"], what: str) -> Iterator[tuple[str, Element]]:
    """Yield elements as they are read. Raises UnreadableRelease that says ``what`` was expected, and where.

    Expat itself limits the expansion of entities and fetches nothing from outside.
    """
    try:
        with opened(source) as stream:
            yield from iterparse(stream, events=events)  # noqa: S314
    except ParseError as error:
        line, column = error.position
        raise UnreadableRelease(name_of(source), line, f"well-formed XML of {what} (column {column})") from error


def root_of(source: Readable) -> str | None:
    """Return the name of a file's outermost element, or None where it is no XML."""
    try:
        with opened(source) as stream:
            for _, element in iterparse(stream, events=("start",)):  # noqa: S314
                return str(element.tag)
    except (ParseError, UnreadableRelease):
        return None
    return None


def words(element: Element | None) -> str:
    """Return an element's own text in one line, without that of its children."""
    return " ".join((element.text or "").split()) if element is not None else ""
