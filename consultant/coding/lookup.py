"""Read a case from a mail: its facts, the codes it mentions and the ones its words point to, and what rules find."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from consultant.coding import jsonform
from consultant.coding.cards import CodeCard, FoundBy, Span, card
from consultant.coding.catalogue import Catalogue, day
from consultant.coding.denials import denied, is_not_now
from consultant.coding.edits import Setting
from consultant.coding.facts import Confidence, Fact, FactName, date_of_service, first, read_facts
from consultant.coding.finding import Named, named_codes
from consultant.coding.mentions import Mention, Role, find_mentions
from consultant.coding.mentions.lookalikes import claimed
from consultant.coding.mentions.zones import zones
from consultant.coding.missing import Known, Missing, missing
from consultant.coding.old_codes import old_codes
from consultant.coding.rules import Case, Finding, Line, Patient, check_case
from consultant.coding.said import Said, settled
from consultant.coding.search.titles import titles
from consultant.coding.sets import System

CARDS_BY_WORDS = 8

# A code is offered unasked only where its official phrase is said nearly whole, and is no single common word.
SCORE, WEIGHT = 0.9, 2.6
# Look-alikes of codes that are words of a condition all the same: "type 2", "stage 3", "24 weeks".
_WORDS_TOO = frozenset({"model", "measure", "count"})
# What follows a title here may make it another code ("hypertension with heart failure").
_NARROWED = re.compile(r",?\s+(?:with|due to|secondary to|complicat\w+|associated with|caused by)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CaseReading:
    """What the desk reads from one question. Plain content: ``to_json`` and ``from_json`` carry it to a ticket's row.

    ``on`` is the date on which codes were judged; ``date_said`` tells whether the mail or a coder named it, and
    ``date_words`` says so to a person. ``facts`` are what the desk read; ``said`` is what coders say of them, which holds.
    ``cards`` hold mentioned codes first, then the ones that words found. ``release_keys`` are the SHA-256 of the releases
    that took part, ``release_labels`` their names.
    """

    received: date
    on: date
    date_said: bool
    date_words: str
    facts: tuple[Fact, ...]
    said: tuple[Said, ...]
    missing: tuple[Missing, ...]
    mentions: tuple[Mention, ...]
    cards: tuple[CodeCard, ...]
    findings: tuple[Finding, ...]
    release_keys: tuple[str, ...]
    release_labels: tuple[str, ...]

    @property
    def mentioned(self) -> tuple[CodeCard, ...]:
        """Cards of codes that the mail writes."""
        return tuple(card for card in self.cards if card.found_by is FoundBy.MENTION)

    @property
    def offered(self) -> tuple[CodeCard, ...]:
        """Cards of codes that the mail's words point to, best first."""
        return tuple(card for card in self.cards if card.found_by is FoundBy.WORDS)


def read_case(text: str, catalogue: Catalogue, *, received: date, said: tuple[Said, ...] = ()) -> CaseReading:
    """Read ``text`` (the visible part of a question) as of ``received``; what coders ``said`` of facts goes before it.

    Never raises on any text.
    """
    read = read_facts(text, received=received)
    facts = settled(read, said)
    served = date_of_service(facts)
    on = date.fromisoformat(served.value) if served else received
    mentions = tuple(mention for mention in find_mentions(text, catalogue, on) if mention.role is not Role.SIGNATURE)
    cards = _distinct(
        (
            *_mention_cards(mentions, catalogue, on),
            *_old_cards(text, catalogue, on),
            *_word_cards(text, mentions, read, catalogue, on),
        )
    )
    return CaseReading(
        received=received,
        on=on,
        date_said=served is not None,
        date_words=_date_words(served, on),
        facts=read,
        said=said,
        missing=missing(Known(text, facts, mentions, cards, received), catalogue),
        mentions=mentions,
        cards=cards,
        findings=check_case(case_of(mentions, on, facts), catalogue),
        release_keys=(*(one.sha256 for one in catalogue.releases), *(one.sha256 for one in catalogue.references)),
        release_labels=tuple(release.label for release in catalogue.releases),
    )


