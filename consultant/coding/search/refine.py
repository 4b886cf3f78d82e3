"""From the rows that match to the codes that a question supports: sides, seventh characters and other choices below.

A code that was found by its own phrase is followed down: what the question says beyond that phrase chooses among the
codes below it, and what they say against the question rules them out. Where the question says nothing that chooses, the
code that says "unspecified" stands behind the one that was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from consultant.coding.search.index import WordIndex
from consultant.coding.search.question import Reading
from consultant.coding.search.words import ASSUMED, FAINT, word_set

# Weights learnt on rephrased titles, inclusion terms and lines of the indexes (bench/search.py prints what they give).
MISSING, BEYOND = 0.6, 0.4
BAG_SHARE = 0.35
UNSAID = 0.4
UNSPECIFIED, BY_SIDE = 1.004, 0.985
CHOSEN = 3
FOLLOWED = 25
_SIDES = frozenset({"right", "left", "bilateral"})
_OPPOSED = (
    _SIDES,
    frozenset({"upper", "lower"}),
    frozenset({"initial", "subsequent", "sequela"}),
    frozenset({"displaced", "nondisplaced"}),
    frozenset({"type1", "type2"}),
    frozenset({"first", "second", "third"}),
    frozenset({"open", "closed"}),
    frozenset({"traffic", "nontraffic"}),
    frozenset({"driver", "passenger"}),
    frozenset({"accidental", "assault", "self", "undetermined"}),
)

_DECIDING = (
    ("side", _SIDES),
    ("trimester", frozenset({"trimester"})),
    ("open or closed", frozenset({"open"})),
    ("displaced or not", frozenset({"displaced"})),
    ("stage", frozenset({"stage1", "stage2", "stage3"})),
    ("severity", frozenset({"mild", "moderate", "severe"})),
    ("encounter", frozenset({"encounter", "sequela"})),
)
DEEPEST = 4
_CHOOSING = frozenset().union(*_OPPOSED)
"""Words by which people choose among codes; the codes say them with words that nobody repeats."""
_Opposition = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that matches, and the code that is followed from it.

    ``score`` is that of the row, ``bag`` the share of the question that the code's bag holds, ``explained`` the weight of
    the question that the row explains, ``beyond`` the weight of what it says and the question does not. ``kind`` is the
    share that rows of this kind earn. ``cell`` names the cell of an official table that was found instead of a row (``number`` is -1).
    """

    number: int
    code: int
    score: float
    bag: float
    explained: float
    beyond: float
    kind: float
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A code with the row that found it; shares and weights as ``rank.Hit`` has them."""

    code: str
    row: int
    cell: str
    score: float
    explained: float
    spare: float
    weight: float


def scored(explained: float, beyond: float, bag: float, total: float, kind: float, missing: float = MISSING) -> float:
    """What a row is worth: Tversky's ratio and the share of the bag. ``missing``: what unexplained words cost."""
    ratio = explained / (explained + missing * (total - explained) + BEYOND * beyond + 1e-9)
    return ratio * kind * (1 - BAG_SHARE) + bag * BAG_SHARE


def refined(
    rows: Iterable[Row], reading: Reading, index: WordIndex, *, missing: float = MISSING, initial: bool = False
) -> Iterator[Found]:
    """The codes of ``rows`` and those below them that the question names.

    ``initial``: where no encounter is said, the code of an initial one stands behind the one that was found.
    """
    seen: set[int] = set()
    weights = reading.weights
    opposed = _opposed(weights)
    for row in rows:
        if row.code in seen:
            continue
        seen.add(row.code)
        code = index.code(row.code)
        title = index.title(code)
        if _contradicts(opposed, title):
            continue
        yield _found(code, row, reading)
        if len(seen) > FOLLOWED:
            continue
        said = title if row.cell else word_set(index.row_text(row.number)) | title
        yield from _followed(row, said, _Asked(reading, weights, opposed, missing, initial), index)


