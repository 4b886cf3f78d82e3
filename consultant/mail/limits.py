"""How much of one mail is read. Every limit counts bytes or things, so that the same bytes always read the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading; all sizes in bytes. What lies beyond a bound is kept as an attachment or cut, and flagged."""

    mail: int = 64 * 1024 * 1024
    """Bytes of the whole mail; the rest is not read."""
    header: int = 4 * 1024 * 1024
    """Bytes of one header block."""
    headers: int = 1_000
    """Header lines (unfolded) of one block; beyond it only those that the desk reads itself, as many again."""
    value: int = 512 * 1024
    """Bytes of one header's value."""
    addresses: int = 10_000
    """Addresses of one header."""
    depth: int = 64
    """Multiparts within multiparts."""
    parts: int = 2_000
    """Parts of the whole mail."""
    attachments: int = 1_000
    """Attachments that are listed."""
    decoded: int = 96 * 1024 * 1024
    """Decoded bytes of all parts together."""
    text: int = 2 * 1024 * 1024
    """Characters of the whole text, and of the HTML."""
    lines: int = 100_000
    """Lines of a text in which quotations are looked for; a longer one is shown whole."""


DEFAULT = Limits()
