"""What the desk read in a mail, marked in the mail: codes where they stand, and the words that a fact came from.

Spans come from the reading of the question, which is the subject and what the asker newly wrote, mail by mail.
A span that does not hold its code is left alone: the words of a mail are never changed to fit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from consultant.coding.mentions.zones import PARTING
from consultant.services.pages.case import Card

GAP = len(PARTING)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text. ``card``: it is this code; ``marked``: a fact was read in it; neither: plain words."""

    text: str
    card: Card | None = None
    suffix: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    card: Card | None
    suffix: str


def starts(subject: str, texts: Mapping[int, str]) -> dict[int, int]:
    """Return where each asker's message (by id, oldest first) begins in the question that was read."""
    found, at = {}, len(subject) + GAP
    for message_id, text in texts.items():
        found[message_id] = at
        at += len(text) + GAP
    return found


def pieces(text: str, start: int, cards: Iterable[Card], words: Sequence[str]) -> tuple[Piece, ...]:
    """Return ``text``, which began at ``start`` of the question, cut at its codes and at the words of facts."""
    chosen: list[_Stretch] = []
    for stretch in sorted(
        [*_codes(text, start, cards), *_facts(text, words)], key=lambda one: (one.start, one.card is None)
    ):
        if not chosen or stretch.start >= chosen[-1].end:
            chosen.append(stretch)
    cut: list[Piece] = []
    at = 0
    for stretch in chosen:
        if stretch.start > at:
            cut.append(Piece(text[at : stretch.start]))
        cut.append(Piece(text[stretch.start : stretch.end], stretch.card, stretch.suffix, marked=stretch.card is None))
        at = stretch.end
    if at < len(text):
        cut.append(Piece(text[at:]))
    return tuple(cut)


def _codes(text: str, start: int, cards: Iterable[Card]) -> Iterator[_Stretch]:
    for card in cards:
        for begins, ends in card.spans:
            here = text[begins - start : ends - start] if begins >= start else ""
            bare = _bare(here)
            if not bare or ends - start > len(text):
                continue
            for suffix in ("", *card.suffix.split(", ")):
                if bare == _bare(card.code + suffix):
                    yield _Stretch(begins - start, ends - start, card, suffix)
                    break


def _facts(text: str, words: Sequence[str]) -> Iterator[_Stretch]:
    for word in words:
        at = text.find(word) if word.strip() else -1
        if at >= 0:
            yield _Stretch(at, at + len(word), None, "")


def _bare(word: str) -> str:
    return "".join(letter for letter in word if letter.isalnum()).upper()
