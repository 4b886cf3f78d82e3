"""Cut a mail into phrases that may name a condition, a drug or a supply.

Requests, people and what is denied are left out; quoted history and signatures are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from consultant.coding.denials import denied, is_not_now
from consultant.coding.mentions.zones import Zones

_SENTENCE = re.compile(
    r"(?<=[a-z0-9)])[.!?](?:\s+|$)|\n\s*\n|\f\n|\n(?=[ \t]*[-*\u2022\d])|[;?!]|:\s|\s[-\u2013\u2014]\s"
)
_CLAUSE = re.compile(r"[,()\[\]\"\u201c\u201d\n/]|\s-\s")
_TURN = re.compile(r"\b(?:and|but|also|then|plus|because|when|while|since|so|if|who|which|that|for)\b", re.IGNORECASE)
_HINGE = re.compile(
    r"\b(?:and|or|but|for|from|due to|because of|secondary to|with|w/|after|during|following|including|status post|s/p|vs|"
    r"versus|plus|into|under|to|of|on|at|as|then|which|that|who|when|while|since|so|if|by|about)\b",
    re.IGNORECASE,
)
# Words of asking, billing and telling; no phrase of the official lists stands or falls with them.
_TALK = re.compile(
    r"\b(?:(?:is|are|be|the|that'?s) right(?= (?:for|code|one|way|to|modifier|with)\b)|right (?:code|one|way|modifier)|please|pls|kindly|hi|hello|hey|dear|thanks?|thank you|good (?:morning|afternoon)|team|help|advise|question|"
    r"we|i(?= (?:am|have|was|need|would|do|did|think|know|saw|used|put|just|had|bill|code)\b)|he|she|they|it|you|us|our|his|her|their|my|me|your|the|a|an|this|that|these|those|there|"
    r"is|are|was|were|be|been|am|has|have|had|do|does|did|can|could|would|should|will|may|might|must|need(?:s|ed)?|"
    r"what|which|how|why|where|code[sd]?|coding|bill(?:ed|ing)?|claims?|cpt|hcpcs|icd(?:-?10)?(?:-?cm)?|dx|diagnos[ei]s|"
    r"pt|pts|patients?|dr|doctor|provider|physician|surgeon|md|nurse|clinic|office|came|comes|come|seen|saw|see|"
    r"presents?|presented|diagnosed|says|said|told|gave|given|give|gets?|got|use[ds]?|using|correct|appropriate|"
    r"modifiers?|denied|denial|paid|report(?:ed|ing)?|submit(?:ted)?|today|yesterday|also|just|know|wondering|looking|find|"
    r"medicare|medicaid|payer|insurance|year[- ]old|yo|y/o|male|female|man|woman|date|service|dos|visit)\b",
    re.IGNORECASE,
)
# Numbers say something only behind the words that count: "type 2", "stage 3", "fetus 4".
_COUNTING = frozenset(("type", "stage", "grade", "class", "degree", "level", "category", "fetus"))
_EDGES = frozenset(
    (
        "in",
        "on",
        "at",
        "of",
        "to",
        "for",
        "with",
        "and",
        "or",
        "but",
        "from",
        "by",
        "as",
        "also",
        "then",
        "about",
        "into",
        "not",
        "so",
    )
)
_PUNCTUATION = " ,.:'\"()[]-"
LONGEST = 28
LONGEST_WORD = 40
MOST = 28


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of the mail reduced to words worth searching; ``whole`` when it is a full sentence."""

    words: str
    start: int
    end: int
    whole: bool


def phrases(text: str, mask: bytearray, zones: Zones) -> tuple[Phrase, ...]:
    """Sentences, their clauses and the pieces between hinges, each once, at most ``MOST``.

    ``mask`` marks what was recognised as a code, a person's number or an address: that is no word.
    """
    letters = [" " if masked else letter for letter, masked in zip(text, mask, strict=True)]
    for start, end in denied("".join(letters)):
        letters[start:end] = " " * (end - start)
    readable = zones.written("".join(letters))
    found: dict[str, Phrase] = {}
    for start, end in _cuts(_SENTENCE, readable, 0, len(readable)):
        if len(found) >= MOST:
            break
        for phrase in _of_sentence(readable, start, end):
            found.setdefault(phrase.words.lower(), phrase)
    return tuple(sorted(found.values(), key=lambda phrase: (phrase.start, -phrase.end)))[:MOST]


def _of_sentence(text: str, start: int, end: int) -> Iterator[Phrase]:
    """The sentence, neighbouring clauses together and alone, their parts, and the pieces between hinges."""
    yield from _phrase(text, start, end, whole=True)
    clauses = list(_cuts(_CLAUSE, text, start, end))
    for one, other in pairwise(clauses):
        yield from _phrase(text, one[0], other[1], whole=False)
    for first, last in clauses:
        yield from _phrase(text, first, last, whole=False)
        for cut in (_TURN, _HINGE):
            for from_, to in _cuts(cut, text, first, last):
                yield from _phrase(text, from_, to, whole=False)


def _phrase(text: str, start: int, end: int, *, whole: bool) -> Iterator[Phrase]:
    if is_not_now(text, start):
        return
    said = _TALK.sub(" ", text[start:end]).split()
    kept = [word for place, word in enumerate(said) if _is_word(word, said[place - 1] if place else "")]
    while kept and kept[0].strip(_PUNCTUATION).lower() in _EDGES | {""}:
        kept.pop(0)
    while kept and kept[-1].strip(_PUNCTUATION).lower() in _EDGES | {""}:
        kept.pop()
    if not kept or len(kept) > LONGEST or not any(len(word.strip(_PUNCTUATION)) > 3 for word in kept):
        return
    words = " ".join(kept).strip(" ,.:-'\"")
    yield Phrase(words, text.index(kept[0], start, end), text.rindex(kept[-1], start, end) + len(kept[-1]), whole)


def _is_word(word: str, before: str) -> bool:
    """Whether a piece between blanks is worth searching: no long number, no pasted data."""
    if len(word) > LONGEST_WORD or re.search(r"\d{3}", word):
        return False
    bare = word.strip(_PUNCTUATION)
    return not bare.isdigit() or before.lower() in _COUNTING


def _cuts(at: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begun = start
    for found in at.finditer(text, start, end):
        if found.start() > begun:
            yield begun, found.start()
        begun = found.end()
    if end > begun:
        yield begun, end
