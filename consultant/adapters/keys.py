"""The desk's secret: one key, from which the keys for each purpose are derived, and the encryption of what is stored."""

import contextlib
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from consultant.errors import ConfigError

NONCE_BYTES = 12
SHORTEST = 32


class Keys:
    """Keys for each purpose, derived by HKDF-SHA256 from the desk's secret (at least 32 characters)."""

    def __init__(self, secret: str) -> None:
        if len(secret) < SHORTEST:
            raise ConfigError(
                "CONSULTANT_SECRET_KEY: needs at least 32 characters; make one with: python3 -c 'import secrets; print(secrets.token_hex(32))'"
            )
        self._secret = secret.encode()

    def derive(self, purpose: str) -> bytes:
        """Return 32 bytes that serve this purpose alone."""
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"consultant {purpose}".encode()).derive(
            self._secret
        )

    def encrypt(self, purpose: str, text: str) -> bytes:
        """Return ``text`` encrypted with AES-256-GCM, nonce first."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self.derive(purpose)).encrypt(nonce, text.encode(), None)

    def decrypt(self, purpose: str, data: bytes) -> str:
        """Return what ``encrypt`` was given. Raises ConfigError when the desk's secret is another one now."""
        try:
            return AESGCM(self.derive(purpose)).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], None).decode()
        except (InvalidTag, ValueError):  # another key, or no whole text of ours
            raise ConfigError(
                "CONSULTANT_SECRET_KEY: is not the key with which the mailbox password or token was stored; set the old key, or store it again with: consultant mailboxes password, or authorise"
            ) from None


def secret_of(data_dir: Path, configured: str) -> str:
    """Return the configured secret, or the one in the data folder, made at the first start.

    A desk on several hosts needs the same secret on each, so it sets CONSULTANT_SECRET_KEY. Raises ConfigError.
    """
    if configured:
        return configured
    path = data_dir / "secret.key"
    try:
        secret = _kept(path)
    except OSError as error:
        raise ConfigError(f"CONSULTANT_SECRET_KEY: is not set, and {path} cannot be read ({error.strerror})") from None
    if len(secret) < SHORTEST:
        raise ConfigError(f"CONSULTANT_SECRET_KEY: is not set, and {path} holds none of {SHORTEST} characters")
    return secret


def _kept(path: Path) -> str:
    data_dir = path.parent
    data_dir.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        aside = data_dir / f".secret.{os.getpid()}.{secrets.token_hex(4)}"
        with os.fdopen(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(aside, path)  # two first starts at once agree on one secret
        aside.unlink()
    return path.read_text(errors="replace").strip()
