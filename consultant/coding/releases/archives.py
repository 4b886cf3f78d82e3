"""Files inside a zip as a publisher ships it, zips inside the zip too, each spooled to a file of its own in turn.

What is no release is refused before anything is trusted: names that leave the folder, links, encrypted members, too
many members, and more bytes, or bytes packed more tightly, than any official file has.
"""

from __future__ import annotations

import io
import re
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, cast

from consultant.coding.releases.errors import UnreadableRelease, shown
from consultant.coding.releases.sources import Readable, head_of, name_of, opened
from consultant.coding.releases.veiled import VeiledFile

_CHUNK = 1024 * 1024
_OFFICE = (".xlsx", ".xlsm", ".docx", ".pptx")
_JUNK = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What an official archive never exceeds; a ratio counts only beyond ``small`` bytes."""

    members: int = 5_000
    depth: int = 3
    total: int = 4 * 1024**3
    ratio: int = 300
    small: int = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """One file. ``name`` is its way through the archives ("all.zip/lcd.zip/lcd.csv"); ``path`` lasts until the next."""

    name: str
    path: Path


def plainly(stream: IO[bytes]) -> Iterator[bytes]:
    """A file's bytes as they are."""
    while chunk := stream.read(_CHUNK):
        yield chunk


@dataclass(slots=True)
class _Budget:
    """What is left of the limits, over all archives inside one another."""

    limits: Limits
    copy: Callable[[IO[bytes]], Iterator[bytes]] = plainly
    members: int = 0
    written: int = 0
    names: set[str] = field(default_factory=set)


def looks_like_archive(source: Readable) -> bool:
    """Whether it is a zip of files, and not one that is itself a document (XLSX)."""
    if not head_of(source, 4).startswith(b"PK"):
        return False
    try:
        with opened(source) as stream, zipfile.ZipFile(stream) as archive:
            return "[Content_Types].xml" not in archive.namelist()
    except Exception:  # noqa: BLE001 - a broken directory raises whatever it likes
        return False


def members(
    source: Readable, limits: Limits | None = None, *, copy: Callable[[IO[bytes]], Iterator[bytes]] = plainly
) -> Iterator[Member]:
    """Files in the order of the archive, inner archives unfolded. Raises UnreadableRelease in a plain sentence.

    Each file is whole and checked against its sum before it is handed out, and is gone when the next one comes. ``copy``
    says what of a file may be written; archives inside the archive wait where this process alone can read them.
    """
    budget = _Budget(limits or Limits(), copy)
    with tempfile.TemporaryDirectory(prefix="consultant-release-") as folder, opened(source) as stream:
        yield from _members(name_of(source), stream, Path(folder), budget, depth=1)


def check_workbook(name: str, stream: IO[bytes], limits: Limits | None = None) -> None:
    """Raises UnreadableRelease where a workbook is a trap for whoever unfolds it in memory."""
    with _directory(name, stream) as archive:
        _listed(name, archive, _Budget(limits or Limits(total=2 * 1024**3)))
        heavy = [info for info in archive.infolist() if info.filename.lower().endswith("sharedstrings.xml")]
        if any(info.file_size > 256 * 1024 * 1024 for info in heavy):
            raise UnreadableRelease(name, 1, "a workbook with less than 256 MB of words")


def _members(name: str, stream: IO[bytes], folder: Path, budget: _Budget, depth: int) -> Iterator[Member]:
    if depth > budget.limits.depth:
        raise UnreadableRelease(name, 1, f"no more than {budget.limits.depth} archives inside one another")
    with _directory(name, stream) as archive:
        for at, info in enumerate(_listed(name, archive, budget)):
            inside = f"{name}/{_tidy(info.filename)}"
            place = folder / f"{depth}.{at}"
            place.mkdir()
            path = place / PurePosixPath(_tidy(info.filename)).name
            with _unfolded(inside, archive, info, budget) as file:
                inner = not path.name.lower().endswith(_OFFICE) and looks_like_archive(file)
                if inner:
                    yield from _members(inside, file, place, budget, depth + 1)
                elif path.name.lower().endswith(".zip"):
                    raise UnreadableRelease(inside, 1, "a zip file inside the archive that opens")
                else:
                    _spool(inside, file, path, budget)
            if not inner:
                yield Member(inside, path)
                path.unlink(missing_ok=True)


