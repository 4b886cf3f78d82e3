"""What a question leaves unsaid and its answer depends on: each with the sentence that asks for it, and why.

Nothing is asked for its own sake: a fact is missing only where codes or the kind of question make it decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from consultant.coding.asking import QuestionType
from consultant.coding.cards import CodeCard, FoundBy, Status
from consultant.coding.catalogue import Billable, Catalogue, Expired, Header, NotYetEffective
from consultant.coding.facts import Fact, FactName, first
from consultant.coding.mentions import Mention, Role
from consultant.coding.rules.sides import Side, apart_from_side, side_of
from consultant.coding.sets import System

SIDE = "side"
UNITS = "units"
"""Names of what is missing that is no fact of the case but belongs to a code."""

LOOK_BACK = timedelta(days=366)
"""A question is seldom older than a year; what changed in it makes the date of service decide."""

_DATED = frozenset({QuestionType.DENIAL, QuestionType.BUNDLING, QuestionType.MEDICAL_NECESSITY})
_PAID = frozenset({QuestionType.COVERAGE, QuestionType.MEDICAL_NECESSITY, QuestionType.DENIAL})
_LOCAL = frozenset({QuestionType.COVERAGE, QuestionType.MEDICAL_NECESSITY})
# "Is M17.10 the right code", "is that right?" say no side.
_SIDES = re.compile(
    r"\b(?:left|bilateral(?:ly)?|both|rt|lt|[RL](?= (?:knee|hip|eye|ear|shoulder|hand|foot|wrist|elbow|ankle)))\b|"
    r"-(?:RT|LT|50)\b|\b(?:on the|her|his|their) right\b(?! (?:codes?|dx|diagnosis|modifier))|"
    r"\bright[ -](?!codes?\b|one\b|modifiers?\b|way\b|levels?\b|numbers?\b|dx\b|diagnos|units?\b|for\b|to\b|or\b|and\b|on\b|"
    r"here\b|if\b|when\b|with\b|in\b|icd|cpt|hcpcs|choice|answer|now)\w",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:was|were|been|got|is|are) denied\b|\bthe denial\b|\bdenied (?:as|for|because|by)\b", re.IGNORECASE
)
_AMOUNT = re.compile(r"\b(?:per\s+)?[\d.]+ ?(?:mg|mcg|ml|cc|units?|gm?|sq(?:uare)? ?cm)\b", re.IGNORECASE)
_NAMED = 3
"""Codes that one sentence names at most."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that nobody has said. ``question`` asks the asker for it, ``why`` tells the coder what it decides."""

    name: str
    question: str
    why: str


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of a question: its text, the facts that hold, mentions and cards, the day of the mail."""

    text: str
    facts: tuple[Fact, ...]
    mentions: tuple[Mention, ...]
    cards: tuple[CodeCard, ...]
    received: date

    @property
    def kind(self) -> QuestionType | None:
        """The kind of question, as read or as a coder says."""
        found = first(self.facts, FactName.QUESTION_TYPE)
        return QuestionType(found.value) if found else None

    def lacks(self, name: FactName) -> bool:
        """Whether no fact of this name holds."""
        return first(self.facts, name) is None

    @property
    def spoken(self) -> Sequence[CodeCard]:
        """Cards of codes that the asker writes, quoted ones left out."""
        return [card for card in self.cards if card.found_by is FoundBy.MENTION and card.role is not Role.QUOTED]


def missing(known: Known, catalogue: Catalogue) -> tuple[Missing, ...]:
    """What is missing, in the order in which to ask."""
    if not known.text.strip():
        return ()
    return tuple(found for look in _LOOKS for found in look(known, catalogue))


def _date(known: Known, catalogue: Catalogue) -> Iterator[Missing]:
    if not known.lacks(FactName.DATE_OF_SERVICE):
        return
    changed = _named([card for card in known.spoken if _changed(card, known.received, catalogue)])
    if changed:
        why = f"{changed} changed within the year, so the day decides."
    elif known.spoken and known.kind in _DATED:
        why = "Edits and policies are in force by the day."
    else:
        return
    yield Missing(FactName.DATE_OF_SERVICE, "What was the date of service?", why)


def _changed(card: CodeCard, received: date, catalogue: Catalogue) -> bool:
    """Whether a code stands otherwise on the day of the mail than a year before, as far as releases tell."""
    told = [
        type(answer)
        for on in (received - LOOK_BACK, received)
        if isinstance(
            answer := catalogue.ask(card.system, card.code, on), Billable | Header | Expired | NotYetEffective
        )
    ]
    return len(set(told)) > 1


def _payer(known: Known, _catalogue: Catalogue) -> Iterator[Missing]:
    lacking = known.lacks(FactName.PAYER) and known.lacks(FactName.LINE_OF_BUSINESS)
    if lacking and known.kind in _PAID:
        yield Missing(
            FactName.PAYER,
            "Which payer is it, and which kind of plan (Medicare Part B, Medicare Advantage, Medicaid, commercial)?",
            "Coverage and denials follow the payer's own rules.",
        )


def _state(known: Known, _catalogue: Catalogue) -> Iterator[Missing]:
    payer = first(known.facts, FactName.PAYER)
    if known.kind in _LOCAL and known.lacks(FactName.STATE) and payer is not None and "Medica" in payer.value:
        yield Missing(
            FactName.STATE,
            "In which state was the service given?",
            "Local coverage is by the contractor of the state, Medicaid by the state.",
        )


def _denial(known: Known, _catalogue: Catalogue) -> Iterator[Missing]:
    denied = known.kind is QuestionType.DENIAL or _DENIED.search(known.text)
    if denied and known.lacks(FactName.DENIAL_CODE):
        yield Missing(
            FactName.DENIAL_CODE,
            "Which denial and remark codes stand on the remittance (such as CO-97 or N115)?",
            "The codes say what the payer found.",
        )


def _place(known: Known, _catalogue: Catalogue) -> Iterator[Missing]:
    visit = any(card.system is System.CPT and card.code.startswith("99") for card in known.spoken)
    if known.kind is QuestionType.LEVEL_OF_SERVICE and known.lacks(FactName.PLACE_OF_SERVICE) and not visit:
        yield Missing(
            FactName.PLACE_OF_SERVICE,
            "Where was the patient seen (office, emergency department, hospital), and was the patient new?",
            "The family of visit codes follows the place.",
        )


def _side(known: Known, catalogue: Catalogue) -> Iterator[Missing]:
    if _SIDES.search(known.text):
        return
    diagnoses = [card for card in known.cards if card.system is System.CM]
    open_sides = _named([card for card in diagnoses if _leaves_side_open(card, catalogue)])
    if open_sides:
        yield Missing(
            SIDE,
            "Which side was it: right, left or both?",
            f"{open_sides} leaves the side open, and codes exist for each.",
        )


def _leaves_side_open(card: CodeCard, catalogue: Catalogue) -> bool:
    """Whether a code says that its side is not known where others say it, or is a header of codes that differ in it."""
    if card.role is Role.QUOTED:
        return False
    if card.status in (Status.BILLABLE, Status.NOT_CHECKED):
        if card.text is None or side_of(card.text) is not Side.UNSAID or "side" in card.text:
            return False
        return _has_a_right_side(card.code, apart_from_side(card.text, Side.UNSAID), catalogue)
    sides = {side_of(leaf.text) for leaf in card.leaves}
    return card.status is Status.HEADER and {Side.RIGHT, Side.LEFT} <= sides


def _has_a_right_side(code: str, wanted: tuple[str, ...], catalogue: Catalogue) -> bool:
    """Whether a list has the same condition of the right side: "unspecified" alone may leave open much else."""
    dates = [release.effective_from for release in catalogue.releases if release.system is System.CM]
    for at, character in enumerate(code):
        if character not in "09":
            continue
        sibling = f"{code[:at]}1{code[at + 1 :]}"
        for on in dates:
            match catalogue.ask(System.CM, sibling, on):
                case Billable(entry=entry) if side_of(entry.text) is Side.RIGHT:
                    if apart_from_side(entry.text, Side.RIGHT) == wanted:
                        return True
                case _:
                    pass
    return False


def _units(known: Known, _catalogue: Catalogue) -> Iterator[Missing]:
    if known.kind is not QuestionType.UNITS or _AMOUNT.search(known.text):
        return
    told = {mention.code for mention in known.mentions if mention.units is not None}
    dosed = _named(
        [
            card
            for card in known.spoken
            if card.system is System.HCPCS
            and card.code not in told
            and card.text is not None
            and _AMOUNT.search(card.text)
        ]
    )
    if dosed:
        yield Missing(
            UNITS,
            "How much was given, how much was thrown away, and in what size is the vial or syringe?",
            f"{dosed} is counted by the amount.",
        )


def _named(cards: Sequence[CodeCard]) -> str:
    codes = list(dict.fromkeys(card.code for card in cards))
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    return ", ".join(codes[:_NAMED]) + more


_LOOKS: tuple[Callable[[Known, Catalogue], Iterator[Missing]], ...] = (
    _date,
    _payer,
    _state,
    _denial,
    _place,
    _side,
    _units,
)


def letter(asked: Sequence[Missing]) -> str:
    """The text of a question back, as the coder gets it to look over; greeting and closing are the letter's own."""
    return "\n".join(f"{number}. {one.question}" for number, one in enumerate(asked, start=1))
