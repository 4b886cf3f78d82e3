"""The codes that an instructional note names: single codes, categories with a trailing dash, ranges.

Notes write "(E08-E13)", "(B01.-, B02.-)", "(O00-O77.-)", "(T36-T50 with fifth or sixth character 5)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_CODE = r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?"
_REFERENCE = re.compile(
    rf"(?<![A-Za-z0-9])(?P<first>{_CODE})(?:\.?-(?![A-Z]\d))?(?:\s?-\s?(?P<last>{_CODE})\.?-?)?(?![A-Za-z0-9])"
    r"(?:,? with (?:a )?(?:final|fifth|sixth|fifth or sixth|4th|5th|6th|5th or 6th) characters? (?P<characters>[0-9][0-9, or-]*))?"
)


@dataclass(frozen=True, slots=True)
class NamedCodes:
    """Codes from ``first`` to ``last`` with everything below them, as a note names them.

    ``characters`` limits them to codes with one of these as fifth or sixth character; empty for no limit.
    """

    first: str
    last: str
    characters: frozenset[str] = frozenset()

    def __contains__(self, code: object) -> bool:
        bare = str(code).replace(".", "")
        first, last = self.first.replace(".", ""), self.last.replace(".", "")
        if not (bare[: len(first)] >= first and bare[: len(last)] <= last and len(bare) >= min(len(first), len(last))):
            return False
        return not self.characters or bool(set(bare[4:6]) & self.characters)


@lru_cache(maxsize=8192)
def named_codes(note: str) -> tuple[NamedCodes, ...]:
    """The codes that ``note`` names, in order; empty for a note in words alone."""
    return tuple(
        NamedCodes(found["first"], found["last"] or found["first"], _characters(found["characters"] or ""))
        for found in _REFERENCE.finditer(note)
    )


def _characters(written: str) -> frozenset[str]:
    found: set[str] = set()
    for first, last in re.findall(r"(\d)(?:\s?-\s?(\d))?", written):
        found.update(str(digit) for digit in range(int(first), int(last or first) + 1))
    return frozenset(found)