def _found(code: str, row: Row, reading: Reading) -> Found:
    return Found(
        code,
        row.number,
        row.cell,
        row.score * reading.sure,
        min(row.explained / reading.total, 1.0),
        row.beyond / (row.explained + row.beyond + 1e-9),
        row.explained,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A reading with the weights of its words, and what contradicts it."""

    reading: Reading
    weights: Mapping[str, float]
    opposed: Sequence[_Opposition]
    missing: float
    initial: bool


def _followed(row: Row, said: frozenset[str], asked: _Asked, index: WordIndex) -> Iterator[Found]:
    """The codes below that say what the question says and ``said`` does not, the unspecified one where none does."""
    children = _children(row.code, index)
    if not children:
        return
    weights, reading = asked.weights, asked.reading
    chosen: list[tuple[float, str, int, frozenset[str]]] = []
    silent: tuple[str, int, frozenset[str]] | None = None
    for code, number, more in children:
        new = more - said
        named = sum(weights[word] for word in new & weights.keys())
        if _contradicts(asked.opposed, more):
            continue
        unsaid = sum(_cost(word, index) for word in new - weights.keys())
        if named > unsaid or not _CHOOSING.isdisjoint(new & weights.keys()):
            chosen.append((named - unsaid, code, number, new))
        elif silent is None and (_unspecified(new) or (asked.initial and _initial(number, more))):
            silent = (code, number, new)
    chosen.sort(key=lambda one: -one[0])
    for _, code, number, new in chosen[:CHOSEN]:
        named = sum(weights[word] for word in new & weights.keys())
        unsaid = sum(_cost(word, index) for word in new - weights.keys())
        explained = min(row.explained + named, reading.total)
        bag = min(row.bag + named / reading.total, 1.0)
        beyond = row.beyond + unsaid
        score = scored(explained, beyond, bag, reading.total, row.kind, asked.missing)
        below = replace(row, code=number, score=score, bag=bag, explained=explained, beyond=beyond)
        yield _found(code, below, reading)
        if number >= 0:
            yield from _followed(below, said | new, asked, index)
    if not chosen and silent is not None:
        code, number, new = silent
        known = number < 0 or not _by_side(children)
        below = replace(row, code=number, score=row.score * (UNSPECIFIED if known else BY_SIDE))
        yield _found(code, below, reading)
        if number >= 0:
            yield from _followed(below, said | new, asked, index)


def _children(number: int, index: WordIndex) -> list[tuple[str, int, frozenset[str]]]:
    """The codes right below with what each says beyond ``number``; those of a seventh character have no number (-1)."""
    code = index.code(number)
    sevenths = index.listing.seventh_sets[int(index.listing.seventh_of[number])]
    if sevenths:
        return [(with_seventh(code, seventh.letter), -1, seventh.words) for seventh in sevenths]
    title = index.title(code)
    return [
        (below, int(child), index.title(below) - title)
        for child in index.below(number)
        for below in (index.code(int(child)),)
    ]


def _unspecified(new: frozenset[str]) -> bool:
    """Whether a choice says what silence means: that something is unspecified, or is not there."""
    silent = "unspecified" in new or any(word.startswith("~") for word in new)
    return silent and all(word in FAINT or word.startswith("~") for word in new)


def _initial(number: int, more: frozenset[str]) -> bool:
    """Whether a seventh character is the one of an initial encounter, which is meant where nobody says another."""
    return number < 0 and "initial" in more


def meant_by_silence(code: str, index: WordIndex) -> str | None:
    """The billable code that a header stands for where nothing more is said, None where a side must be said or none is."""
    number, found = index.number(code), None
    while number is not None and number >= 0:
        children = _children(number, index)
        silent = next(((below, at) for below, at, more in children if _unspecified(more)), None)
        if silent is None or _by_side(children):
            break
        found, number = silent
    return found if found is not None and index.listing.listed(found)[1] else None


def deciding(code: str, index: WordIndex) -> tuple[str, ...]:
    """What decides among the codes below ``code``, in words for a person; empty for a code that has none below."""
    number = index.number(code)
    if number is None:
        return ()
    needs: list[str] = []
    for depth in range(DEEPEST):
        children = _children(number, index)
        if not children:
            break
        told = frozenset().union(*(more for _, _, more in children))
        kinds = [name for name, marks in _DECIDING if not told.isdisjoint(marks)]
        needs.extend(kinds or (["more detail"] if depth == 0 else []))
        number = max((child for _, child, _ in children), default=-1)
        if number < 0:
            break
    return tuple(dict.fromkeys(needs))


def _cost(word: str, index: WordIndex) -> float:
    """What it costs a choice to say ``word`` where the question does not."""
    posting = index.posting(word)
    return min(ASSUMED.get(word, UNSAID * (posting.weight if posting else 1.0)), posting.cost if posting else 1.0)


def _by_side(children: Sequence[tuple[str, int, frozenset[str]]]) -> bool:
    """Whether the codes differ by their side: then nothing is known before somebody says which."""
    return any(not _SIDES.isdisjoint(more) for _, _, more in children)


def with_seventh(code: str, letter: str) -> str:
    """``code`` with its seventh character, empty places filled (ICD-10-CM Official Guidelines, I.A.4 and I.A.5)."""
    bare = code.replace(".", "").ljust(6, "X")
    return f"{bare[:3]}.{bare[3:]}{letter}"


def _opposed(asked: Mapping[str, float]) -> tuple[_Opposition, ...]:
    """Of words that exclude each other those that the question names, and the others."""
    return tuple((wanted, group - wanted) for group in _OPPOSED if (wanted := group & asked.keys()))


def _contradicts(opposed: Sequence[_Opposition], stated: frozenset[str]) -> bool:
    """Whether the question names one of several that exclude each other, and what is stated only another."""
    return any(not stated.isdisjoint(others) and stated.isdisjoint(wanted) for wanted, others in opposed)
