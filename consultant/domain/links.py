"""Links into a thread on the web: signed tokens that name a ticket, a person, and when they end."""

import base64
import hashlib
import hmac
import re
import struct
from dataclasses import dataclass
from datetime import UTC, datetime

_NUMBERS = struct.Struct(">QQI")
_TAG_BYTES = 16
_TOKEN = re.compile(r"[A-Za-z0-9_-]{48}")


@dataclass(frozen=True, slots=True)
class Link:
    """Whose way into which ticket it is, until when (whole seconds)."""

    ticket_id: int
    person_id: int
    until: datetime


def sign(link: Link, *, key: bytes) -> str:
    """Return the link's token: 48 letters and digits, - and _, which nobody makes without ``key``."""
    numbers = _NUMBERS.pack(link.ticket_id, link.person_id, int(link.until.timestamp()))
    return base64.urlsafe_b64encode(numbers + _tag(key, numbers)).decode("ascii")


def read(token: str, *, key: bytes, now: datetime) -> Link | None:
    """Return what a token names, or None when it is not ours, altered, or over."""
    if not _TOKEN.fullmatch(token):
        return None
    data = base64.urlsafe_b64decode(token)
    numbers, tag = data[: _NUMBERS.size], data[_NUMBERS.size :]
    if not hmac.compare_digest(tag, _tag(key, numbers)):
        return None
    ticket_id, person_id, seconds = _NUMBERS.unpack(numbers)
    until = datetime.fromtimestamp(seconds, UTC)
    return Link(ticket_id, person_id, until) if now < until else None


def _tag(key: bytes, numbers: bytes) -> bytes:
    return hmac.new(key, b"thread link" + numbers, hashlib.sha256).digest()[:_TAG_BYTES]