def _directory(name: str, stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except Exception as error:  # a broken directory raises whatever it likes
        raise UnreadableRelease(name, 1, "a whole zip file") from error


def _listed(name: str, archive: zipfile.ZipFile, budget: _Budget) -> list[zipfile.ZipInfo]:
    """Members that are files and may be unfolded."""
    limits, seen, kept = budget.limits, set[str](), []
    for info in archive.infolist():
        budget.members += 1
        if budget.members > limits.members:
            raise UnreadableRelease(name, 1, f"no more than {limits.members:,} files in an archive")
        _refuse_tricks(name, info)
        tidy = _tidy(info.filename)
        if info.is_dir() or _JUNK.search(tidy):
            continue
        if tidy in seen:
            raise UnreadableRelease(name, 1, f"each file once, not {shown(tidy)} twice")
        seen.add(tidy)
        if info.file_size > limits.small and info.file_size > limits.ratio * max(info.compress_size, 1):
            raise UnreadableRelease(
                name, 1, f"files packed no tighter than 1 to {limits.ratio}, unlike {shown(tidy)} (a zip bomb?)"
            )
        kept.append(info)
    if sum(info.file_size for info in kept) > limits.total - budget.written:
        raise UnreadableRelease(name, 1, f"no more than {limits.total:,} bytes when unfolded (a zip bomb?)")
    if not kept:
        raise UnreadableRelease(name, 1, "at least one file in the archive")
    return kept


def _refuse_tricks(name: str, info: zipfile.ZipInfo) -> None:
    written = info.filename
    parts = written.replace("\\", "/").split("/")
    if written.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", written) or ".." in parts:
        raise UnreadableRelease(name, 1, f"names that stay inside the archive, not {shown(written)}")
    if not _tidy(written).strip("/. ") or any(ord(letter) < 32 for letter in written) or len(parts[-1].encode()) > 200:
        raise UnreadableRelease(name, 1, f"file names that a person can read, not {shown(written)}")
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise UnreadableRelease(name, 1, f"plain files, not a link or device such as {shown(written)}")
    if info.flag_bits & 0x1:
        raise UnreadableRelease(name, 1, f"files without a password, unlike {shown(written)}")


def _tidy(written: str) -> str:
    return written.replace("\\", "/")


def _spool(name: str, stream: IO[bytes], path: Path, budget: _Budget) -> None:
    with _undamaged(name), path.open("wb") as out:
        stream.seek(0)
        for chunk in budget.copy(stream):
            budget.written += len(chunk)
            if budget.written > budget.limits.total:
                raise UnreadableRelease(name, 1, f"no more than {budget.limits.total:,} bytes (a zip bomb?)")
            out.write(chunk)


@contextmanager
def _unfolded(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> Iterator[IO[bytes]]:
    """The file's bytes, which can be sought in; of what is perhaps an archive a copy, since those are read from the end.

    The directory may lie about a size: no more comes out than it states, and what is short of it breaks its sum.
    """
    with _undamaged(name):
        packed = archive.open(info)
        perhaps = packed.read(2) == b"PK"
        packed.seek(0)
    with packed:
        if not perhaps:
            yield packed
            return
        with VeiledFile(info.filename) as veiled:
            with _undamaged(name):
                for chunk in plainly(packed):
                    budget.written += len(chunk)
                    veiled.write(chunk)
            yield cast("IO[bytes]", io.BufferedReader(veiled))


@contextmanager
def _undamaged(name: str) -> Iterator[None]:
    """Damaged members raise zlib, struct, lzma and a dozen other errors; raises UnreadableRelease in their place."""
    try:
        yield
    except UnreadableRelease:
        raise
    except Exception as error:
        raise UnreadableRelease(name, 1, "a whole, undamaged file in the archive") from error
