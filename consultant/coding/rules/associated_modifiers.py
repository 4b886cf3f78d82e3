"""NCCI-associated modifiers: those that may bypass a pair of indicator 1. 76 and 77 are none of them."""

from __future__ import annotations

from collections.abc import Iterable

ANATOMIC = frozenset(
    [
        "E1",
        "E2",
        "E3",
        "E4",
        "FA",
        "F1",
        "F2",
        "F3",
        "F4",
        "F5",
        "F6",
        "F7",
        "F8",
        "F9",
        "TA",
        "T1",
        "T2",
        "T3",
        "T4",
        "T5",
        "T6",
        "T7",
        "T8",
        "T9",
        "LT",
        "RT",
        "LC",
        "LD",
        "LM",
        "RC",
        "RI",
    ]
)
GLOBAL_SURGERY = frozenset(["24", "25", "57", "58", "78", "79"])
OTHER = frozenset(["27", "59", "91", "XE", "XS", "XP", "XU"])
REPEATS = frozenset(["76", "77"])
ASSOCIATED = ANATOMIC | GLOBAL_SURGERY | OTHER
"""Source: NCCI Policy Manual, chapter I, section E."""


def bypassing(modifiers: Iterable[str]) -> tuple[str, ...]:
    """Those of ``modifiers`` that are NCCI-associated, in their order."""
    return tuple(modifier for modifier in modifiers if modifier in ASSOCIATED)
