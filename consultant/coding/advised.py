"""Which codes an answer advises: those that it lists, or where it lists none, those that its sentences do not rule out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consultant.coding.mentions import Mention, Role

# "1. 20611-RT, 1 unit, M17.11": what stands before the first code of a listed line.
_BULLET = re.compile(
    r"[ \t]*(?:(?:\d{1,2}[.)]|[-*\u2022]|line \d{1,2}:?|(?:first|second|primary|secondary|cpt|hcpcs|dx|icd-?10(?:-cm)?):?)[ \t]+)?",
    re.IGNORECASE,
)
_RULED_OUT = re.compile(
    r"^[ \t]*(?:considered|ruled out|left off|left out|not (?:to )?(?:bill|code|report)\w*|do not (?:bill|code|report)|why not)\b.*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADING = re.compile(r"\n[ \t]*\n(?=[ \t]*[A-Z][A-Za-z ,]{2,50}:?[ \t]*\n)")
_BEFORE = re.compile(
    r"\b(?:do not|don't|does not|not|never|without|instead of|rather than|remove|drop|delete|leave off|take off|omit|no)\s+"
    r"(?:[a-z']+\s+){0,3}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^[^\w]*(?:[a-z']+\s+){0,2}(?:stays? off|comes? off|(?:is|are|was|were|does|do|should|can|may|must) ?not\b|isn't|doesn't|cannot|can't|"
    r"(?:is|are|was) (?:bundled|included|part of|denied|wrong|no longer|deleted|ruled out|invalid|expired|a header))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.?!\n]*(?:\.(?=[\w])[^.?!\n]*)*[?!.\n]?")


@dataclass(frozen=True, slots=True)
class Advice:
    """Advised codes in their order; ``listed`` tells whether the answer has them line by line, as a claim has them."""

    mentions: tuple[Mention, ...]
    listed: bool


def advised(text: str, mentions: Iterable[Mention]) -> Advice:
    """What an answer advises of all the codes that it mentions."""
    out = _ruled_out(text)
    own = [
        mention
        for mention in mentions
        if mention.role in (Role.ASKED, Role.BILLED) and not any(start <= mention.start < end for start, end in out)
    ]
    listed = _listed(text, own)
    if listed:
        return Advice(listed, listed=True)
    return Advice(tuple(mention for mention in own if not _is_denied(text, mention)), listed=False)


def _listed(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions of the lines that begin with a code; one that is a sentence, rules its code out or asks is none."""
    found: list[Mention] = []
    for line in re.finditer(r"[^\n]+", text):
        inside = [mention for mention in mentions if line.start() <= mention.start < line.end()]
        if not inside or line.group().rstrip().endswith("?"):
            continue
        begins = _BULLET.match(text, line.start())
        sentence = line.group().rstrip().endswith(".") and not (begins and begins.group().strip())
        if begins and begins.end() == inside[0].start and not sentence and not _is_denied(text, inside[0]):
            found += [mention for mention in inside if not _is_denied(text, mention)]
    return tuple(found)


def _ruled_out(text: str) -> list[tuple[int, int]]:
    """Sections that say what was not taken: from such a heading to the next heading."""
    found = []
    for heading in _RULED_OUT.finditer(text):
        following = _HEADING.search(text, heading.end())
        found.append((heading.start(), following.start() if following else len(text)))
    return found


def _is_denied(text: str, mention: Mention) -> bool:
    """Whether its sentence rules the code out, or asks."""
    sentence = next(
        one for one in _SENTENCE.finditer(text) if one.start() <= mention.start < max(one.end(), one.start() + 1)
    )
    if sentence.group().endswith("?"):
        return True
    before, behind = text[sentence.start() : mention.start], text[mention.end : sentence.end()]
    return bool(_BEFORE.search(before) or _BEHIND.match(behind))