def to_json(reading: CaseReading) -> dict[str, Any]:
    """``reading`` as plain JSON content."""
    encoded: dict[str, Any] = jsonform.encode(reading)
    return encoded


def from_json(content: dict[str, Any]) -> CaseReading:
    """The reading that ``to_json`` wrote. Raises ValueError for content of another shape."""
    return jsonform.decode(CaseReading, content)


def card_to_json(card: CodeCard) -> dict[str, Any]:
    """One card as plain JSON content."""
    encoded: dict[str, Any] = jsonform.encode(card)
    return encoded


def card_from_json(content: dict[str, Any]) -> CodeCard:
    """The card that ``card_to_json`` wrote. Raises ValueError for content of another shape."""
    return jsonform.decode(CodeCard, content)


def case_of(mentions: Iterable[Mention], on: date, facts: tuple[Fact, ...] = ()) -> Case:
    """The case that the writer tells: diagnoses and lines in order, the patient's age and sex; quoted history left out."""
    spoken = [mention for mention in mentions if mention.role in (Role.ASKED, Role.BILLED)]
    diagnoses = [mention for mention in spoken if mention.system is System.CM]
    lines = [mention for mention in spoken if mention.system in (System.CPT, System.HCPCS, System.PCS)]
    # A code that was told with its modifiers or units and is named once more is not billed once more.
    told = {line.code for line in lines if line.modifiers or line.units is not None}
    lines = [line for line in lines if line.modifiers or line.units is not None or line.code not in told]
    age, sex, setting = (first(facts, name) for name in (FactName.AGE, FactName.SEX, FactName.SETTING))
    payer, business, place = (
        first(facts, name) for name in (FactName.PAYER, FactName.LINE_OF_BUSINESS, FactName.PLACE_OF_SERVICE)
    )
    billed = [mention.code for mention in diagnoses if mention.role is Role.BILLED]
    return Case(
        on=on,
        diagnoses=tuple(dict.fromkeys(mention.code for mention in diagnoses)),
        lines=tuple(dict.fromkeys(Line(line.system, line.code, line.modifiers, line.units) for line in lines)),
        sequenced=len(billed) > 1 and len(billed) == len(diagnoses),
        setting=Setting(setting.value) if setting else Setting.PRACTITIONER,
        patient=Patient(int(age.value) if age else None, sex.value if sex else None),
        payer=" ".join(one.value for one in (payer, business) if one) or None,
        place=place.value if place else None,
    )


def _date_words(said: Fact | None, on: date) -> str:
    if said is None:
        return f"today, {day(on)}: no date of service found"
    if not said.words:
        return f"{day(on)}, the date of service as a coder says"
    if said.confidence is Confidence.DEFINITE:
        return f"{day(on)}, the date of service in the mail"
    return f"{day(on)}, read from \u201c{said.words}\u201d"


def _mention_cards(mentions: Sequence[Mention], catalogue: Catalogue, on: date) -> Iterable[CodeCard]:
    """One card a code, what was asked or billed before what was only quoted."""
    grouped: dict[tuple[System, str], list[Mention]] = {}
    for mention in sorted(mentions, key=lambda mention: mention.role is Role.QUOTED):
        grouped.setdefault((mention.system, mention.code), []).append(mention)
    for (system, code), group in grouped.items():
        modifiers = dict.fromkeys(modifier for mention in group for modifier in mention.modifiers)
        roles = [mention.role for mention in group]
        yield card(
            system,
            code,
            catalogue.ask(system, code, on),
            on,
            found_by=FoundBy.MENTION,
            why=group[0].why,
            modifiers=tuple(modifiers),
            units=next((mention.units for mention in group if mention.units is not None), None),
            role=Role.BILLED if Role.BILLED in roles else roles[0],
            spans=tuple(Span(mention.start, mention.end) for mention in group),
        )


