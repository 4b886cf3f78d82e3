"""Blobs in a folder: bytes kept once by SHA-256, flushed to disk before anybody relies on them."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from consultant.adapters.packing import pack
from consultant.adapters.seals import OPEN, Seal, opened
from consultant.errors import NotFound

DAMAGED = "A stored file is damaged. Restore it from the backup; nothing else is affected."
MISSING = "A stored file is missing. Restore it from the backup; nothing else is affected."


class FolderBlobs:
    """``root/a/bcdef...``; a file appears whole or not at all. Sixteen folders: many more cost a flush each.

    What ``put`` and ``put_many`` keep lies sealed; what ``put_file`` keeps (releases of public codes) lies compressed.
    """

    def __init__(self, root: Path, seal: Seal = OPEN) -> None:
        self._root = root
        self._seal = seal
        self._shards: set[str] = set()
        self._flushers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="blobs")

    def put(self, data: bytes) -> str:
        """Keep ``data`` durably and return its SHA-256."""
        return self.put_many([data])[0]

    def put_many(self, many: Iterable[bytes]) -> list[str]:
        """Keep each durably; return their SHA-256 in order.

        All are written aside, then flushed, then renamed, then their folders are flushed: the disk joins what is flushed
        together, so a batch costs little more than its largest file.
        """
        names: list[str] = []
        waiting: dict[str, tuple[str, int]] = {}
        for data in many:
            name = hashlib.sha256(data).hexdigest()
            names.append(name)
            path = self._place(name)
            if path not in waiting and not os.path.exists(path):  # noqa: PTH110 - the way in runs through here
                waiting[path] = _write_aside(path, self._seal.close(data))
        list(self._flushers.map(_flush_and_close, (opened for _, opened in waiting.values())))
        for path, (aside, _) in waiting.items():
            os.replace(aside, path)  # noqa: PTH105
        for folder in {os.path.dirname(path) for path in waiting}:  # noqa: PTH120
            _flush(folder)
        return names

    def put_file(self, source: Path) -> str:
        """Keep a file's bytes durably, compressed, and return their SHA-256."""
        aside = self._aside(self._root / "incoming" / source.name)
        sha256 = pack(source, aside)
        _flush(aside)
        path = self._path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.replace(path)
        _flush(path.parent)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes. Raises NotFound when they are missing or damaged, ConfigError when the key is another one."""
        data = opened(self._seal, self.open_path(sha256).read_bytes(), sha256)
        if data is None:
            raise NotFound(DAMAGED)
        return data

    def open_path(self, sha256: str) -> Path:
        """Return the file that holds the bytes as they lie: sealed or compressed. Raises NotFound."""
        path = self._path(sha256)
        if not path.is_file():
            raise NotFound(MISSING)
        return path

    def erase(self, sha256: str) -> None:
        """Remove the bytes for good; where there are none, nothing happens."""
        path = self._path(sha256)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            _flush(path.parent)

    def names(self) -> Iterator[str]:
        """Yield the SHA-256 of everything that is kept, in no order."""
        for shard in self._root.glob("[0-9a-f]"):
            yield from (shard.name + entry.name for entry in os.scandir(shard) if not entry.name.startswith("."))

    def copy_out(self, sha256: str, target: Path) -> None:
        """Link ``target`` to the file, which never changes; on another disk copy it. Raises NotFound."""
        source = self.open_path(sha256)
        try:
            os.link(source, target)
        except FileNotFoundError:
            raise NotFound(MISSING) from None
        except OSError:
            shutil.copyfile(source, target)

    def copy_in(self, sha256: str, source: Path) -> None:
        """Keep durably what ``copy_out`` gave."""
        path = self._path(sha256)
        if path.is_file():
            return
        aside = self._aside(path)
        shutil.copyfile(source, aside)
        _flush(aside)
        aside.replace(path)
        _flush(path.parent)

    def _place(self, name: str) -> str:
        """Where a blob lies, in a folder that is there."""
        shard = name[0]
        if shard not in self._shards:
            (self._root / shard).mkdir(parents=True, exist_ok=True)
            self._shards.add(shard)
        return f"{self._root}/{shard}/{name[1:]}"

    def _path(self, name: str) -> Path:
        return self._root / name[0] / name[1:]

    def _aside(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.parent / f".{path.name[:16]}.{os.getpid()}.{secrets.token_hex(4)}"


def _write_aside(path: str, data: bytes) -> tuple[str, int]:
    """Write beside ``path``; return where, and the open file, which is not flushed yet."""
    folder, name = path.rsplit("/", 1)
    aside = f"{folder}/.{name[:16]}.{os.getpid()}.{secrets.token_hex(4)}"
    opened = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    view = memoryview(data)
    while view:
        view = view[os.write(opened, view) :]
    return aside, opened


def _flush_and_close(opened: int) -> None:
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _flush(path: Path | str) -> None:
    """Bring a file's bytes, or a folder's names, to the disk."""
    _flush_and_close(os.open(path, os.O_RDONLY))
