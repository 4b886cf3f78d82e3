"""Dates as people in the United States write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?"
)
_ORDINAL = r"(?:st|nd|rd|th)?"
_SHAPES = (
    re.compile(r"(?<![\w/.-])(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\w/]|-\d)"),
    re.compile(
        r"(?<![\w/.-])(?P<month>\d{1,2})(?P<sep>[-/.])(?P<day>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?![\w/]|\.\d)"
    ),
    re.compile(
        rf"\b(?P<name>{_NAMES})\.?\ (?P<day>\d{{1,2}}){_ORDINAL}\b(?:,?\ (?P<year>\d{{4}}))?(?!\d)", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?P<day>\d{{1,2}}){_ORDINAL}[\ -](?P<name>{_NAMES})\b\.?(?:,?[\ -](?P<year>\d{{4}}|\d{{2}})\b)?",
        re.IGNORECASE,
    ),
    # Month and day alone are a date only behind a word that says so, which the caller looks for.
    re.compile(r"(?<![\w/.,$-])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\w/]|\.\d)"),
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text; ``whole`` is False where the year was left out and taken from the day of reading."""

    value: date
    start: int
    end: int
    whole: bool


def written_dates(text: str, today: date) -> Iterator[WrittenDate]:
    """Dates by place in ``text``. Two-digit years up to next year are of this century; a missing year gives the most
    recent such day. Impossible dates are no dates.
    """
    taken: list[tuple[int, int]] = []
    found: list[WrittenDate] = []
    for shape in _SHAPES:
        for match in shape.finditer(text):
            start, end = match.span()
            if any(first < end and start < last for first, last in taken):
                continue
            value = _value(match, today)
            if value is not None:
                taken.append((start, end))
                found.append(WrittenDate(value, start, end, bool(match.groupdict().get("year"))))
    yield from sorted(found, key=lambda written: written.start)


def _value(match: re.Match[str], today: date) -> date | None:
    parts = match.groupdict()
    name = parts.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["month"])
    written = parts.get("year")
    try:
        if written:
            year = int(written)
            if year < 100:
                year += 2000 if year <= today.year % 100 + 1 else 1900
            return date(year, month, int(parts["day"]))
        value = date(today.year, month, int(parts["day"]))
        return value if value <= today else value.replace(year=today.year - 1)
    except ValueError:
        return None
