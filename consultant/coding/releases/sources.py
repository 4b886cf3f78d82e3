"""Where a reader reads from: a path, or an open binary stream that has a name and can seek."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from consultant.coding.releases.errors import UnreadableRelease

Readable = Path | IO[bytes]


def name_of(source: Readable) -> str:
    """The bare file name, for errors and for layouts that state their date in it."""
    return source.name if isinstance(source, Path) else Path(str(getattr(source, "name", "the file"))).name


@contextmanager
def opened(source: Readable) -> Iterator[IO[bytes]]:
    """The source from its beginning. A path is closed behind; a stream stays its owner's."""
    if isinstance(source, Path):
        with source.open("rb") as stream:
            yield stream
    else:
        source.seek(0)
        yield source


def head_of(source: Readable, size: int = 4096) -> bytes:
    """The first bytes, by which a kind of file is told."""
    with opened(source) as stream:
        return stream.read(size)


def begins_as(read: Callable[[Readable], Iterable[object]], source: Readable) -> bool:
    """Whether a reader finds its layout and a first row in the source."""
    try:
        return next(iter(read(source)), None) is not None
    except UnreadableRelease:
        return False
