"""Make the rows of a release file: every official phrase with its code, and where each word stands."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from consultant.coding.search.index import ASIDE, RowKind
from consultant.coding.search.words import essential_words, variants, with_parties, words

SHORTEST_REPAIRED = 4


@dataclass(frozen=True, slots=True)
class IndexedCode:
    """A code to index. ``parent`` is the position of its parent among the codes, or -1."""

    code: str
    parent: int
    phrases: tuple[tuple[RowKind, str], ...]


@dataclass(slots=True)
class BuiltRows:
    """Everything that a release file stores of its phrases; ``index.Rows`` says what the fields mean."""

    codes: list[str] = field(default_factory=list)
    parents: array[int] = field(default_factory=lambda: array("i"))
    lasts: array[int] = field(default_factory=lambda: array("I"))
    row_codes: array[int] = field(default_factory=lambda: array("I"))
    row_kinds: array[int] = field(default_factory=lambda: array("B"))
    texts: list[str] = field(default_factory=list)
    vocabulary: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("I"))
    postings: array[int] = field(default_factory=lambda: array("I"))

    def spellings(self) -> Iterable[tuple[str, str]]:
        """Pairs (spelling with a letter left out, word) for repair; short words and numbers are never repaired."""
        for word in self.vocabulary:
            if len(word) > SHORTEST_REPAIRED and word[0].isalpha():
                for variant in variants(word):
                    yield variant, word


def build_rows(codes: Sequence[IndexedCode], known: Iterable[str] = ()) -> BuiltRows:
    """The rows of ``codes``, parents before children.

    ``known`` are texts whose words are good spelling without being rows of their own (the seventh characters).
    """
    built = BuiltRows()
    standing: dict[str, array[int]] = {}
    for number, code in enumerate(codes):
        built.codes.append(code.code)
        built.parents.append(code.parent)
        built.lasts.append(number)
        for kind, text in code.phrases:
            row = len(built.texts)
            built.row_codes.append(number)
            built.row_kinds.append(kind)
            built.texts.append(text)
            found = set(with_parties(words(text)))
            essential = (found & set(with_parties(essential_words(text)))) or found
            for word in found:
                standing.setdefault(word, array("I")).append(row if word in essential else row | ASIDE)
    for number in range(len(codes) - 1, -1, -1):
        parent = codes[number].parent
        if parent >= 0:
            built.lasts[parent] = max(built.lasts[parent], built.lasts[number])
    for word in sorted({word for text in known for word in words(text)} | standing.keys()):
        built.vocabulary.append(word)
        built.starts.append(len(built.postings))
        built.postings.extend(standing.get(word, ()))
    built.starts.append(len(built.postings))
    return built
