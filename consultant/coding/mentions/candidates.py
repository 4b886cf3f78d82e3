"""Strings that have a code's shape and stand free, with what their shape alone says for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consultant.coding.sets import System
from consultant.coding.systems import NORMALISE, hcpcs
from consultant.coding.systems.modifiers import LEVEL_2

_HEAD = r"(?:[A-Za-z]\d[0-9A-Za-z]|[Qq][Aa]\d)"
# Behind a digit and a hyphen or a stroke stands the rest of a date or a number, unless a code went before.
# A "#" announces a number of the office's own, save behind the name of a code set.
_FREE = (
    r"(?:(?<![A-Za-z0-9_.#@&=$])|(?<=[Cc][Pp][Tt]#)|(?<=[Cc][Pp][Tt]\ #)|(?<=[Cc]ode\ #))"
    r"(?:(?<!\d[-/])|(?<=[A-Za-z0-9]\d{4}[-/])|(?<=\d/)(?=[A-Za-z])|(?<=[A-Z]\d\d-)(?=[A-Z]\d\d)"
    # Behind the first end of a range of codes stands the other: "Z12.11-Z12.12".
    r"|(?:(?<=\.\w-)|(?<=\.\w\w-)|(?<=\.\w\w\w-)|(?<=\.\w\w\w\w-))(?=[A-Za-z]\d[0-9A-Za-z]\.))"
)
_TOKEN = re.compile(
    rf"{_FREE}(?:(?P<dotted>{_HEAD}\.(?:[0-9A-Za-z]{{1,3}}(?![0-9A-Za-z])(?:-(?![0-9A-Za-z]))?|[0-9A-Za-z]{{4}}(?![0-9A-Za-z]))|{_HEAD}\.?-(?![\w]))"
    r"|(?P<five>\d{5})(?=(?:[A-Z]{2}|[A-Z]\d|'?s|[xX]\d{1,3})?(?![0-9A-Za-z@#]|-[A-Za-z](?![0-9A-Za-z])))"
    r"|(?P<lettered>\d{4}[A-Za-z])(?![0-9A-Za-z])"
    rf"|(?P<bare>{_HEAD}[0-9A-Za-z]{{0,4}})(?!\.?[0-9A-Za-z]|-\d{{4}})"
    r"|(?P<glued>[A-Za-z]\d{4})(?=(?:[A-Z]{2}|[A-Z]\d|[xX]\d{1,3})(?![0-9A-Za-z]))"
    r"|(?P<seven>[0-9A-HJ-NP-Z]{7}|\d[0-9a-hj-np-z]{6})(?![0-9A-Za-z]))"
)


_COUNT = re.compile(r"[xX]\d")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A string and the systems whose shape it has. ``dotted`` and ``upper`` say how it was typed."""

    written: str
    readings: tuple[tuple[System, str], ...]
    start: int
    end: int
    dotted: bool
    upper: bool


def candidates(text: str, mask: bytearray) -> Iterator[Candidate]:
    """Candidates in order of appearance; none overlaps a claimed span of ``mask``."""
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if any(mask[start:end]):
            continue
        written = found.group()
        readings = tuple(_readings(str(found.lastgroup), written))
        if readings:
            yield Candidate(written, readings, start, end, found.lastgroup == "dotted", written == written.upper())


def _readings(shape: str, written: str) -> Iterator[tuple[System, str]]:
    systems = {
        "dotted": (System.CM,),
        "five": (System.CPT,),
        "lettered": (System.CPT,),
        "bare": (System.HCPCS, System.CM, System.PCS),
        "glued": (System.HCPCS,),
        "seven": (System.PCS,),
    }[shape]
    for system in systems:
        code = NORMALISE[system](written)
        if code is not None:
            yield system, code


def without_modifier(candidate: Candidate) -> Candidate | None:
    """Return a letter, four digits and a glued modifier or count ("E0143NU", "J1885x2") as the HCPCS code; None for else."""
    written = candidate.written
    glued = len(written) == 7 and (written[5:] in LEVEL_2 or _COUNT.fullmatch(written, 5) is not None)
    code = hcpcs.normalise(written[:5]) if glued else None
    if code is None:
        return None
    return Candidate(
        written[:5],
        ((System.HCPCS, code),),
        candidate.start,
        candidate.start + 5,
        dotted=False,
        upper=written[:5] == written[:5].upper(),
    )
