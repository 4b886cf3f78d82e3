"""Modifiers asked about by themselves: named as modifiers, or set against each other where coding is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from consultant.coding.mentions.roles import role_at
from consultant.coding.mentions.scene import NEIGHBOURHOOD, Scene
from consultant.coding.mentions.values import Mention
from consultant.coding.sets import System
from consultant.coding.systems.modifiers import LEVEL_1, LEVEL_2

_LETTERED = (
    "LT RT GA GX GY GZ GT GQ GV GW QW KX JW JZ TC XE XS XP XU SA FS FQ QK QX QY QZ GC GE NU RR UE CQ KF Q6 Q5 E1 E2 E3 E4 "
    "FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T5 T6 T7 T8 T9 P3 P4 P5 GP GN KS KK"
)
PLAIN = frozenset(_LETTERED.split()) | {modifier for modifier in LEVEL_1 if modifier.isdigit()}
"""Modifiers that hardly mean anything else where no word announces them."""

_NAMED = re.compile(
    r"\b(?:modifiers?|mods?)\b[\s.:#\-]{1,3}((?:[0-9A-Za-z]{2}\b(?:\s?(?:,|/|&|or|and|vs\.?|versus)\s?-?)?)+)",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\b(?!(?:or|vs)\b)[0-9A-Za-z]{2}\b")
_TAKES = (
    r"(?i:use|used|using|needs?|wants?|append\w*|add(?:ed|ing)?|carry|carries|attach|put|gets?|requires?|missing|without|drop|remove|"
    r"between|bill|with|w/|w|so|instead\sof|an?|the|is\sit|it\sbe|both|either)"
)
_AGAINST = r"(?i:\s?/\s?|\s(?:or|vs\.?|versus|and)\s)(?:(?i:an?|the)\s)?-?"
_ENDS = r"(?=[\s?.,;)](?!\d)|$)"
# "do we need 95 or GT": two modifiers that are set against each other behind a word that takes one.
_CHOICE = re.compile(rf"\b{_TAKES}\s(?:(?i:the|an?)\s)?-?([0-9A-Z]{{2}}){_AGAINST}([0-9A-Z]{{2}}){_ENDS}", re.MULTILINE)
# "GV or GW?" needs no such word: letters that are nothing else.
_LETTERS = re.compile(rf"\b([A-Z][A-Z0-9])(?:{_AGAINST}|\s)([A-Z][A-Z0-9])(?=\s?\?|\s(?i:on|here|for)\b)")
# "if a 25 is on it", "needs QW?", "which gets the 59?"
_ONE = re.compile(
    rf"\b{_TAKES}\s(?:(?i:the|an?)\s)?-?([0-9A-Z]{{2}})"
    r"(?=\s?[?.,;)](?!\d)|\s(?i:is\s|on\s|needed|required|or\snot|instead|here|for\sthis|to\s(?:it|the|an?)\b|too\b|as\swell)|\s?$)",
    re.MULTILINE,
)
_ASKED = re.compile(r"(?<=[?.!]\s)([A-Z][A-Z0-9])(?=\?)")
_SPOKEN = re.compile(
    r"\b(?:modifiers?|mods?|surgeons?|providers?|e/?m|global|bill\w*|claims?|den(?:y|ied|ial)|cod(?:e|es|ed|ing)|cpt|hcpcs|medicare|medicaid|payer|telehealth|append\w*)\b|\b\d{5}\b|\b[A-V]\d{4}\b",
    re.IGNORECASE,
)


def lone_modifiers(seen: Scene, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Modifiers asked about apart from any code; what hangs on one of ``mentions`` is left to it."""
    taken = [(mention.start, mention.end) for mention in mentions]
    for start, end, why in sorted({*_named(seen), *_unnamed(seen)}):
        if not any(first < end and start < last for first, last in taken):
            taken.append((start, end))
            code = seen.text[start:end].upper()
            yield Mention(System.MODIFIER, code, (), None, role_at(seen, start), start, end, why)


def _named(seen: Scene) -> Iterator[tuple[int, int, str]]:
    for found in _NAMED.finditer(seen.text):
        for pair in _PAIR.finditer(found.group(1)):
            modifier = pair.group().upper()
            if modifier not in LEVEL_1 and modifier not in LEVEL_2:
                break
            alone = modifier in LEVEL_2 and len(found.group(1)) <= 3
            if modifier.isalpha() and pair.group() != modifier and not alone:
                break
            yield found.start(1) + pair.start(), found.start(1) + pair.end(), "named as a modifier"


def _unnamed(seen: Scene) -> Iterator[tuple[int, int, str]]:
    for shape, why in (
        (_CHOICE, "set against another modifier"),
        (_LETTERS, "set against another modifier"),
        (_ONE, "what a code carries"),
        (_ASKED, "asked about"),
    ):
        for found in shape.finditer(seen.text):
            if not all(part in PLAIN for part in found.groups()) or seen.zones.in_signature(found.start()):
                continue
            if any(seen.mask[found.start() : found.end()]) or not _SPOKEN.search(_near(seen, found.start())):
                continue
            for group in range(1, shape.groups + 1):
                yield found.start(group), found.end(group), why


def _near(seen: Scene, at: int) -> str:
    return seen.text[max(0, at - NEIGHBOURHOOD) : at + NEIGHBOURHOOD]
