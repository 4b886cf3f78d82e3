"""The place of service that a mail states: by its two digits, or in words that mean one place and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultant.coding.stated import Stated

_NUMBERED = re.compile(
    r"\b(?:pos|place of service)(?:\s?(?:codes?|is|was|of|=|:|#))*\s?(\d{2})\b(?![./-]\d)", re.IGNORECASE
)
_AT = r"(?:in|at|to|into|from)\s(?:the\s|an?\s|our\s|his\s|her\s|their\s|your\s)?(?:local\s)?"
_TREATED = (
    r"\b(?:seen|saw|treated|evaluated|examined|presented|presents|came|brought|taken|done|performed|placed|injected|given|"
    r"excised|removed|visits?|surger(?:y|ies)|procedures?|injections?|consults?|service|admitted|initial|subsequent|\d{5}|"
    r"pt|patient)\b[^.;?\n]{0,70}\b"
)
# A place is one only where something was done there: "call my office" names none.
_PLACES = (
    (
        "10",
        rf"\b(?:tele(?:health|medicine)|video)\b[^.;?\n]{{0,60}}\b(?:{_AT}home|home)\b|\b(?:at|from)\s(?:his|her|their)\shome\b[^.;?\n]{{0,40}}\b(?:tele(?:health|medicine)|video)\b",
    ),
    (
        "11",
        rf"{_TREATED}(?P<said>{_AT}(?:(?:clinic|doctor'?s?|physician'?s?|private)\s)?office\b)|\b(?:an|the|his|her|this) office visit\b",
    ),
    ("12", r"\bhome visit\b|\bhouse call\b"),
    ("20", rf"{_AT}urgent care\b|\burgent care visit\b"),
    (
        "21",
        r"\b(?:hospital|acute) inpatient\b(?! only)|\binpatient (?:hospital|stay|admission|surgery|unit)\b|\badmitted as (?:an )?inpatient\b",
    ),
    (
        "22",
        r"\b(?:hospital outpatient|outpatient hospital|on-campus hospital) (?:department|dept|clinic|setting)\b|\bHOPD\b",
    ),
    (
        "23",
        rf"{_AT}(?-i:ED|ER)\b|{_AT}emergency (?:department|dept|room)\b|\b(?:(?-i:ED|ER)|emergency (?:department|dept|room)) visit\b",
    ),
    ("24", rf"{_AT}(?:(?-i:ASC)|(?:ambulatory )?surg(?:ery|ical) center)\b"),
    ("31", rf"{_AT}(?:(?-i:SNF)|skilled nursing facility)\b"),
    ("32", rf"{_AT}nursing home\b"),
    ("13", rf"{_AT}assisted living\b"),
)
_SHAPES = tuple((place, re.compile(shape, re.IGNORECASE)) for place, shape in _PLACES)
_ELSEWHERE = re.compile(
    r"\b(?:not|if|whether|unless|instead of|rather than|than|vs\.?|versus|or)\s[^.;?\n]{0,20}$", re.IGNORECASE
)


def places(text: str) -> Iterator[Stated]:
    """Places of service as two digits; words that mean two places tell none, and digits go before words."""
    yield from (Stated(found[1], found.start(), found.end(), named=True) for found in _NUMBERED.finditer(text))
    meant = [
        Stated(place, found.start("said" if found.groupdict().get("said") else 0), found.end(), named=False)
        for place, shape in _SHAPES
        for found in shape.finditer(text)
        if not _ELSEWHERE.search(text, max(0, found.start() - 30), found.start())
    ]
    # At home on a screen is one place; whoever is seen there is seen at no other.
    if len({one.value for one in meant}) == 1:
        yield from meant[:1]
