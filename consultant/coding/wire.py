"""Codes, mentions and hits as programs outside the desk name them: plain values for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from consultant.coding.rules.values import Finding, Severity
from consultant.coding.sets import System

if TYPE_CHECKING:
    from consultant.coding.cards import CodeCard
    from consultant.coding.mentions import Mention
    from consultant.coding.search.rank import Hit

NAMES = {
    System.CM: "icd10cm",
    System.PCS: "icd10pcs",
    System.HCPCS: "hcpcs",
    System.CPT: "cpt",
    System.MODIFIER: "modifier",
}
SEARCHED = {name: system for system, name in NAMES.items() if system is not System.MODIFIER}
"""The systems that words are looked up in, by name."""

SEVERITIES = {Severity.STOP: "error", Severity.WARN: "warning", Severity.INFO: "info"}
MENTIONED = 1.0
"""The score of a code that the mail writes itself."""


def mention_json(mention: Mention) -> dict[str, Any]:
    """A mention; ``start`` and ``end`` count code points, ``units`` is None where none are said."""
    return {
        "system": NAMES[mention.system],
        "code": mention.code,
        "modifiers": list(mention.modifiers),
        "units": mention.units,
        "role": mention.role.value,
        "start": mention.start,
        "end": mention.end,
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """A code that words found."""
    found = {"system": NAMES[hit.system], "code": hit.code, "score": round(float(hit.score), 4), "why": hit.why}
    return _noticed(found, hit.notice)


def card_json(card: CodeCard) -> dict[str, Any]:
    """A code of a case, mentioned or found by words."""
    score = MENTIONED if card.score is None else float(card.score)
    found = {"system": NAMES[card.system], "code": card.code, "score": round(score, 4), "why": card.why}
    return _noticed(found, card.notice)


def _noticed(found: dict[str, Any], notice: str | None) -> dict[str, Any]:
    """With what the owner of the words wants to stand beside them, where anybody does."""
    return found | {"notice": notice} if notice else found


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding; ``message`` says the point and the reason."""
    return {
        "rule": finding.rule,
        "codes": list(finding.codes),
        "severity": SEVERITIES[finding.severity],
        "message": f"{finding.title}. {finding.why}",
        "source": finding.source,
    }
