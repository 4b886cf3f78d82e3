"""The codes that an instructional note names: single codes, categories with a trailing dash, ranges.

Notes write "(E08-E13)", "(B01.-, B02.-)", "(O00-O77.-)", "(T36-T50 with fifth or sixth character 5)",
"(I69. with final characters -20)", "S06.1- to S06.6-".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_CODE = r"(?:[A-Z]\d|QA)[0-9A-Z](?:\.[0-9A-Z]{1,4})?"
_REFERENCE = re.compile(
    rf"(?<![A-Za-z0-9])(?P<first>{_CODE})(?:\.?-(?!(?:[A-Z]\d|QA)))?(?:(?:\.?\s?-\s?| (?:to|through) )(?P<last>{_CODE})\.?-?)?(?![A-Za-z0-9])\.?"
    r"(?P<limit>,? with (?:an? )?(?P<places>[a-z0-9 ,-]+?)[ -]characters? (?P<values>[-.0-9A-Z]+(?:(?:,? or |, ?)[-.0-9A-Z]+)*))?"
)
_PLACES = {"4": 3, "5": 4, "6": 5, "7": 6, "fourth": 3, "fifth": 4, "sixth": 5, "seventh": 6}
_PLACE = re.compile(r"fourth|fifth|sixth|seventh|[4-7](?=th)")
_GROUP = re.compile(r"\([^()]*\)|[^()]+")


@dataclass(frozen=True, slots=True)
class Limit:
    """Only codes with one of ``values`` at one of ``places`` (from 0; without the dot), or at the end for no places."""

    places: tuple[int, ...]
    values: tuple[str, ...]

    def holds(self, bare: str) -> bool:
        """Whether ``bare`` (a code without its dot) is within the limit."""
        if not self.places:
            return bare.endswith(self.values)
        return any(bare.startswith(self.values, place) for place in self.places)


@dataclass(frozen=True, slots=True)
class NamedCodes:
    """Codes from ``first`` to ``last`` (without their dots) with everything below them, as a note names them."""

    first: str
    last: str
    limit: Limit | None = None

    def __contains__(self, code: object) -> bool:
        return self.holds(str(code).replace(".", ""))

    def holds(self, bare: str) -> bool:
        """Whether ``bare`` (a code without its dot) is among the codes."""
        if not bare[: len(self.first)] >= self.first or not bare[: len(self.last)] <= self.last:
            return False
        if len(bare) < min(len(self.first), len(self.last)):
            return False
        return self.limit is None or self.limit.holds(bare)


@lru_cache(maxsize=16384)
def named_codes(note: str) -> tuple[NamedCodes, ...]:
    """The codes that ``note`` names, in order; empty for a note in words alone."""
    return tuple(named for group in _GROUP.findall(note) for named in _of_group(group))


def _of_group(group: str) -> list[NamedCodes]:
    """Codes of one pair of brackets; "with final characters" at its end limits all of them."""
    found = list(_REFERENCE.finditer(group))
    limits = [_limit(one["places"], one["values"]) if one["limit"] else None for one in found]
    if limits and limits[-1] and not limits[-1].places:
        limits = [limits[-1]] * len(limits)
    return [
        NamedCodes(_bare(one["first"]), _bare(one["last"] or one["first"]), limit)
        for one, limit in zip(found, limits, strict=True)
    ]


def _limit(places: str, values: str) -> Limit:
    at = tuple(_PLACES[place] for place in _PLACE.findall(places))
    if " to " in places:
        # "with fifth to sixth characters 51": both together.
        at = at[:1]
    written = [value.strip(".-") for value in re.split(r",? or |, ?", values)]
    return Limit(at, tuple(value for one in written for value in _spread(one)))


def _spread(value: str) -> list[str]:
    """The four digits of "1-4", anything else as it is."""
    first, dash, last = value.partition("-")
    if dash and first.isdigit() and last.isdigit():
        return [str(digit) for digit in range(int(first), int(last) + 1)]
    return [value]


def _bare(code: str) -> str:
    return code.replace(".", "")
