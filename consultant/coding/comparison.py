"""Two releases of a list side by side: what came, what went, what changed, and what probably stands in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consultant.coding.catalogue import Listed

_WORD = re.compile(r"[^\W_]+")
_SEVENTH = 7


class Change(StrEnum):
    """What happened to a code from one release to the next. The values are said to people."""

    ADDED = "added"
    DELETED = "deleted"
    SPLIT = "no longer billable"
    MERGED = "billable now"
    RETITLED = "text changed"


@dataclass(frozen=True, slots=True)
class Line:
    """A code as one release lists it."""

    text: str
    billable: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """A code that is not the same in both releases. ``successors`` are likely ones for a code that cannot be billed any more."""

    code: str
    change: Change
    before: str
    after: str
    successors: tuple[Listed, ...] = ()


def compare(before: Mapping[str, Line], after: Mapping[str, Line], *, successors: int = 6) -> Iterator[Changed]:
    """Yield every code that changed, in the order of codes."""
    new = [Listed(code, line.text) for code, line in sorted(after.items()) if code not in before and line.billable]
    for code in sorted(before.keys() | after.keys()):
        old, now = before.get(code), after.get(code)
        if old is None and now is not None:
            yield Changed(code, Change.ADDED, "", now.text)
        elif now is None and old is not None:
            found = likest(code, old.text, _near(code, new, after), successors) if old.billable else ()
            yield Changed(code, Change.DELETED, old.text, "", found)
        elif old is not None and now is not None and old != now:
            yield _changed(code, old, now, new, successors)


def _changed(code: str, old: Line, now: Line, new: Sequence[Listed], successors: int) -> Changed:
    if old.billable and not now.billable:
        below = [one for one in new if one.code.startswith(code)]
        return Changed(code, Change.SPLIT, old.text, now.text, tuple(below[:successors]))
    change = Change.MERGED if now.billable and not old.billable else Change.RETITLED
    return Changed(code, change, old.text, now.text)


def _near(code: str, new: Sequence[Listed], after: Mapping[str, Line]) -> list[Listed]:
    """New codes below the longest beginning of ``code`` that is left."""
    stems = (code[:length].rstrip(".") for length in range(len(code) - 1, 2, -1))
    stem = next((stem for stem in stems if stem in after), None)
    return [one for one in new if stem is not None and one.code.startswith(stem)]


def likest(code: str, text: str, candidates: Sequence[Listed], limit: int) -> tuple[Listed, ...]:
    """Return the candidates whose words are most like ``text``; of codes of seven characters those that end alike alone."""
    bare = code.replace(".", "")
    if len(bare) == _SEVENTH:
        alike = [one for one in candidates if len(one.code.replace(".", "")) == _SEVENTH and one.code[-1] == code[-1]]
        candidates = alike or candidates
    wanted = _words(text)
    ranked = sorted(candidates, key=lambda one: (-_likeness(wanted, _words(one.text)), one.code))
    return tuple(ranked[:limit])


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words of all words (Jaccard)."""
    return len(one & other) / len(one | other) if one or other else 0.0
