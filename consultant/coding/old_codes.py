"""ICD-9-CM codes that a writer types by habit, with what the equivalence mappings make of them.

Source: CMS and NCHS, General Equivalence Mappings (last issue: fiscal year 2018).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from consultant.coding.catalogue import Catalogue
from consultant.coding.crosswalks import Equivalent
from consultant.coding.edits import NotHeld
from consultant.coding.mentions.zones import Zones
from consultant.coding.sets import System

_NAMED = re.compile(r"\bicd-? ?9(?:-cm)?\b", re.IGNORECASE)
_CODE = re.compile(
    r"(?<![\w.$#/-])(?:\d{3}\.\d{1,2}|V\d\d\.\d{1,2}|E\d{3}\.\d)(?![\w%/]|\.\d|-\d|\s?(?:mg|mmol|mcg|ml|lbs?|kg|cm|mm|units?|dollars)\b)"
)
_BARE = re.compile(r"\bicd-? ?9(?:-cm)?(?: codes?)?(?: is| was|:)? (?P<code>\d{3}|V\d\d)(?![\w.%/-])", re.IGNORECASE)
# "dx 250.00": a diagnosis is announced. Elsewhere three digits and two are a laboratory's.
_ANNOUNCED = re.compile(
    r"\b(?:dx|diagnos[ei]s|(?:diagnosis )?codes?|coded|icd)[\s:]*(?:(?:of|as|is|was|with|used|for|it)\s){0,2}$",
    re.IGNORECASE,
)
REACH = 200
"""Characters from the name of the code set within which a number is taken for one of its codes."""
MOST = 4
"""Mappings of one code that are worth showing."""


@dataclass(frozen=True, slots=True)
class OldCode:
    """An ICD-9-CM code as written, where it stands, and its mappings to ICD-10-CM."""

    code: str
    start: int
    end: int
    equivalents: tuple[Equivalent, ...]


def old_codes(text: str, parts: Zones, catalogue: Catalogue, on: date) -> Iterator[OldCode]:
    """ICD-9-CM codes that the writer names or announces and that the mappings list; nothing where none are installed."""
    named = [found.start() for found in _NAMED.finditer(text)]
    spans = [found.span() for found in _CODE.finditer(text)] + [found.span("code") for found in _BARE.finditer(text)]
    for start, end in sorted(spans):
        if parts.is_quoted(start) or parts.in_signature(start):
            continue
        near = any(abs(start - at) <= REACH for at in named)
        if not near and not _ANNOUNCED.search(text, max(0, start - 40), start):
            continue
        found = catalogue.crosswalks.forward(System.CM, text[start:end], on)
        if isinstance(found, NotHeld):
            return
        mapped = tuple(one for one in found if one.target is not None)[:MOST]
        if mapped:
            yield OldCode(text[start:end], start, end, mapped)
