"""What kind of question a mail asks, by its words; those of a sentence that asks count double."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class QuestionType(StrEnum):
    """Kinds of questions. Their order decides between kinds that as much speaks for."""

    WHICH_MODIFIER = "which-modifier"
    UNITS = "units"
    MEDICAL_NECESSITY = "medical-necessity"
    BUNDLING = "bundling"
    LEVEL_OF_SERVICE = "level-of-service"
    COVERAGE = "coverage"
    DENIAL = "denial"
    WHICH_CODE = "which-code"


_SPEAKS = (
    (QuestionType.WHICH_MODIFIER, 3, r"(?:which|what|correct|right|any|need|needs|require[sd]?|an?|add|append\w*|use) (?:\w+ )?(?:modifiers?|mods?)\b|\b(?:modifiers?|mods?) (?:\w\w )?(?:or|vs|versus|is needed|needed)\b|\b(?:\d\d|[A-Z]{2}) (?:or|vs\.?) (?:-?\d\d|[A-Z]{2})\b(?=[^\d]|$)"),
    (QuestionType.UNITS, 4, r"how many units|(?:number|count) of units|units (?:should|do|can|are|right|correct)|by units?\b|is it \d+ units|per unit|wasted|wastage|\bMUEs?\b|max(?:imum)? units"),
    (QuestionType.MEDICAL_NECESSITY, 4, r"medical(?:ly)? (?:necess\w+|unnecess\w+)|med nec\b|not medically|\bLCDs?\b|\bNCDs?\b|\bCO[ -]?50\b|(?:dx|diagnos\w+) (?:that |which |to |does |do )?(?:supports?|support)"),
    (QuestionType.BUNDLING, 3, r"\b(?:un)?bundl\w+|\bNCCI\b|\bPTP\b|\bCCI\b|\bCO[ -]?97\b|\binclusive\b|(?:allowed|billable|reportable|payable|paid) together|included in|separately (?:billable|reportable|paid|bill)|(?:bill|code|report|billed|reported)\w* (?:\w+ ){0,8}(?:together|same (?:day|session|visit))|column (?:1|2|one|two)"),
    (QuestionType.LEVEL_OF_SERVICE, 3, r"\b(?:which|what|correct|right) (?:e/?m )?level\b|\blevels? of (?:service|visit)|\be/?m level|\bMDM\b|(?:moderate|low|high|straightforward) (?:complexity|mdm)|level (?:[2-5]|four|five|three)\b|\b99(?:20[2-5]|21[1-5]|28[1-5]|22[1-3]|23[1-3])\b(?: or |/| vs\.? )(?:a )?(?:99)?\d{1,3}\b|total time"),
    (QuestionType.COVERAGE, 3, r"\bcover(?:s|ed|age)?\b|\bbenefits?\b|\beligib\w+|how often|frequency limit|\bABN\b|will (?:\w+ ){1,3}pay (?:for)?|prior auth\w*"),
    (QuestionType.DENIAL, 2, r"\bden(?:y|ied|ial|ials|ies)\b|\breject\w*|\bappeal\w*|came back|\b(?:CO|PR|OA|PI)-?\d{1,3}\b|not paid|recoup\w*"),
    (QuestionType.WHICH_CODE, 2, r"(?:which|what|correct|right|best|proper|appropriate) (?:\w+[- ]){0,3}(?:codes?|cpt|dx|diagnosis|icd|hcpcs)\b|\b(?:codes?|cpt|icd(?:-?10)?|hcpcs|dx) for\b|\b(?:cpt|icd(?:-?10)?|hcpcs|dx)(?: codes?)? ?\?|\bcodes?\?|codes? (?:should|do|to use)|how (?:do|should|would|to|can) (?:\w+ )?(?:code|bill|report)|what(?:'s| is) the (?:\w+ )?(?:code|dx|cpt)|\b(?:cpt|code|dx) (?:or|vs)\b"),
)  # fmt: skip
_SHAPES = tuple((kind, weight, re.compile(shape, re.IGNORECASE)) for kind, weight, shape in _SPEAKS)
_SENTENCE = re.compile(r"[^.?!\n]*(?:\.(?=\d)[^.?!\n]*)*[?!.\n]?")
MOST = 8_000
"""Characters in which the question is asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The kind of a question, and where in the text the sentence stands that speaks most for it."""

    kind: QuestionType
    start: int
    end: int


def asked(text: str) -> Asked | None:
    """The kind of question that most of the words speak for; None where none do. ``text`` is what the asker wrote."""
    weights: Counter[QuestionType] = Counter()
    spoken: dict[QuestionType, tuple[int, int, int]] = {}
    for sentence in _SENTENCE.finditer(text[:MOST]):
        counts = 2 if sentence.group().endswith("?") else 1
        for kind, weight, shape in _SHAPES:
            if shape.search(sentence.group()):
                weights[kind] += weight * counts
                if weight * counts > spoken.get(kind, (0, 0, 0))[0]:
                    spoken[kind] = (weight * counts, *_bounds(sentence))
    if not weights:
        return None
    chosen = max(QuestionType, key=lambda kind: weights[kind])
    return Asked(chosen, *spoken[chosen][1:])


def question_type(text: str) -> QuestionType | None:
    """The kind of question that ``text`` asks; None where no words speak for any."""
    found = asked(text)
    return found.kind if found else None


def _bounds(sentence: re.Match[str]) -> tuple[int, int]:
    said = sentence.group()
    return sentence.start() + len(said) - len(said.lstrip()), sentence.start() + len(said.rstrip())
