"""What an opaque signed mail holds (RFC 8551, section 3.5.2): the content of CMS signed-data, its signature not looked at.

Only the way to the content is read; BER as streaming senders write it (lengths left open, strings in pieces) as well as DER.
"""

from dataclasses import dataclass

_SEQUENCE, _OCTETS, _OCTETS_IN_PIECES, _FIRST = 0x30, 0x04, 0x24, 0xA0
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")
_OPEN = -1
_PIECES = 200_000
"""Pieces of one content that are read."""
_DEPTH = 8


def signed_content(data: bytes) -> bytes | None:
    """Return the bytes that were signed; None where ``data`` is no signed-data, or holds a signature alone."""
    try:
        return _Reader(data).content()
    except (IndexError, ValueError):
        return None


@dataclass(slots=True)
class _Reader:
    data: bytes
    position: int = 0
    pieces: int = 0

    def content(self) -> bytes:
        self._enter(_SEQUENCE)
        self._pass(_SIGNED_DATA)
        self._enter(_FIRST)
        self._enter(_SEQUENCE)
        self._skip(_DEPTH)  # the version
        self._skip(_DEPTH)  # the digests
        self._enter(_SEQUENCE)
        self._pass(_DATA)
        self._enter(_FIRST)
        return b"".join(self._octets(_DEPTH))

    def _head(self) -> tuple[int, int]:
        """Read a tag and a length, which is ``_OPEN`` where an end mark will tell it."""
        tag, length = self.data[self.position], self.data[self.position + 1]
        self.position += 2
        if tag & 0x1F == 0x1F or length > 0x84:
            raise ValueError
        if length == 0x80:
            return tag, _OPEN
        if length > 0x80:
            count = length - 0x80
            length = int.from_bytes(self.data[self.position : self.position + count], "big")
            self.position += count
        if self.position + length > len(self.data):
            raise ValueError
        return tag, length

    def _enter(self, wanted: int) -> None:
        if self._head()[0] != wanted:
            raise ValueError

    def _pass(self, identifier: bytes) -> None:
        if not self.data.startswith(identifier, self.position):
            raise ValueError
        self.position += len(identifier)

    def _skip(self, depth: int) -> None:
        self._count()
        _, length = self._head()
        if length != _OPEN:
            self.position += length
            return
        if not depth:
            raise ValueError
        while not self._is_end():
            self._skip(depth - 1)

    def _octets(self, depth: int) -> list[bytes]:
        self._count()
        tag, length = self._head()
        if tag == _OCTETS and length != _OPEN:
            start = self.position
            self.position += length
            return [self.data[start : self.position]]
        if tag != _OCTETS_IN_PIECES or not depth:
            raise ValueError
        end = self.position + length
        found: list[bytes] = []
        while not self._is_end() if length == _OPEN else self.position < end:
            found.extend(self._octets(depth - 1))
        return found

    def _is_end(self) -> bool:
        if self.data[self.position : self.position + 2] != b"\0\0":
            return False
        self.position += 2
        return True

    def _count(self) -> None:
        self.pieces += 1
        if self.pieces > _PIECES:
            raise ValueError
