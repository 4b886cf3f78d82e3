"""Find the codes that a mail mentions, with modifiers, units and the writer's stance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise

from consultant.coding.catalogue import Catalogue
from consultant.coding.mentions.attached import attached, modifiers_after, units_around
from consultant.coding.mentions.candidates import Candidate, candidates, without_modifier
from consultant.coding.mentions.lone import lone_modifiers
from consultant.coding.mentions.roles import role_at
from consultant.coding.mentions.scene import NEIGHBOURHOOD, Scene, scene
from consultant.coding.mentions.tables import row_after
from consultant.coding.mentions.values import Mention
from consultant.coding.mentions.weigh import Weighed, is_leaf, weigh
from consultant.coding.mentions.zones import PARTING
from consultant.coding.sets import System
from consultant.coding.systems import cpt

_CONNECTED = re.compile(
    r"[\s?,;/&+()\[\]:|*\u2022\-.]*(?:\b(?:and|or|with|w/|vs|versus|plus|to|through|thru|then|includes?|x\d+|units?)\b[\s,;/&+()\[\]:.]*){0,2}"
)
# Words that make a number a place, a count or a name ("we moved to 97205", "about 45000").
_NOT_A_PROCEDURE = re.compile(
    r"(?:\b(?:in|at|near|(?<!different )from|to|around|about|over|under|than|between|approximately|is|was|weighs|number|area|city|town|dr|drive|"
    r"st|street|called|named|score of|po|box|check|facility|site|store|branch|dept|department|clinic|invoice)|[#:])\s*$",
    re.IGNORECASE,
)
# Towns are listed with commas and "and"; a choice or an addition is a biller's.
_CHOICE = re.compile(r"[/+?&]|\b(?:or|vs|versus|with|w|plus|then|includes?)\b", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:at|in|near|zip|box|po|suite|room|invoice|ticket|order|batch|ref)[\s:#]*$", re.IGNORECASE)
_NAME = re.compile(r"\ [A-Z][a-z]")
_SHORT_CPT = re.compile(
    r"\s?(?:/|or|vs\.?|and|,)\s?-?(\d{1,2})(?![\d.:%/])(?!\s?(?:x\b|mg|ml|min|units?|days?|years?|%))", re.IGNORECASE
)
# A question that holds more is a pasted table; a person does not read beyond this many cards.
MOST = 400

Found = tuple[Candidate, Weighed]


def find_mentions(text: str, catalogue: Catalogue, on: date) -> tuple[Mention, ...]:
    """Codes in order of appearance, each with modifiers, units, role and span.

    ``on`` is the date on which the case is judged; a code counts as known when any installed release lists it, so that
    an expired one is found too. Never raises; a text without codes gives an empty tuple.
    """
    del on  # every installed list counts: the date decides validity, not whether a code was written
    seen = scene(text, catalogue)
    free = islice(candidates(text, seen.mask), MOST)
    weighed = [pair for candidate in free if (pair := _weighed(seen, candidate))]
    accepted = [pair for pair in weighed if pair[1].why]
    waiting = [pair for pair in weighed if not pair[1].why and not seen.zones.in_signature(pair[0].start)]
    accepted += _pairs(seen, waiting)
    accepted += _neighbours(seen, accepted, waiting)
    accepted += _again(seen, accepted, waiting)
    modifiers = list(islice(lone_modifiers(seen, [_mention(seen, *pair) for pair in accepted]), MOST))
    accepted += _nearby(seen, accepted, modifiers, waiting)
    accepted = _uncounted(seen, accepted)
    mentions = [_mention(seen, *pair) for pair in accepted]
    mentions += [*_shortened(seen, mentions), *modifiers]
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def _weighed(seen: Scene, candidate: Candidate) -> Found | None:
    """A candidate with what it is; "E0143NU" is no code, but E0143 with a modifier glued to it is."""
    found = weigh(seen, candidate)
    if (found is None or not found.why) and (shorter := without_modifier(candidate)):
        again = weigh(seen, shorter)
        if again is not None and again.why:
            return shorter, again
    return (candidate, found) if found else None


def _pairs(seen: Scene, waiting: list[Found]) -> Iterator[Found]:
    """Procedure numbers that stand together although nothing else speaks for them: "29881 or 29880"."""
    numbers = [pair for pair in waiting if pair[1].code.isdigit() and not _is_elsewhat(seen, pair[0])]
    for one, other in pairwise(numbers):
        if _in_a_row(seen.text, one[0], other[0]) and _CHOICE.search(seen.text, one[0].end, other[0].start):
            for pair in (one, other):
                if pair in waiting:
                    waiting.remove(pair)
                    yield pair[0], replace(pair[1], why="beside another procedure number")


def _neighbours(seen: Scene, accepted: Sequence[Found], waiting: list[Found]) -> Iterator[Found]:
    """Candidates that stand in a row with a found code: only connecting words lie between them, or a table's line."""
    found = list(accepted)
    grew = True
    while grew:
        grew = False
        for pair in list(waiting):
            candidate, weighed = pair
            if any(
                _may_join(seen, weighed, candidate, other) and _in_a_row(seen.text, candidate, at)
                for at, other in found
            ):
                waiting.remove(pair)
                found.append(pair)
                grew = True
                yield candidate, replace(weighed, why="in a row with another code")


