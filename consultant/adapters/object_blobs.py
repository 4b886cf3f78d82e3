"""Blobs in an object store (S3 and what speaks it, through fsspec): for a desk on several hosts."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import fsspec

from consultant.adapters.blobs import DAMAGED, MISSING
from consultant.adapters.packing import pack
from consultant.adapters.seals import OPEN, Seal, opened
from consultant.errors import ConfigError, NotFound

AT_ONCE = 8


class ObjectBlobs:
    """``<url>/a/bcdef...``; an object appears whole or not at all, and is durable when the store has answered.

    Files that must lie on a disk (releases) are copied into ``cache`` when they are asked for. Raises ConfigError when
    the kind of store is not installed.
    """

    def __init__(self, url: str, cache: Path, seal: Seal = OPEN) -> None:
        try:
            self._files, self._root = fsspec.url_to_fs(url, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise ConfigError(f"CONSULTANT_BLOB_STORE: this kind of store is not at hand ({error})") from None
        self._cache = cache
        self._seal = seal
        self._senders = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="blobs")

    def put(self, data: bytes) -> str:
        """Keep ``data`` durably and return its SHA-256."""
        return self.put_many([data])[0]

    def put_many(self, many: Iterable[bytes]) -> list[str]:
        """Keep each durably, several at a time; return their SHA-256 in order."""
        data_of = {}
        names = []
        for data in many:
            names.append(hashlib.sha256(data).hexdigest())
            data_of[names[-1]] = data
        list(self._senders.map(self._send, data_of, data_of.values()))
        return names

    def get(self, sha256: str) -> bytes:
        """Return the bytes. Raises NotFound when they are missing or damaged, ConfigError when the key is another one."""
        try:
            stored: bytes = self._files.cat_file(self._path(sha256))
        except FileNotFoundError:
            raise NotFound(MISSING) from None
        data = opened(self._seal, stored, sha256)
        if data is None:
            raise NotFound(DAMAGED)
        return data

    def put_file(self, source: Path) -> str:
        """Keep a file's bytes durably, compressed, and return their SHA-256."""
        self._cache.mkdir(parents=True, exist_ok=True)
        aside = self._aside(source.name)
        try:
            name = pack(source, aside)
            self._files.put_file(str(aside), self._path(name))
        finally:
            aside.unlink(missing_ok=True)
        return name

    def open_path(self, sha256: str) -> Path:
        """Return a local copy of what ``put_file`` kept, as it lies: compressed. Raises NotFound."""
        path = self._cache / sha256
        if path.is_file():
            return path
        self._cache.mkdir(parents=True, exist_ok=True)
        aside = self._aside(sha256)
        try:
            self._files.get_file(self._path(sha256), str(aside))
        except FileNotFoundError:
            raise NotFound(MISSING) from None
        aside.replace(path)
        return path

    def erase(self, sha256: str) -> None:
        """Remove the bytes for good; where there are none, nothing happens."""
        if self._files.exists(self._path(sha256)):
            self._files.rm_file(self._path(sha256))

    def names(self) -> Iterator[str]:
        """Yield the SHA-256 of everything that is kept, in no order."""
        for path in self._files.find(self._root):
            shard, _, rest = str(path).rpartition("/")
            yield shard[-1] + rest

    def copy_out(self, sha256: str, target: Path) -> None:
        """Fetch the object as it lies. Raises NotFound."""
        try:
            self._files.get_file(self._path(sha256), str(target))
        except FileNotFoundError:
            raise NotFound(MISSING) from None

    def copy_in(self, sha256: str, source: Path) -> None:
        """Keep durably what ``copy_out`` gave."""
        if not self._files.exists(self._path(sha256)):
            self._files.put_file(str(source), self._path(sha256))

    def _aside(self, name: str) -> Path:
        return self._cache / f".{name[:16]}.{os.getpid()}.{secrets.token_hex(4)}"

    def _send(self, name: str, data: bytes) -> None:
        path: Any = self._path(name)
        if not self._files.exists(path):
            self._files.pipe_file(path, self._seal.close(data))

    def _path(self, name: str) -> str:
        return f"{self._root}/{name[0]}/{name[1:]}"
