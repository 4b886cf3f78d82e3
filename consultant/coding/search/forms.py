"""Words that are made of one root: prolapse and prolapsed, infected and infection, hypoplasia and hypoplastic.

Endings that make another thing of the root stay apart: an inflammation is not the organ, an organism no organ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

SHORTEST_ROOT = 5
_SUFFIXES = (
    "ifications ification ifying ified ations ation ated ating ates ate ational ions ion ional ings ing ed es e al ic ical "
    "ous ive ity ies y ment ments ance ence ancy ency ent ant ents ants is us um a ae ar ary ial ian ia oid osis otic"
)
_GREEK = (
    ("plastic", "plas"), ("plasia", "plas"), ("trophic", "troph"), ("trophy", "troph"), ("emic", "em"), ("emia", "em"),
)  # fmt: skip
_BEFORE_GREEK = 2
_INFLECTED = re.compile(rf"(?P<root>[a-z]{{{SHORTEST_ROOT},}}?)(?:{'|'.join(_SUFFIXES.split())})")


def root(word: str) -> str:
    """``word`` without its ending, itself where too little would be left."""
    for ending, kept in _GREEK:
        if word.endswith(ending) and len(word) > len(ending) + _BEFORE_GREEK:
            return word.removesuffix(ending) + kept
    inflected = _INFLECTED.fullmatch(word)
    return inflected["root"] if inflected else word


def by_root(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Words that are longer than a root, by their root."""
    found: dict[str, list[str]] = {}
    for word in words:
        if word.isalpha() and len(word) > SHORTEST_ROOT:
            found.setdefault(root(word), []).append(word)
    return {key: tuple(kept) for key, kept in found.items()}
