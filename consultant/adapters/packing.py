"""Release files as a store keeps them: compressed by gzip, under the hash of the bytes inside.

A file from before that lies uncompressed is read as it is. The lightest level: on a quarter of NCCI pairs the heaviest
one takes twice the time for a twentieth of the size.
"""

import gzip
import hashlib
import shutil
import zlib
from pathlib import Path

LEVEL = 1
MARK = b"\x1f\x8b"
CHUNK = 1024 * 1024
_DAMAGES = (EOFError, OSError, zlib.error)


def pack(source: Path, target: Path) -> str:
    """Write ``source`` compressed into ``target``; return the SHA-256 of its plain bytes."""
    digest = hashlib.sha256()
    with (
        source.open("rb") as reader,
        target.open("wb") as kept,
        gzip.GzipFile("", "wb", LEVEL, kept, mtime=0) as writer,
    ):
        while chunk := reader.read(CHUNK):
            digest.update(chunk)
            writer.write(chunk)
    return digest.hexdigest()


def unpack(kept: Path, target: Path) -> str | None:
    """Write what ``kept`` holds into ``target``; return its SHA-256, or None where the compressed bytes are damaged."""
    with kept.open("rb") as stored:
        packed = stored.read(len(MARK)) == MARK
    with gzip.open(kept) if packed else kept.open("rb") as reader, target.open("wb") as writer:
        try:
            shutil.copyfileobj(reader, writer, CHUNK)
        except _DAMAGES:
            if not packed:
                raise
            return None
    with target.open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest()


def unpacked(stored: bytes) -> bytes:
    """What compressed bytes hold; any others, and damaged ones, as they are."""
    if not stored.startswith(MARK):
        return stored
    try:
        return gzip.decompress(stored)
    except _DAMAGES:
        return stored
