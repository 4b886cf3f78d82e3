"""Password hashes: plain Argon2id, which the web's identity layer verifies."""

from argon2 import PasswordHasher


def hash_password(password: str) -> str:
    """Return the Argon2id hash, parameters included."""
    return PasswordHasher().hash(password)
