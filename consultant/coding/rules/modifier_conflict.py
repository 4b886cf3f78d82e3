"""Modifiers of one line that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import Finding, Severity

_KX = "KX says that policy is met, the other that it is not or that nothing is covered"
_KX_SOURCE = "Medicare Claims Processing Manual, chapter 20, 30 and chapter 5, 10"
_ONE_OF = (
    ("RT LT 50", "Sides are told once: RT, LT, or 50 for both", "Medicare Claims Processing Manual, chapter 12, 40.7"),
    ("26 TC", "Both parts together are the whole service, without a modifier", "MPFS, PC/TC indicator"),
    ("JW JZ", "Something of the vial was wasted, or nothing was", "Medicare Claims Processing Manual, chapter 17, 40"),
    (
        "GA GZ",
        "A notice of liability was given, or it was not",
        "Medicare Claims Processing Manual, chapter 23, 20.9.1",
    ),
    ("KX GA", _KX, _KX_SOURCE),
    ("KX GY", _KX, _KX_SOURCE),
    ("KX GZ", _KX, _KX_SOURCE),
    ("59 XE XS XP XU", "An X modifier says it better than 59", "NCCI Policy Manual, chapter I, E"),
    ("58 78 79", "A service in a global period is planned, a return, or unrelated", "NCCI Policy Manual, chapter I, E"),
    ("76 77", "The repeat was by the same or by another practitioner", "CMS, Pub. 100-04, chapter 12"),
    ("52 53", "A service was reduced or discontinued", "CMS, Pub. 100-04, chapter 12"),
    ("62 66", "Two surgeons or a team", "Medicare Claims Processing Manual, chapter 12, 40.8"),
    ("80 81 82 AS", "One kind of assistant", "Medicare Claims Processing Manual, chapter 12, 20.4.3"),
    ("AA AD QK QX QY QZ", "One anesthesia provider's role a line", "Medicare Claims Processing Manual, chapter 12, 50"),
    ("NU RR UE", "New, rented or used", "Medicare Claims Processing Manual, chapter 20, 30"),
    ("93 95 GQ GT", "One way of telehealth", "Medicare Claims Processing Manual, chapter 12, 190"),
    ("GN GO GP", "One discipline of therapy", "Medicare Claims Processing Manual, chapter 5, 20.1"),
)
_GX_ALONE = ("EY", "GA", "GL", "GZ", "KB", "QL", "TQ")
_GX_SOURCE = "Medicare Claims Processing Manual, chapter 23, 20.9.1"
_X = frozenset({"XE", "XS", "XP", "XU"})

CONFLICTS = {
    **{
        frozenset(pair): (why, source)
        for group, why, source in _ONE_OF
        for pair in combinations(group.split(), 2)
        if not _X.issuperset(pair)
    },
    **{frozenset(("GX", other)): ("GX stands with neither of these", _GX_SOURCE) for other in _GX_ALONE},
}
"""Pairs that no line carries together, each with its reason and source."""


def check(chart: Chart) -> Iterator[Finding]:
    """A stop for each pair of modifiers on one line that exclude each other.

    Source: Medicare Claims Processing Manual (chapters named with each pair) and NCCI Policy Manual, chapter I.
    """
    for line in chart.case.lines:
        for pair in combinations(dict.fromkeys(line.modifiers), 2):
            if (told := CONFLICTS.get(frozenset(pair))) is None:
                continue
            why, source = told
            yield Finding(
                "modifier-conflict",
                Severity.STOP,
                f"{pair[0]} and {pair[1]} exclude each other on {line.code}",
                f"{why}. Keep the one that is true.",
                source,
                (line.code, *pair),
            )
