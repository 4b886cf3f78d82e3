"""How bytes lie in a store: as they are, or encrypted with AES-256-GCM under a key of the desk's own."""

import hashlib
import secrets
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from consultant.adapters.packing import unpacked
from consultant.errors import ConfigError

MARK = b"CQ1\0"
"""Begins every sealed file, so that what was stored before a key was set stays readable."""
NONCE_BYTES = 12


class Seal(Protocol):
    """Closes bytes before they are stored, and opens them after."""

    def close(self, data: bytes) -> bytes:
        """Return what is stored."""
        ...

    def open(self, stored: bytes) -> bytes:
        """Return what was closed. Raises ConfigError when the key is missing or another one."""
        ...


def opened(seal: Seal, stored: bytes, sha256: str) -> bytes | None:
    """Return the bytes with this hash, or None where they are damaged. Raises ConfigError when the key is another one.

    Bytes of strangers may begin with the mark, and were stored as they are while no key was set. Releases lie compressed.
    """
    if stored.startswith(MARK) and hashlib.sha256(stored).hexdigest() == sha256:
        return stored
    data = seal.open(stored)
    if hashlib.sha256(data).hexdigest() != sha256:
        data = unpacked(data)
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


class Unsealed:
    """Stores bytes as they are."""

    def close(self, data: bytes) -> bytes:
        """Return ``data``."""
        return data

    def open(self, stored: bytes) -> bytes:
        """Return ``stored``. Raises ConfigError where it was sealed."""
        if stored.startswith(MARK):
            raise ConfigError("CONSULTANT_BLOB_KEY: is not set, and a stored mail is encrypted with one")
        return stored


OPEN = Unsealed()


class Sealed:
    """AES-256-GCM: the mark, a fresh nonce, the encrypted bytes with their tag. A file without the mark is read as it is."""

    def __init__(self, key: str) -> None:
        self._cipher = AESGCM(hashlib.sha256(b"consultant blobs " + key.encode()).digest())

    def close(self, data: bytes) -> bytes:
        """Return ``data`` sealed; the same bytes are another file each time."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return MARK + nonce + self._cipher.encrypt(nonce, data, MARK)

    def open(self, stored: bytes) -> bytes:
        """Return what was sealed. Raises ConfigError when the key is another one, or the file was altered."""
        if not stored.startswith(MARK):
            return stored
        nonce, sealed = stored[len(MARK) : len(MARK) + NONCE_BYTES], stored[len(MARK) + NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, sealed, MARK)
        except (InvalidTag, ValueError):
            raise ConfigError(
                "CONSULTANT_BLOB_KEY: is not the key with which a stored mail was encrypted, or its file was altered"
            ) from None
