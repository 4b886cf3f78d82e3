"""Seventh characters: where a category demands one, from its list, in the seventh place with X before it."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.catalogue import Billable, Entry, Header, Listed, Release, Unknown
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import GUIDELINES, Finding, Severity
from consultant.coding.sets import System

SEVENTH = 7
SHOWN = 6


def check(chart: Chart) -> Iterator[Finding]:
    """A stop for each diagnosis that lacks its seventh character, or has one that its category does not give.

    Source: ICD-10-CM Official Guidelines, I.A.4 (placeholder) and I.A.5 (seventh characters).
    """
    for code in dict.fromkeys(chart.case.diagnoses):
        found = of(chart, code)
        if found is not None:
            yield found


def of(chart: Chart, code: str) -> Finding | None:
    """What is wrong with the seventh character of ``code``; None when nothing is, or when the code itself is wrong."""
    match chart.ask(System.CM, code):
        case Header(entry=entry, release=release, leaves=leaves) if _by_sevenths(entry, leaves):
            return _missing(code, leaves, release)
        case Unknown():
            return _unlisted(chart, code)
        case _:
            return None


def _unlisted(chart: Chart, code: str) -> Finding | None:
    """An unlisted code whose beginning is listed: filled with X, too short, or with another letter at its end."""
    bare = code.replace(".", "")
    whole = len(bare) == SEVENTH
    stem = bare[:-1].rstrip("X") if whole else bare.rstrip("X")
    match _listed(chart, stem):
        case Header(entry=entry, release=release, leaves=leaves) if _by_sevenths(entry, leaves):
            return _wrong(code, leaves, release) if whole else _missing(code, leaves, release)
        case Billable(entry=entry, release=release) if whole:
            why = f"{entry.code} takes no seventh character; report {entry.code}."
            return _finding("seventh-character-wrong", f"{code} has a seventh character too many", why, code, release)
        case _:
            pass
    # The letter stands where a placeholder X should be: W01.0A for W01.0XXA.
    match None if whole else _listed(chart, bare[:-1].rstrip("X")):
        case Header(entry=entry, release=release, leaves=leaves) if _by_sevenths(entry, leaves):
            return _missing(code, leaves, release) if bare[-1] in {leaf.code[-1] for leaf in leaves} else None
        case _:
            return None


def _listed(chart: Chart, bare: str) -> object:
    if len(bare) < 3:
        return None
    return chart.ask(System.CM, bare if len(bare) == 3 else f"{bare[:3]}.{bare[3:]}")


def _by_sevenths(entry: Entry, leaves: tuple[Listed, ...]) -> bool:
    """Whether the codes below ``entry`` differ from it by X and a seventh character alone."""
    filled = entry.code.replace(".", "").ljust(SEVENTH - 1, "X")
    return bool(leaves) and all(
        len(bare := leaf.code.replace(".", "")) == SEVENTH and bare[:-1] == filled for leaf in leaves
    )


def _missing(code: str, leaves: tuple[Listed, ...], release: Release) -> Finding:
    why = f"Fill empty places with X and choose: {_shown(leaves)}."
    return _finding("seventh-character-missing", f"{code} lacks its seventh character", why, code, release)


def _wrong(code: str, leaves: tuple[Listed, ...], release: Release) -> Finding:
    why = f"{code[-1]} is none of its category's seventh characters; choose: {_shown(leaves)}."
    return _finding("seventh-character-wrong", f"{code} has a wrong seventh character", why, code, release)


def _shown(leaves: tuple[Listed, ...]) -> str:
    more = "; ..." if len(leaves) > SHOWN else ""
    return "; ".join(f"{leaf.code} {leaf.text}" for leaf in leaves[:SHOWN]) + more


def _finding(rule: str, title: str, why: str, code: str, release: Release) -> Finding:
    return Finding(rule, Severity.STOP, title, why, f"{release.label}; {GUIDELINES}, I.A.4 and I.A.5", (code,))
