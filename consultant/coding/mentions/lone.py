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
# "append 25 to 99214", "or 50 on 69210": what a code carries, before the code.
_CARRIED = re.compile(
    r"\b(?i:append\w*|add(?:ed|ing)?|attach\w*|put|use[ds]?|using|or|need|drop|remove)\s(?:(?i:the|an?)\s)?-?([0-9A-Z]{2})\s"
    r"(?i:to|on|with|for)\s(?i:the\s|code\s|cpt\s|hcpcs\s)?(?:\d{5}|[A-V]\d{4})\b"
)
# "the 59 modifier"
_BEFORE_NAME = re.compile(
    rf"(?<![\w.$#/])-?(?:([0-9A-Z]{{2}}){_AGAINST})?([0-9A-Z]{{2}})\s(?i:modifiers?|mods?)\b(?!\s?-?[0-9A-Z]{{2}}\b)"
)
_AMONG = r"(?:\s?[,/]\s?(?:(?i:or|and)\s)?|\s(?i:or|vs\.?|versus|and|better\sthan|rather\sthan|instead\sof)\s)(?:(?i:an?|the)\s)?-?"
# "Is XU better than 59", "58/78/79 go on the procedure": several, of which a biller has to choose.
_SEVERAL = re.compile(rf"(?<![\w.$#/%-])-?([0-9A-Z]{{2}}(?:{_AMONG}[0-9A-Z]{{2}})+)(?![\w%]|[-.,:/]\d|-\w|\s?[$(])")
# "is 59 needed?"
_NEEDED = re.compile(r"\bis\s(?:(?i:a|an|the)\s)?-?([0-9A-Z]{2})\s(?i:needed|required|allowed|appropriate|necessary)\b")
_SAID = re.compile(r"\b(?:modifiers?|mods?)\b", re.IGNORECASE)
_DECIDED = re.compile(
    r"\s(?:right|correct|appropriate|better|needed|required|allowed|ok(?:ay)?)\b|\s(?:on|for|with|to)\s(?:\d{5}|[A-V]\d{4})\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s?(?:[?.,;)]|$)", re.MULTILINE)
_SPINE = re.compile(
    r"\b(?:vertebra\w*|kypho\w*|lamin\w*|spin(?:e|al)|thoracic|compression|fusion|discs?|levels?|fx|fractures?)\b",
    re.IGNORECASE,
)
_APART = frozenset({"XE", "XP", "XS", "XU"})
_ASKED = re.compile(r"(?<=[?.!]\s)([A-Z][A-Z0-9])(?=\?)")
_SPOKEN = re.compile(
    r"\b(?:modifiers?|mods?|surgeons?|providers?|e/?m|global|bill\w*|claims?|den(?:y|ied|ial)|cod(?:e|es|ed|ing)|cpt|hcpcs|medicare|medicaid|payer|telehealth|append\w*)\b|\b\d{5}\b|\b[A-V]\d{4}\b",
    re.IGNORECASE,
)


def lone_modifiers(seen: Scene, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Modifiers asked about apart from any code; what hangs on one of ``mentions`` is left to it."""
    taken = [(mention.start, mention.end) for mention in mentions]
    for start, end, why in sorted({*_named(seen), *_named_behind(seen), *_unnamed(seen), *_several(seen)}):
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


def _named_behind(seen: Scene) -> Iterator[tuple[int, int, str]]:
    for found in _BEFORE_NAME.finditer(seen.text):
        written = [group for group in (1, 2) if found[group]]
        if seen.zones.in_signature(found.start()) or any(seen.mask[found.start() : found.end()]):
            continue
        if all(found[group] in LEVEL_1 or found[group] in LEVEL_2 for group in written):
            yield from ((*found.span(group), "named as a modifier") for group in written)


def _unnamed(seen: Scene) -> Iterator[tuple[int, int, str]]:
    for shape, why in (
        (_CHOICE, "set against another modifier"),
        (_LETTERS, "set against another modifier"),
        (_ONE, "what a code carries"),
        (_ASKED, "asked about"),
        (_CARRIED, "what a code carries"),
        (_NEEDED, "asked about"),
    ):
        for found in shape.finditer(seen.text):
            if not all(part in PLAIN for part in found.groups()) or seen.zones.in_signature(found.start()):
                continue
            if _are_vertebrae(seen, found):
                continue
            if any(seen.mask[found.start() : found.end()]) or not _SPOKEN.search(_near(seen, found.start())):
                continue
            for group in range(1, shape.groups + 1):
                yield found.start(group), found.end(group), why


def _are_vertebrae(seen: Scene, found: re.Match[str]) -> bool:
    """Whether T5 and T6 are bones of the spine, as what is done or broken there says, and not toes."""
    bones = any(part[0] == "T" and part[1].isdigit() for part in found.groups())
    around = seen.around(found.start())
    return bones and _SPINE.search(around) is not None and _SAID.search(around) is None


def _several(seen: Scene) -> Iterator[tuple[int, int, str]]:
    for found in _SEVERAL.finditer(seen.text):
        pairs = list(_PAIR.finditer(seen.text, found.start(1), found.end(1)))
        pairs = [pair for pair in pairs if pair.group().lower() not in ("an", "or", "vs")]
        if seen.zones.in_signature(found.start()) or any(seen.mask[found.start() : found.end()]):
            continue
        written = {pair.group() for pair in pairs}
        if len(written) == len(pairs) and _are_modifiers(seen, written, found.start(), found.end()):
            yield from ((pair.start(), pair.end(), "set against another modifier") for pair in pairs)


def _are_modifiers(seen: Scene, written: set[str], start: int, end: int) -> bool:
    """Whether a row of two characters each is one of modifiers: numbers are so only where a word says it."""
    if not written <= PLAIN:
        return False
    if _SAID.search(seen.around(start)):
        return True
    # T5 and T6 are vertebrae, P3 and F2 other things.
    if any(one[0].isalpha() and one[1].isdigit() for one in written):
        return False
    if written & _APART and any(one.isdigit() for one in written):
        return True
    if not _SPOKEN.search(_near(seen, start)):
        return False
    asked = "?" in seen.around(start) and any(one.isalpha() for one in written)
    return _DECIDED.match(seen.text, end) is not None or (asked and _CLOSED.match(seen.text, end) is not None)


def _near(seen: Scene, at: int) -> str:
    return seen.text[max(0, at - NEIGHBOURHOOD) : at + NEIGHBOURHOOD]
