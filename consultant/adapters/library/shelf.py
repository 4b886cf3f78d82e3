"""The host's shelf of release files: a cache by hash, beside a note of which are active.

The desk's database decides what is active; the note lets commands that need no database use the same releases.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Collection
from pathlib import Path

from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.adapters.library.open_file import OtherLayout
from consultant.adapters.library.opening import AnyFile, open_release
from consultant.adapters.library.release_file import ReleaseFile
from consultant.adapters.packing import unpack
from consultant.coding.comparison import Changed, compare
from consultant.errors import NotFound, PermanentError

_ACTIVE = "active.json"
UNUSED_SECONDS = 24 * 60 * 60


class Shelf:
    """Release files of one host. ``fetch`` gives a path of what the blob store keeps of a file, compressed, by its hash.

    Without a licence for CPT its releases answer by numbers alone.
    """

    def __init__(self, folder: Path, fetch: Callable[[str], Path] | None = None, *, cpt_licensed: bool = False) -> None:
        self.folder = folder
        self._fetch = fetch
        self._cpt_licensed = cpt_licensed
        self._open: dict[str, AnyFile] = {}
        self._catalogues: dict[frozenset[str], LibraryCatalogue] = {}
        self._followed: frozenset[str] | None = None

    def catalogue(self, active: Collection[str]) -> LibraryCatalogue:
        """The catalogue of exactly the ``active`` release files (SHA-256 each), kept until another set is asked for.

        A check that holds an older catalogue finishes on it. Files that another version of the desk made are left out and
        logged: their sets count as missing until they are imported again. Raises PermanentError when a file is nowhere to
        be had.
        """
        wanted = frozenset(active)
        found = self._catalogues.get(wanted)
        if found is None:
            files = {key: self.file(key) for key in wanted if self.readable(key)}
            found = LibraryCatalogue(list(files.values()))
            self._open, self._catalogues = files, {wanted: found}
        return found

    def follow(self, active: Collection[str]) -> LibraryCatalogue:
        """The catalogue of the ``active`` files; where they have changed, on whatever host, this one notes it and tidies."""
        found = self.catalogue(active)
        if self._followed != (wanted := frozenset(active)):
            self.note(wanted)
            self._followed = wanted
        return found

    def file(self, key: str) -> AnyFile:
        """A release file, active or not, by its SHA-256. Raises PermanentError when it is nowhere to be had."""
        return self._open.get(key) or open_release(self._path(key), cpt_licensed=self._cpt_licensed)

    def readable(self, key: str) -> bool:
        """Whether this version of the desk can read the file. Raises PermanentError when it is nowhere to be had."""
        try:
            self.file(key)
        except OtherLayout:
            # The library of logs is half as large as all that a command needs to read codes.
            from consultant.logs import get

            get("library").warning("release_of_another_version", release=key[:12])
            return False
        return True

    def paths(self, keys: Collection[str]) -> tuple[Path, ...]:
        """Where release files lie on this host. Raises PermanentError when one is nowhere to be had."""
        return tuple(self._path(key) for key in sorted(keys))

    def changes(self, before: str, after: str) -> tuple[Changed, ...]:
        """What changed between two lists of codes, active or not, by code. Raises NotFound when one is no list."""
        files = (self.file(before), self.file(after))
        lists = [file.lines(file.release.system) for file in files if isinstance(file, ReleaseFile)]
        if len(lists) != len(files) or files[0].set is not files[1].set:
            raise NotFound("Two lists of codes of one system can be compared; these releases hold something else.")
        return tuple(compare(*lists))

    def noted(self) -> tuple[str, ...]:
        """The release files last noted as active on this host; none before setup."""
        return tuple(key for key in sorted(self._noted() or ()) if (self.folder / f"{key}.release").exists())

    def note(self, active: Collection[str]) -> None:
        """Note which release files are active, have them here, and tidy the others away."""
        before = self._noted()
        if before == set(active):
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        for key in active:
            # What is not to be had is said to whoever asks for it.
            with contextlib.suppress(PermanentError, NotFound):
                self._path(key)
        handle, part = tempfile.mkstemp(prefix=_ACTIVE, dir=self.folder)
        with os.fdopen(handle, "w") as opened:
            opened.write(json.dumps(sorted(active)))
        Path(part).replace(self.folder / _ACTIVE)
        self._tidy(active, before)

    def _noted(self) -> set[str] | None:
        try:
            return set(json.loads((self.folder / _ACTIVE).read_text()))
        except FileNotFoundError:
            return None

    def _tidy(self, active: Collection[str], before: Collection[str] | None) -> None:
        """Remove what is no longer active; a check that has it open goes on, and whoever wants it again fetches it.

        What was never active is perhaps in somebody's hands: being built, installed or compared. It is left for a day.
        """
        for path in (*self.folder.glob("*.release"), *self.folder.glob("*.part")):
            was_active = before is not None and path.stem in before
            with contextlib.suppress(FileNotFoundError):
                if path.stem not in active and (was_active or time.time() - path.stat().st_mtime > UNUSED_SECONDS):
                    path.unlink()

    def _path(self, key: str) -> Path:
        path = self.folder / f"{key}.release"
        if path.exists():
            return path
        if self._fetch is None:
            raise PermanentError(f"the release file {key[:12]} is not on this host")
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix="fetched-", suffix=".part", dir=self.folder)
        os.close(handle)
        try:
            if unpack(self._fetch(key), Path(part)) != key:
                raise PermanentError(f"the release file {key[:12]} arrived damaged")
            Path(part).chmod(0o444)
            Path(part).replace(path)
        finally:
            Path(part).unlink(missing_ok=True)
        return path
