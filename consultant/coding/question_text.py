"""A question as the one text that is read: subject, what was newly written, what its files say."""

from __future__ import annotations

from collections.abc import Iterable

from consultant.coding.mentions.zones import PARTING

TEXT_LIMIT = 40_000
"""Characters of a question that are read; what lies beyond is a pasted record, not a question."""

FILE_LIMIT = 10_000
"""Characters of one file that are read for codes."""


def asked(subject: str, written: Iterable[str], texts: Iterable[str]) -> str:
    """Return a question as one text: its subject, what was newly written, mail by mail, and what the files say."""
    return PARTING.join([subject, *written, *(text[:FILE_LIMIT] for text in texts)])[:TEXT_LIMIT]