def _may_join(seen: Scene, weighed: Weighed, candidate: Candidate, other: Weighed) -> bool:
    """Three characters in lower case are a code in a row of diagnoses; beside a procedure only when they can be billed."""
    vague = weighed.system is System.CM and len(weighed.code) == 3 and not candidate.upper
    return not vague or other.system is System.CM or is_leaf(seen, weighed.code)


def _nearby(
    seen: Scene, accepted: Sequence[Found], modifiers: Sequence[Mention], waiting: Sequence[Found]
) -> Iterator[Found]:
    """Procedure codes in the same sentence as a procedure or modifier that was found, and not said to be a place."""
    procedures = [candidate.start for candidate, weighed in accepted if weighed.system in (System.CPT, System.HCPCS)]
    procedures += [modifier.start for modifier in modifiers]
    for candidate, weighed in waiting:
        short = weighed.system is System.CM and candidate.upper and is_leaf(seen, weighed.code)
        if (weighed.system not in (System.CPT, System.HCPCS) and not short) or _is_elsewhat(seen, candidate):
            continue
        start, end = _clauses(seen, candidate.start)
        if any(start <= other < end and abs(candidate.start - other) <= NEIGHBOURHOOD for other in procedures):
            yield candidate, replace(weighed, why="beside another procedure code")


def _clauses(seen: Scene, at: int) -> tuple[int, int]:
    """The sentence around ``at`` with those that semicolons join to it."""
    length = len(seen.text)
    start, end = seen.zones.sentence(at, length)
    while start and seen.text[:start].rstrip().endswith(";"):
        start, _ = seen.zones.sentence(start - 1, length)
    while end < length and seen.text[:end].rstrip().endswith(";"):
        _, end = seen.zones.sentence(end, length)
    return start, end


def _uncounted(seen: Scene, accepted: list[Found]) -> list[Found]:
    """``accepted`` without what counts the units of another: "Q9967 x100" has no X10.0."""
    counts = []
    for candidate, weighed in accepted:
        if weighed.system in (System.CPT, System.HCPCS):
            _, after = modifiers_after(seen.text, candidate.end)
            counts.append((after, units_around(seen.text, candidate.start, after)[1]))
    return [pair for pair in accepted if not any(start <= pair[0].start < end for start, end in counts)]


def _again(seen: Scene, accepted: Sequence[Found], waiting: list[Found]) -> Iterator[Found]:
    """A code that was found elsewhere in the text, written once more."""
    known = {(weighed.system, weighed.code) for _, weighed in accepted}
    for pair in list(waiting):
        candidate, weighed = pair
        if (weighed.system, weighed.code) in known and not _PLACED.search(seen.before(candidate)):
            waiting.remove(pair)
            yield candidate, replace(weighed, why="written again")


def _is_elsewhat(seen: Scene, candidate: Candidate) -> bool:
    """Whether the words beside a number make it a place, a count or a name."""
    return bool(
        _NOT_A_PROCEDURE.search(seen.text, max(0, candidate.start - 24), candidate.start)
        or _NAME.match(seen.text, candidate.end)
        or candidate.written.endswith("000")
    )


def _in_a_row(text: str, one: Candidate, other: Candidate) -> bool:
    first, second = sorted((one, other), key=lambda candidate: candidate.start)
    if second.start - first.end > NEIGHBOURHOOD:
        return False
    _, end = modifiers_after(text, first.end)
    _, end = units_around(text, first.start, end)
    between = text[end : second.start]
    return (
        end <= second.start
        and len(between) <= 24
        and between.count("\n") <= 1
        and PARTING not in between
        and _CONNECTED.fullmatch(between) is not None
    )


def _mention(seen: Scene, candidate: Candidate, weighed: Weighed) -> Mention:
    modifiers: tuple[str, ...] = ()
    units: int | None = None
    end = candidate.end
    if weighed.system in (System.CPT, System.HCPCS):
        if row := row_after(seen.text, candidate.end, seen.tables):
            modifiers, units, end = row.modifiers, row.units, row.end
        else:
            modifiers, units, end = attached(seen.text, candidate.start, candidate.end)
    role = role_at(seen, candidate.start)
    return Mention(weighed.system, weighed.code, modifiers, units, role, candidate.start, end, weighed.why)


def _shortened(seen: Scene, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Numbers that repeat only the last digits of the one before: 99213/4, 99213 or 14."""
    for mention in mentions:
        if mention.system is not System.CPT or mention.modifiers or not mention.code.isdigit():
            continue
        found = _SHORT_CPT.match(seen.text, mention.end)
        if found is None or any(seen.mask[found.start(1) : found.end(1)]):
            continue
        code = cpt.normalise(mention.code[: -len(found[1])] + found[1])
        if code and code != mention.code and abs(int(code) - int(mention.code)) < 20:
            yield replace(
                mention, code=code, start=found.start(1), end=found.end(1), why=f"shortened behind {mention.code}"
            )
