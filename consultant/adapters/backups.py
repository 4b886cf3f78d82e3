"""A backup as a folder: rows as compressed JSON lines, blobs as they lie, and a manifest that is written last.

Without its manifest a folder is no backup, so one that was interrupted is never taken for whole; an earlier backup in the
same folder stays whole until its successor is.
"""

import datetime as dt
import fcntl
import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from consultant.db.snapshot import Row, Snapshot, TableShape
from consultant.errors import NotFound, UserError
from consultant.ports import BlobStore

FORMAT = 1
MANIFEST = "manifest.json"
BLOBS = "blobs"
OURS = (MANIFEST, f"{MANIFEST}.new", BLOBS, ".lock")
Tell = Callable[[str], None]


class Backup:
    """A finished backup. Raises UserError when there is none, or when it is damaged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            text = (folder / MANIFEST).read_text()
        except FileNotFoundError:
            raise UserError(f"{folder} holds no finished backup: it has no {MANIFEST}") from None
        try:
            self.manifest: dict[str, Any] = json.loads(text)
            whole = self.manifest.pop("digest") == _digest(self.manifest)
        except (ValueError, KeyError, TypeError, AttributeError):
            whole = False
        if not whole:
            raise UserError(f"{folder / MANIFEST} is damaged; use another backup")
        if self.manifest["format"] != FORMAT:
            raise UserError(f"{folder} was written by a newer version; restore it with that one")
        self.revision: str = self.manifest["revision"]

    def check(self, tell: Tell) -> None:
        """Read every file and compare its SHA-256. Raises UserError that names the first one that differs."""
        tell("checking the backup")
        for entry in (*self.manifest["tables"], self.manifest["blobs"]):
            _compare(self._folder / entry["file"], entry["sha256"])
        for name, sha256 in self.blobs():
            _compare(self._folder / BLOBS / name[0] / name[1:], sha256)

    def tables(self, tell: Tell) -> Iterator[tuple[TableShape, Iterable[Row]]]:
        """Yield each table with its rows, in order."""
        for entry in self.manifest["tables"]:
            tell(f"{entry['name']}: {entry['rows']:,} rows")
            yield TableShape(entry["name"], entry["columns"]), _lines(self._folder / entry["file"])

    def blobs(self) -> Iterator[tuple[str, str]]:
        """Yield name and SHA-256 of each blob; they differ where blobs are sealed."""
        for line in (self._folder / self.manifest["blobs"]["file"]).read_text().splitlines():
            name, _, sha256 = line.partition(" ")
            yield name, sha256

    def give_blobs(self, store: BlobStore, tell: Tell) -> None:
        """Put every blob into a store."""
        for number, (name, _) in enumerate(self.blobs(), 1):
            store.copy_in(name, self._folder / BLOBS / name[0] / name[1:])
            if number % 1000 == 0:
                tell(f"blobs: {number:,}")
        tell(f"blobs: {self.manifest['blobs']['count']:,}")


@contextmanager
def begun(folder: Path) -> Iterator["Beginning"]:
    """Open a folder for a new backup. Raises UserError when it holds something else, or another backup runs there."""
    folder.mkdir(parents=True, exist_ok=True)
    strangers = [one.name for one in folder.iterdir() if one.name not in OURS and not one.name.startswith("rows-")]
    if strangers:
        raise UserError(f"{folder} holds something that is no backup ({min(strangers)}); name another folder")
    folder.chmod(0o700)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(f"another backup is being written into {folder}") from None
        yield Beginning(folder)


class Beginning:
    """A backup that is being written. Blobs that an earlier one brought into the folder are not copied again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows = folder / f"rows-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S.%fZ}"
        self._rows.mkdir()
        try:
            self._hashes = dict(Backup(folder).blobs())
        except (UserError, OSError):
            self._hashes = {}
        self._kept: dict[str, str] = {}
        self._tables: list[dict[str, Any]] = []

    def take_blobs(self, store: BlobStore, tell: Tell) -> None:
        """Copy what is not here yet."""
        fresh = 0
        for name in store.names():
            if name in self._kept:
                continue
            path = self._folder / BLOBS / name[0] / name[1:]
            if name not in self._hashes or not path.is_file():
                if not _fetch(store, name, path):
                    continue
                fresh += 1
            self._kept[name] = self._hashes.get(name) or _hash(path)
            if len(self._kept) % 1000 == 0:
                tell(f"blobs: {len(self._kept):,}")
        tell(f"blobs: {len(self._kept):,}, {fresh:,} of them new")

    def take_rows(self, snapshot: Snapshot, tell: Tell) -> None:
        """Write every row."""
        for shape in snapshot.tables:
            path = self._rows / f"{shape.name}.jsonl.gz"
            count = 0
            with gzip.open(path, "wt", encoding="utf-8", compresslevel=5) as lines:
                for row in snapshot.rows(shape):
                    lines.write(json.dumps(row, separators=(",", ":"), ensure_ascii=False) + "\n")
                    count += 1
            tell(f"{shape.name}: {count:,} rows")
            self._tables.append(
                {
                    "name": shape.name,
                    "columns": dict(shape.columns),
                    "rows": count,
                    "file": str(path.relative_to(self._folder)),
                    "sha256": _hash(path),
                }
            )

    def finish(self, **facts: Any) -> None:
        """Write the manifest, and remove what belongs to an earlier backup alone."""
        listed = self._rows / "blobs.txt"
        listed.write_text("".join(f"{name} {sha256}\n" for name, sha256 in sorted(self._kept.items())))
        blobs = {"file": str(listed.relative_to(self._folder)), "sha256": _hash(listed), "count": len(self._kept)}
        manifest = {"format": FORMAT, **facts, "tables": self._tables, "blobs": blobs}
        aside = self._folder / f"{MANIFEST}.new"
        os.sync()  # everything that the manifest vouches for is on the disk before it
        with aside.open("w") as opened:
            json.dump({**manifest, "digest": _digest(manifest)}, opened, indent=1)
            opened.flush()
            os.fsync(opened.fileno())
        aside.replace(self._folder / MANIFEST)
        os.sync()
        for old in self._folder.glob("rows-*"):
            if old != self._rows:
                shutil.rmtree(old)
        for path in (self._folder / BLOBS).glob("[0-9a-f]/*"):
            if path.parent.name + path.name not in self._kept:
                path.unlink()


def _fetch(store: BlobStore, name: str, path: Path) -> bool:
    """Copy one blob; False when it was erased meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    aside = path.with_name(f".{path.name}")
    aside.unlink(missing_ok=True)
    try:
        store.copy_out(name, aside)
    except NotFound:
        return False
    aside.replace(path)
    return True


def _lines(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _hash(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _digest(manifest: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()


def _compare(path: Path, sha256: str) -> None:
    try:
        same = _hash(path) == sha256
    except OSError:
        same = False
    if not same:
        raise UserError(f"the backup is damaged: {path.name} is missing or was changed; nothing was restored")
