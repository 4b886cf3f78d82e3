"""Questions as the worker would read them: facts, mentions, look-ups and findings of one mail."""

from __future__ import annotations

from typing import Any

from consultant.coding.asking import question_type
from consultant.coding.facts import Fact, FactName, first
from consultant.coding.lookup import CaseReading
from consultant.coding.wire import card_json, finding_json, mention_json


def preview_json(text: str, reading: CaseReading) -> dict[str, Any]:
    """A reading as programs take it; ``lookups`` is one order over all systems, mentioned codes first."""
    return {
        "mentions": [mention_json(mention) for mention in reading.mentions],
        "facts": facts_json(text, reading.facts),
        "lookups": [card_json(card) for card in (*reading.mentioned, *reading.offered)],
        "findings": [finding_json(finding) for finding in reading.findings],
    }


def facts_json(text: str, facts: tuple[Fact, ...]) -> dict[str, Any]:
    """The facts of a case by their names, None for what ``text`` does not say."""
    kind, age = question_type(text), _value(facts, FactName.AGE)
    return {
        "date_of_service": _value(facts, FactName.DATE_OF_SERVICE),
        "payer": _value(facts, FactName.PAYER),
        "state": _value(facts, FactName.STATE),
        "place_of_service": _value(facts, FactName.PLACE_OF_SERVICE),
        "patient_age": int(age) if age is not None else None,
        "patient_sex": _value(facts, FactName.SEX),
        "denial_codes": list(dict.fromkeys(fact.value for fact in facts if fact.name is FactName.DENIAL_CODE)),
        "question_type": kind.value if kind else None,
    }


def _value(facts: tuple[Fact, ...], name: FactName) -> str | None:
    fact = first(facts, name)
    return fact.value if fact else None