def _old_cards(text: str, catalogue: Catalogue, on: date) -> Iterable[CodeCard]:
    """What ICD-9-CM codes typed by habit are today, by the equivalence mappings."""
    for old in old_codes(text, zones(text), catalogue, on):
        for one in old.equivalents:
            yield card(
                System.CM,
                str(one.target),
                catalogue.ask(System.CM, str(one.target), on),
                on,
                found_by=FoundBy.WORDS,
                why=f"ICD-9-CM {old.code}, by the equivalence mappings: {'; '.join(one.words)}",
                spans=(Span(old.start, old.end),),
                matched=old.code,
                score=1.0,
            )


def _distinct(cards: Iterable[CodeCard]) -> tuple[CodeCard, ...]:
    """Each code's first card."""
    kept: dict[tuple[System, str], CodeCard] = {}
    for one in cards:
        kept.setdefault((one.system, one.code), one)
    return tuple(kept.values())


def _word_cards(
    text: str, mentions: Sequence[Mention], facts: Sequence[Fact], catalogue: Catalogue, on: date
) -> Iterable[CodeCard]:
    """Codes that the mail's words name: titles that it writes out, then the rest, best first; none that it mentions.

    The words of a place name no condition: "seen in the ED".
    """
    where = zones(text)
    titled, settled = _titled(where.written(text), catalogue, on)
    mask = claimed(text, _WORDS_TOO)
    places = [(fact.start, fact.end) for fact in facts if fact.name is FactName.PLACE_OF_SERVICE]
    for start, end in (*((mention.start, mention.end) for mention in mentions), *places, *settled):
        mask[start:end] = b"\x01" * (end - start)
    named = [one for one in named_codes(text, mask, where, catalogue, on) if _is_clear(one)]
    for one in _unrelated([*titled, *named], {(mention.system, mention.code) for mention in mentions}):
        yield card(
            one.hit.system,
            one.hit.code,
            catalogue.ask(one.hit.system, one.hit.code, on),
            on,
            found_by=FoundBy.WORDS,
            why=one.hit.why,
            spans=(Span(one.start, one.end),),
            matched=" ".join(text[one.start : one.end].split()),
            score=min(one.hit.score, 1.0),
        )


def _is_clear(named: Named) -> bool:
    """Whether a code may be shown unasked: its official phrase is said nearly whole, and says something."""
    return named.hit.score >= SCORE and named.hit.weight >= WEIGHT


def _titled(text: str, catalogue: Catalogue, on: date) -> tuple[list[Named], list[tuple[int, int]]]:
    """Titles written out in ``text`` and not denied there, and where nothing is left to search for.

    Words of a title itself deny nothing. A billable title settles its place, unless the words behind it narrow it.
    """
    found = titles(text, catalogue, on)
    around = list(text)
    for title in found:
        around[title.start : title.end] = "x" * (title.end - title.start)
    absent = denied("".join(around))
    present: list[Named] = []
    settled: list[tuple[int, int]] = []
    for title in found:
        gone = any(start <= title.start < end for start, end in absent) or is_not_now(text, title.start)
        if gone or (title.hit.billable and not _NARROWED.match(text, title.end)):
            settled.append((title.start, title.end))
        if not gone:
            present.append(Named(title.hit, title.start, title.end, title.hit.weight))
    return present, settled


def _unrelated(ranked: Iterable[Named], mentioned: set[tuple[System, str]]) -> Sequence[Named]:
    """The first codes that are neither mentioned nor a header or a part of what was mentioned or kept before.

    A billable title that is written out says more than the header above it that was mentioned, and stays. What stands
    inside a stretch that found its code has nothing more to say: "fracture of radius" within a whole title.
    """
    kept: list[Named] = []
    for one in ranked:
        hit = one.hit
        narrower = hit.billable and hit.score >= 1
        taken = {*mentioned, *((other.hit.system, other.hit.code) for other in kept)}
        if any(
            hit.system is system and (code.startswith(hit.code) or (hit.code.startswith(code) and not narrower))
            for system, code in taken
        ):
            continue
        if any(other.start <= one.start and one.end <= other.end and other.value > one.value for other in kept):
            continue
        kept.append(one)
    return kept[:CARDS_BY_WORDS]
