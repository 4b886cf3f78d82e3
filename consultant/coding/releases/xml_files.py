"""Official XML files as streams: elements while they are read, refusals that name file, line and column."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal, cast
from xml.etree.ElementTree import Element, ParseError, iterparse

from consultant.coding.releases.errors import UnreadableRelease

GZIP = b"\x1f\x8b"


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading bytes, gzip undone where it is packed. Raises UnreadableRelease where the packing is broken."""
    with path.open("rb") as raw:
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
                path.name, 1, f"a file that can be unpacked to its end ({type(error).__name__})"
            ) from error


def elements(path: Path, *events: Literal["start", "end"], what: str) -> Iterator[tuple[str, Element]]:
    """Yield elements as they are read. Raises UnreadableRelease that says ``what`` was expected, and where.

    Expat itself limits the expansion of entities and fetches nothing from outside.
    """
    try:
        with opened(path) as source:
            yield from iterparse(source, events=events)  # noqa: S314
    except ParseError as error:
        line, column = error.position
        raise UnreadableRelease(path.name, line, f"well-formed XML of {what} (column {column})") from error


def root_of(path: Path) -> str | None:
    """Return the name of a file's outermost element, or None where it is no XML."""
    try:
        with opened(path) as source:
            for _, element in iterparse(source, events=("start",)):  # noqa: S314
                return str(element.tag)
    except (ParseError, UnreadableRelease):
        return None
    return None


def words(element: Element | None) -> str:
    """Return an element's own text in one line, without that of its children."""
    return " ".join((element.text or "").split()) if element is not None else ""
