"""The Date header, in all the shapes that mail programs give it."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?")


def read_date(text: str) -> tuple[datetime | None, tuple[str, ...]]:
    """Return an aware date and what was odd about it; without a zone it is taken as UTC. None when there is no date."""
    if not text.strip():
        return None, ("no-date",)
    iso = _ISO.match(text.strip())
    try:
        parsed = _from_iso(iso) if iso else parsedate_tz(text[:200])
        if parsed is None:
            return None, ("bad-date",)
        offset = parsed[9]
        zone = UTC if not offset else timezone(timedelta(seconds=offset))
        year, month, day, hour, minute, second = parsed[:6]
        date = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
        date.astimezone(UTC)  # a date at the edge of the calendar has no UTC form
    except (ValueError, TypeError, OverflowError, IndexError):
        return None, ("bad-date",)
    return date, ("date-without-zone",) if offset is None else ()


def _from_iso(iso: re.Match[str]) -> tuple[int, int, int, int, int, int, int, int, int, int | None]:
    offset: int | None = None
    if iso[7] == "Z":
        offset = 0
    elif iso[7]:
        digits = iso[7][1:].replace(":", "")
        offset = (int(digits[:2]) * 3600 + int(digits[2:]) * 60) * (-1 if iso[7][0] == "-" else 1)
    year, month, day, hour, minute = (int(iso[index]) for index in range(1, 6))
    return year, month, day, hour, minute, int(iso[6] or 0), 0, 1, -1, offset
