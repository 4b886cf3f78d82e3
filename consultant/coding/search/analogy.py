"""What official texts say in two ways: a title and a term under it differ in the words that mean the same.

"Disorder of 8th cranial nerve" stands under "Disorders of acoustic nerve", so what is said of the 8th cranial nerve
elsewhere may be said of the acoustic nerve. Source: the terms and notes of the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from consultant.coding.search.spoken import ASKING
from consultant.coding.search.words import ASSUMED, words

MOST_SAID, MOST_MEANT = 24, 8


@dataclass(frozen=True, slots=True)
class Analogy:
    """Words that one text has where the other has ``meant``, in ``told`` codes."""

    said: frozenset[str]
    meant: tuple[str, ...]
    told: int = 1


def analogies(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[Analogy, ...]]:
    """Analogies of pairs (term, title), by each word that they say; those without a common word are left out."""
    found = Counter(one for term, title in pairs for one in _of(term, title))
    by_word: dict[str, list[Analogy]] = {}
    for (said, meant), told in found.items():
        by_word.setdefault(min(said), []).append(Analogy(said, meant, told))
    return {word: tuple(kept) for word, kept in by_word.items()}


def _of(term: str, title: str) -> Iterator[tuple[frozenset[str], tuple[str, ...]]]:
    here, there = words(term), words(title)
    common = set(here) & set(there)
    said = frozenset(word for word in here if word not in common and word not in ASSUMED and word not in ASKING)
    meant = tuple(dict.fromkeys(word for word in there if word not in common and word not in ASSUMED))
    if common - ASSUMED.keys() and 0 < len(said) <= MOST_SAID and 0 < len(meant) <= MOST_MEANT:
        yield said, meant


def by_analogy(said: list[str], known: Mapping[str, Sequence[Analogy]]) -> list[list[str]]:
    """``said`` with the words of an analogy put in place of its own, for each that applies.

    Those that replace most come first, then those that most codes tell.
    """
    here = frozenset(said)
    applying = [analogy for word in here for analogy in known.get(word, ()) if analogy.said <= here]
    applying.sort(key=lambda one: (-len(one.said), -one.told, len(one.meant), one.meant))
    return [[*(word for word in said if word not in one.said), *one.meant] for one in applying]
