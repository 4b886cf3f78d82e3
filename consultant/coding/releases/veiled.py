"""A file on disk that this process alone can read: its bytes are encrypted under a key that is in memory and nowhere else.

What may hold words that must reach no disk waits in one until it has been read. When it is closed, or the process ends,
the key is gone, and what the disk still has says nothing.
"""

from __future__ import annotations

import io
import os
import tempfile
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes

_BLOCK = 16


class VeiledFile(io.RawIOBase):
    """A temporary file to write once and read anywhere: AES-256 in counter mode, the counter being the place in the file.

    No place is written twice, since a key stream that is used twice gives both texts away.
    """

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.name = name
        self._file = tempfile.TemporaryFile(prefix="consultant-veiled-")  # noqa: SIM115 - closed in close()
        self._key, self._nonce = os.urandom(32), int.from_bytes(os.urandom(8), "big") << 64
        self._place = self._size = 0

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(0, begin + offset)
        return self._place

    def readinto(self, buffer: Any, /) -> int:
        self._file.seek(self._place)
        stored = self._file.read(len(buffer))
        buffer[: len(stored)] = self._stream().update(stored)
        self._place += len(stored)
        return len(stored)

    def write(self, data: Any, /) -> int:
        if self._place != self._size:
            raise io.UnsupportedOperation("a veiled file is written once, from its beginning to its end")
        self._file.seek(self._place)
        self._file.write(self._stream().update(bytes(data)))
        self._place = self._size = self._place + len(data)
        return len(data)

    def close(self) -> None:
        self._file.close()
        self._key = b""
        super().close()

    def _stream(self) -> CipherContext:
        """The key stream from the place in the file on."""
        blocks, within = divmod(self._place, _BLOCK)
        counter = (self._nonce + blocks).to_bytes(16, "big")
        stream = Cipher(algorithms.AES(self._key), modes.CTR(counter)).encryptor()
        stream.update(bytes(within))
        return stream
