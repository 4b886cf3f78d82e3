"""Codes that are spelled nearly like another: what a person may have meant."""

from __future__ import annotations

from consultant.coding.sets import System

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789"
_LOOKALIKE = {"O": "0", "0": "O", "I": "1", "1": "I", "S": "5", "5": "S", "B": "8", "8": "B", "Z": "2", "2": "Z"}


def near_codes(system: System, code: str) -> tuple[str, ...]:
    """Spellings one slip away from ``code`` (normal form), the likeliest slips first.

    The order: a look-alike character, two characters swapped, the last ones left away, one too few, one mistyped.
    """
    bare = code.replace(".", "")
    found: dict[str, None] = {}
    for at, letter in enumerate(bare):
        if letter in _LOOKALIKE:
            found[bare[:at] + _LOOKALIKE[letter] + bare[at + 1 :]] = None
    for at in range(len(bare) - 1):
        found[bare[:at] + bare[at + 1] + bare[at] + bare[at + 2 :]] = None
    if system is System.CM:
        found.update(dict.fromkeys(bare[:end] for end in range(len(bare) - 1, 2, -1)))
        found.update(dict.fromkeys(bare + letter for letter in _DIGITS + _LETTERS))
    for at in range(len(bare) - 1, 0, -1):
        found.update(dict.fromkeys(bare[:at] + other + bare[at + 1 :] for other in _DIGITS + _LETTERS))
    found.update(dict.fromkeys(letter + bare[1:] for letter in _LETTERS))
    found.pop(bare, None)
    if system is System.CM:
        return tuple(near if len(near) <= 3 else f"{near[:3]}.{near[3:]}" for near in found)
    return tuple(found)
