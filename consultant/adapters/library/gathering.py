"""What was handed in for an import: folders and zips unfolded, and the parts of one release put together."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from consultant.adapters.library.importing import NotInstalledError, kind_of, unfolded
from consultant.adapters.library.ptp_parts import table_of
from consultant.coding.releases.kinds import Kind
from consultant.errors import UserError

_LEFT = ("consultant-import-*", "consultant-release-*")
LEFT_SECONDS = 24 * 60 * 60
"""No import takes so long: an older folder of one was left by a process that was killed."""

# Kinds whose releases come in several files, and which of them belong together, by a file's name ("all.zip/part.txt").
_TOGETHER: Mapping[Kind, Callable[[str], str]] = {
    Kind.PAIRS: lambda name: table_of(PurePosixPath(name).name),
    Kind.COVERAGE: lambda name: name.partition("/")[0] if "/" in name else "",
    Kind.CPT: lambda name: name.partition("/")[0] if "/" in name else "",
}

# What else a file is: the tables make the codes, and their rows are kept for building one by hand.
_ALSO: Mapping[Kind, Kind] = {Kind.PCS_TABLES: Kind.PCS_ROWS}


@dataclass(slots=True)
class Gathered:
    """The files of one release. ``found``: met in a folder or a zip, not named by anybody, so perhaps not for the desk."""

    kind: Kind
    found: bool
    names: list[str] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, or a zip, that is no release; ``reason`` says what it is instead. ``known``: the desk can read such files."""

    name: str
    found: bool
    reason: str
    known: bool = False


def gathered(
    given: Iterable[Path], kind: Kind | None = None, *, cpt_licensed: bool = False
) -> Iterator[Gathered | Refused]:
    """Yield what can be built, each as soon as it is met; releases of several files last, when all were met.

    ``kind`` is what all of them are said to be; otherwise their content says it. The files of one that is yielded lie
    there until the next is asked for; nothing that was unpacked stays.
    """
    _tidy()
    several: dict[tuple[Kind, str], Gathered] = {}
    with tempfile.TemporaryDirectory(prefix="consultant-import-") as folder:
        for met in _met(given, cpt_licensed=cpt_licensed):
            if isinstance(met, Refused):
                yield met
                continue
            name, path, found, unpacked = met
            try:
                told = kind if kind and path.is_file() else kind_of(path, cpt_licensed=cpt_licensed)
                belongs = (told, _TOGETHER[told](name)) if told in _TOGETHER else None
            except UserError as error:
                yield Refused(name, found, str(error), known=isinstance(error, NotInstalledError))
                continue
            if belongs is None:
                yield Gathered(told, found, [name], [path])
                if told in _ALSO:
                    yield Gathered(_ALSO[told], found, [name], [path])
                continue
            group = several.setdefault(belongs, Gathered(told, found))
            group.found = group.found and found
            group.names.append(name)
            group.paths.append(_kept(path, Path(folder), len(group.paths)) if unpacked else path)
        yield from (several[belongs] for belongs in sorted(several))


def _tidy() -> None:
    """Remove what killed imports left unpacked; words under a licence may be among it."""
    for pattern in _LEFT:
        for folder in Path(tempfile.gettempdir()).glob(pattern):
            with contextlib.suppress(OSError):
                if time.time() - folder.stat().st_mtime > LEFT_SECONDS:
                    shutil.rmtree(folder)


def _kept(path: Path, folder: Path, number: int) -> Path:
    """Move an unpacked file to where it lasts, under its own name, which says what it is."""
    place = Path(tempfile.mkdtemp(prefix=f"{number}-", dir=folder)) / path.name
    shutil.move(path, place)
    return place


def _met(given: Iterable[Path], *, cpt_licensed: bool) -> Iterator[tuple[str, Path, bool, bool] | Refused]:
    """Each file's name, place, whether it was only met, and whether it was unpacked and is gone when the next one comes."""
    for path in given:
        folder = path.is_dir()
        inside = sorted(inner for inner in path.rglob("*") if inner.is_file()) if folder else [path]
        for file in inside:
            try:
                for name, place in unfolded(file, cpt_licensed=cpt_licensed):
                    yield name, place, folder or place != file, place != file
            except UserError as error:
                yield Refused(file.name, folder, str(error))
