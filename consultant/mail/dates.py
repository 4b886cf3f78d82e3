"""The Date header, in all the shapes that mail programs give it."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?")
_SOUND = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} (?!24)\d\d:\d\d:\d\d [+-]\d{4}(?: \([A-Z]+\))?\Z")
_COMMENT = re.compile(r"\(([^()]*)\)")
_HALF_DAY = re.compile(r"\b(\d{1,2})((?::\d\d){1,2})\s*([AP])\.?M\b\.?", re.IGNORECASE)
_MIDNIGHT = re.compile(r"\b24:00(?::00)?\b")
_TIME = re.compile(r"\d[:.]\d\d")
_WORD = re.compile(r"[^\W\d_]+\.?")
_REPAIRS = (
    (re.compile(r"(?<=\d)(?:\s+:\s*|:\s+)(?=\d)"), ":"),
    (re.compile(r"(:\d\d)[.,]\d+"), r"\1"),  # parts of a second
    (re.compile(r"\b(?:GMT|UTC?)\s*(?=[+-]\d)|\bat\b|\"", re.IGNORECASE), " "),
    (re.compile(r"([+-]\d\d):(\d\d)\b"), r"\1\2"),
)
_MONTHS = {
    name: month
    for month, names in {
        "Jan": "ene gen janv stycz янв", "Feb": "fév févr fev febr lut фев", "Mar": "mär märz mrz mars mrt marz мар",
        "Apr": "abr avr april kwi апр", "May": "mai mei mag maj maja мая", "Jun": "juin giu juni cze июн",
        "Jul": "juil lug juli lip июл", "Aug": "ago août aout sie авг", "Sep": "set sept settembre wrz сен",
        "Oct": "okt out ott paź окт", "Nov": "nov noiembrie lis ноя", "Dec": "dez dic déc grudz gru дек",
    }.items()
    for name in names.split()
}  # fmt: skip
_ZONES = {
    "CET": "+0100", "MEZ": "+0100", "CEST": "+0200", "MESZ": "+0200", "EET": "+0200", "EEST": "+0300", "WET": "+0000",
    "WEST": "+0100", "BST": "+0100", "MSK": "+0300", "IST": "+0530", "JST": "+0900", "KST": "+0900", "HKT": "+0800",
    "SGT": "+0800", "AEST": "+1000", "AEDT": "+1100", "NZST": "+1200", "NZDT": "+1300", "HST": "-1000", "AKST": "-0900",
    "AKDT": "-0800", "BRT": "-0300",
}  # fmt: skip


def read_date(text: str) -> tuple[datetime | None, tuple[str, ...]]:
    """Return an aware date and what was odd about it; without a zone it is taken as UTC. None when there is no date."""
    if not text.strip():
        return None, ("no-date",)
    iso = _ISO.match(text.strip())
    days = 0
    try:
        if iso is None and not _SOUND.match(text):
            text, days = _repaired(text[:200])
        parsed = _from_iso(iso) if iso else parsedate_tz(text)
        if parsed is None:
            return None, ("bad-date",)
        offset = parsed[9]
        zone = UTC if not offset else timezone(timedelta(seconds=offset))
        year, month, day, hour, minute, second = parsed[:6]
        year += 1900 if 100 <= year < 1000 else 0  # counted from 1900
        date = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone) + timedelta(days=days)
        date.astimezone(UTC)  # a date at the edge of the calendar has no UTC form
    except (ValueError, TypeError, OverflowError, IndexError):
        return None, ("bad-date",)
    return date, ("date-without-zone",) if offset is None else ()


def _repaired(text: str) -> tuple[str, int]:
    """A date in the shape that the standard library reads, and the days to add to it."""
    comments = _COMMENT.findall(text)
    text = _COMMENT.sub(" ", text)
    for pattern, instead in _REPAIRS:
        text = pattern.sub(instead, text)
    text, midnights = _MIDNIGHT.subn("00:00:00", text)
    text = _HALF_DAY.sub(lambda hour: f"{int(hour[1]) % 12 + 12 * (hour[3] in 'Pp')}{hour[2]}", text)
    text = _WORD.sub(lambda word: _ZONES.get(word[0], _MONTHS.get(word[0].lower().rstrip("."), word[0])), text)
    if not _TIME.search(text):
        text = f"{text.strip()} 00:00:00"
    elif comments and not re.search(r"[+-]\d{4}|[A-Z]{1,4}\s*\Z", text):
        text = f"{text} {_ZONES.get(comments[-1], comments[-1])}"
    return text.strip(), midnights


def _from_iso(iso: re.Match[str]) -> tuple[int, int, int, int, int, int, int, int, int, int | None]:
    offset: int | None = None
    if iso[7] == "Z":
        offset = 0
    elif iso[7]:
        digits = iso[7][1:].replace(":", "")
        offset = (int(digits[:2]) * 3600 + int(digits[2:]) * 60) * (-1 if iso[7][0] == "-" else 1)
    year, month, day, hour, minute = (int(iso[index]) for index in range(1, 6))
    return year, month, day, hour, minute, int(iso[6] or 0), 0, 1, -1, offset
