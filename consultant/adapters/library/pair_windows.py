"""Windows of NCCI pairs, each packed into one number of 64 bits, so that sorted numbers are sorted pairs.

From the top: the other code of the pair (21 bits), first day (15), last day (15, 0 for none), modifier indicator (2), of
before 1996 (1), the number of its rationale (10). Days are counted from the first of 1980 and reach to 2069.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from consultant.coding.releases.ptp import PtpWindow

CODE_SHIFT = 43
KEY_SHIFT = 28
"""Above it stands what makes a window one of its kind: the other code and the first day."""
RATIONALES = 1 << 10

_CODE = re.compile(r"[0-9A-Z][0-9]{3}[0-9A-Z]")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DAYS = 0x7FFF
_ORIGIN = date(1980, 1, 1).toordinal() - 1
_INDICATORS = (0, 1, 9)
_NEVER = 2
_ENDED = _DAYS << 13 | _NEVER << 11
"""Set where a window has a last day or never applies."""


@dataclass(frozen=True, slots=True)
class Window:
    """One window of a pair, seen from one of its codes. ``rationale`` is a number, ``last_day`` inclusive."""

    other: str
    effective: date
    last_day: date | None
    modifier_indicator: int
    before_1996: bool
    rationale: int


def stands_in_pairs(code: str) -> bool:
    """Whether a code has the shape of those that NCCI pairs: a letter or digit, three digits, a letter or digit."""
    return _CODE.fullmatch(code) is not None


def number_of(code: str) -> int:
    """A code of that shape as a number; codes and numbers sort alike."""
    return (_DIGITS.index(code[0]) * 1000 + int(code[1:4])) * 36 + _DIGITS.index(code[4])


def code_of(number: int) -> str:
    """The code of a number."""
    rest, last = divmod(number, 36)
    first, digits = divmod(rest, 1000)
    return f"{_DIGITS[first]}{digits:03d}{_DIGITS[last]}"


def packed(window: PtpWindow, rationale: int) -> int:
    """What stands behind the codes of a row, as the lower bits; the other code belongs above ``CODE_SHIFT``."""
    before, begins, ends, indicator, _ = window
    return (
        _days(begins) << KEY_SHIFT
        | (_days(ends) if ends else 0) << 13
        | _INDICATORS.index(indicator) << 11
        | before << 10
        | rationale
    )


def unpacked(number: int) -> Window:
    """The window that a number holds."""
    last = number >> 13 & _DAYS
    return Window(
        other=code_of(number >> CODE_SHIFT),
        effective=date.fromordinal((number >> KEY_SHIFT & _DAYS) + _ORIGIN),
        last_day=date.fromordinal(last + _ORIGIN) if last else None,
        modifier_indicator=_INDICATORS[number >> 11 & 3],
        before_1996=bool(number >> 10 & 1),
        rationale=number & (RATIONALES - 1),
    )


def in_force(windows: bytes, on: date) -> list[int]:
    """Those of the sorted windows that bite on ``on``: begun, not ended, and not of indicator 9."""
    at = on.toordinal() - _ORIGIN
    # A code may have thousands of partners; most of what has not begun, or is of 9, is passed over without a call.
    begun = [number for number in memoryview(windows).cast("Q") if number >> KEY_SHIFT & _DAYS <= at]
    return [number for number in begun if not number & _ENDED or _bites(number, at)]


def of_pair(windows: bytes, other: str, on: date) -> int | None:
    """The window with ``other`` that bites on ``on``, the latest where several do; None where none does."""
    numbers = memoryview(windows).cast("Q")
    partner, at = number_of(other), on.toordinal() - _ORIGIN
    found = None
    for place in range(bisect_left(numbers, partner << CODE_SHIFT), len(numbers)):
        number = numbers[place]
        if number >> CODE_SHIFT != partner:
            break
        if _bites(number, at):
            found = number
    return found


def once(ordered: array[int]) -> tuple[array[int], int | None]:
    """Sorted windows without repeated rows; and one whose pair and first day stand twice with different words, if any."""
    if len({number >> KEY_SHIFT for number in ordered}) == len(ordered):
        return ordered, None
    kept = array("Q", sorted(set(ordered)))
    return kept, next((two for one, two in pairwise(kept) if one >> KEY_SHIFT == two >> KEY_SHIFT), None)


def _bites(number: int, at: int) -> bool:
    last = number >> 13 & _DAYS
    return number >> KEY_SHIFT & _DAYS <= at and (not last or at <= last) and number >> 11 & 3 != _NEVER


def _days(day: int) -> int:
    return date(day // 10_000, day // 100 % 100, day % 100).toordinal() - _ORIGIN
