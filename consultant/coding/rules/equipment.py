"""Equipment and orthoses: new, rented or used, the side, and what local policy asks for."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.catalogue import Entry, Release
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import Finding, Line, Severity, not_checked
from consultant.coding.sets import System

PRICING = "Pricing"
_BOUGHT_OR_RENTED = frozenset({"32", "36"})
"""Pricing indicators: inexpensive or routinely bought equipment; capped rental."""
_ORTHOSES = "38"
_DIGITS = 2
_HOW = frozenset({"NU", "RR", "UE", "RA", "RB", "MS", "BP", "BR", "BU"})
_SIDES = frozenset({"RT", "LT", "50"})
_POLICY = frozenset({"KX", "GA", "GY", "GZ"})
_LIMBS = ("knee", "ankle", "hip", "elbow", "wrist", "hand", "finger", "shoulder", "foot", "leg", "arm", "shoe")
_BOTH = ("bilateral", "pair", "both")
_SOURCE = "Medicare Claims Processing Manual, chapter 20, 30 and 130"


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for equipment that is not said to be new, rented or used; information for an orthosis without a side.

    Prices are read from the HCPCS file; a list without them is not checked, and neither is what local policy asks of an
    item (KX). Source: Medicare Claims Processing Manual, chapter 20, sections 30 and 130.
    """
    unpriced: list[str] = []
    unpolicied: list[str] = []
    for line in chart.case.lines:
        if line.system is not System.HCPCS or not line.code.startswith(("E", "K", "L")):
            continue
        listed = chart.listed(System.HCPCS, line.code)
        if listed is None:
            continue
        price = dict(listed[0].facts).get(PRICING, "")[:_DIGITS]
        if not price:
            unpriced.extend([line.code] if not line.code.startswith("L") and not _HOW & set(line.modifiers) else [])
            continue
        yield from _judged(line, price, *listed)
        if price in _BOUGHT_OR_RENTED and not _POLICY & set(line.modifiers):
            unpolicied.append(line.code)
    if unpriced:
        reason = "The installed HCPCS list has no pricing indicators, which say whether NU, RR or UE is asked for"
        yield not_checked("prices of equipment", reason, tuple(dict.fromkeys(unpriced)))
    if unpolicied:
        reason = "The text of local policies is not installed, which says whether KX, GA, GY or GZ is asked for"
        yield not_checked("local policy of equipment", reason, tuple(dict.fromkeys(unpolicied)))


def _judged(line: Line, price: str, entry: Entry, release: Release) -> Iterator[Finding]:
    if price in _BOUGHT_OR_RENTED and not _HOW & set(line.modifiers):
        yield Finding(
            "equipment-modifier",
            Severity.WARN,
            f"{line.code} says neither new, rented nor used",
            f"Its pricing indicator is {price}. Add NU, RR or UE.",
            f"{release.label}; {_SOURCE}",
            (line.code,),
        )
    words = entry.text.lower()
    sided = any(limb in words for limb in _LIMBS) and not any(word in words for word in _BOTH)
    if price == _ORTHOSES and sided and not _SIDES & set(line.modifiers):
        yield Finding(
            "side-missing",
            Severity.INFO,
            f"{line.code} says no side",
            "Add RT or LT; two of them are two lines, one of each side.",
            f"{release.label}; {_SOURCE}",
            (line.code,),
        )
