"""DKIM signatures (RFC 6376) of mail that leaves: rsa-sha256, relaxed and relaxed."""

import base64
from dataclasses import dataclass, field

import dkim
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from consultant.errors import PermanentError, UserError

SHORTEST_KEY = 1024
"""Bits (RFC 8301, 3.2)."""
_ONCE = (b"From", b"To", b"Subject", b"Date")
"""Signed once more than they are there, so that nobody can put a second one on top (RFC 6376, 8.15)."""
_SIGNED = (
    b"From", b"To", b"Cc", b"Subject", b"Date", b"Message-ID", b"In-Reply-To", b"References", b"Reply-To",
    b"MIME-Version", b"Content-Type", b"Content-Transfer-Encoding", b"Auto-Submitted",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs for a domain with the key that it publishes under ``selector``. ``key``: RSA, PEM of PKCS#1."""

    domain: str
    selector: str
    key: bytes = field(repr=False)

    def sign(self, raw: bytes) -> bytes:
        """Return the mail with its signature on top. Raises PermanentError when that cannot be made."""
        named = {name.lower() for name in _header_names(raw)}
        try:
            signature: bytes = dkim.sign(
                raw,
                self.selector.encode(),
                self.domain.encode("idna"),
                self.key,
                canonicalize=(b"relaxed", b"relaxed"),
                include_headers=[*(name for name in _SIGNED if name.lower() in named), *_ONCE],
            )
        except (dkim.DKIMException, UnicodeError) as error:
            raise PermanentError(f"the mail cannot be signed by DKIM ({type(error).__name__})") from error
        return signature + raw


def rsa_key(pem: bytes) -> bytes:
    """Return a private key as the signer wants it, from PEM of any common form. Raises UserError in plain words."""
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UserError(
            "This is no private key in PEM without a password. Make one with: openssl genrsa 2048"
        ) from error
    if not isinstance(key, RSAPrivateKey) or key.key_size < SHORTEST_KEY:
        raise UserError(f"DKIM needs an RSA key of {SHORTEST_KEY} bits or more. Make one with: openssl genrsa 2048")
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )


def dns_record(key: bytes) -> str:
    """Return what the domain publishes for a key (RFC 6376, 3.6.1)."""
    private = serialization.load_pem_private_key(key, password=None)
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"


def _header_names(raw: bytes) -> list[bytes]:
    head = raw.partition(b"\r\n\r\n")[0]
    return [line.partition(b":")[0].strip() for line in head.split(b"\r\n") if line[:1] not in {b" ", b"\t"}]
