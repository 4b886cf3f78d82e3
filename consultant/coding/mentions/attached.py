"""What hangs on a code: modifiers, glued or written behind it, and units."""

from __future__ import annotations

import re

from consultant.coding.systems.modifiers import LEVEL_1, LEVEL_2, WORDLIKE

_JOINT = re.compile(
    r"(?P<glue>\s?[-\u2010\u2011\u2013]\s?)|(?P<word>[\s,(]{0,3}(?:with\s|w/\s?|and\s|plus\s|appended\swith\s|has\s)?(?:the\s|a\s)?"
    r"(?:modifiers?|mods?)\b[\s.:#\-]*)|(?P<article>\s(?:with\s|w/\s?|w\s|and\s|plus\s)(?:the\s|an?\s)-?)|(?P<with>\s?(?:with\s|w/\s?|w\s))|(?P<comma>\s?[,/+]\s?-?|[.:])|(?P<open>\s?\()|(?P<space>\s)|(?P<nothing>)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\s?(?:[?.;)](?!\d)|$)", re.MULTILINE)
_AND = re.compile(r"\s?(?:,|/|&|\+|-|\band\b|,\s?and\b)\s?-?", re.IGNORECASE)
_PAIR = re.compile(r"[0-9A-Za-z]{2}(?![0-9A-Za-z])")
# "with a 25 modifier": the word that announces it stands behind.
_NAMED_BEHIND = re.compile(r"\s(?:modifiers?|mods?)\b(?!\s?-?[0-9A-Z]{2}\b)", re.IGNORECASE)
_MEASURED = re.compile(
    r"\s?(?:mg|mcg|ml|cc|units?|min|minutes?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|y/?o|%|percent|cm|mm|patients?|"
    r"times|visits?|claims?|am\b|pm\b|lbs?|kg|st\b|nd\b|rd\b|th\b|[:.]\d|/\d\d?/|of\b)",
    re.IGNORECASE,
)
_UNITS = (
    re.compile(
        r"[\s,;()\[]{0,3}(?:[xX\u00d7*]\s?|(?:for|at|by)\s)(\d{1,4})(?![\d*]|\.\d|\s?(?:mg|mcg|ml|days?|weeks?|minutes?|min|hours?)\b)\s?(?:units?)?"
    ),
    re.compile(
        r"[\s,;:(\[-]{0,3}(?:for\s|billed\s|with\s|at\s|as\s)?(?:only\s)?(\d{1,4})\s?(?:units?|u|doses)\b(?!\s?or\s\d)",
        re.IGNORECASE,
    ),
    # "97750 FCE 16 units": a word or two about what was done.
    re.compile(
        r"\s(?:(?!(?:and|or|with|plus|vs|but|then|for|we|i)\b)[A-Za-z]{2,12}\s){1,2}(\d{1,3})\s?units\b", re.IGNORECASE
    ),
    # "J2270 10 mg x 2", "J3301 (40mg = 4 units)": the dose stands between.
    re.compile(
        r"[\s,;(]{0,3}\d{1,4}(?:\.\d{1,3})?\s?(?:mg|mcg|ml|cc|gm?)\b[\s,;:=()\-]{0,3}(?:(?:billed|reported|charged|is|as|for|at)\s)?"
        r"(?:[xX\u00d7]\s?)?(?:(?<=[xX\u00d7])|(?<=[xX\u00d7]\s)|(?=\d{1,4}\s?units?\b))(\d{1,4})(?![\d*]|\.\d|\s?(?:mg|mcg|ml|days?|weeks?|doses|vials?)\b)",
    ),
    re.compile(r"\s?\((\d)\)"),
    re.compile(r"[\s,;(\[]{0,3}(?:units?|qty|quantity)\s?[:=]?\s?(\d{1,4})\b(?!\.\d)", re.IGNORECASE),
)
# "36415 x2" counts units; the modifiers X1 to X5 are read only where a hyphen or the word says so.
_COUNTS = frozenset(f"X{count}" for count in range(10))
_WORDLESS = frozenset(["LT", "RT", "JW", "JZ", "KX", "QW", "XE", "XP", "XS", "XU"])
"""In lower case no words of English: "20610 rt" is the right side, whoever types it."""
_UNIT_WORD = re.compile(r"(?:for|at|by)\s\d+$")
_UNITS_BEFORE = re.compile(
    r"(?<!\bor\s)\b(\d{1,4})\s?(?:units?|u)\s(?:of\s|for\s)?(?:code\s|cpt\s|hcpcs\s)?$|(\d{1,3})\s?[xX\u00d7]\s?$",
    re.IGNORECASE,
)

MOST = 5
"""Modifiers that one code is read with."""


def modifiers_after(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """Modifiers that begin at offset ``at``, in order, and the offset behind them."""
    found: list[str] = []
    end = at
    for _ in range(MOST):
        step = _next_modifier(text, end, found)
        if step is None:
            break
        modifier, end = step
        # "29824 with modifier RT rt": once more is no second one.
        if modifier not in found:
            found.append(modifier)
    return tuple(found), end


def _next_modifier(text: str, at: int, before: list[str]) -> tuple[str, int] | None:
    if before and (joined := _AND.match(text, at)):
        step = _pair(text, joined.end(), "and" if joined.group().strip() else "space")
        if step is not None:
            return step
    joint = _JOINT.match(text, at)
    if joint is None or joint.lastgroup is None:
        return None
    return _pair(text, joint.end(), joint.lastgroup)


def _pair(text: str, at: int, joint: str) -> tuple[str, int] | None:
    """A modifier at ``at``, if the way it is joined allows it to be one."""
    found = _PAIR.match(text, at)
    if found is None:
        return None
    modifier = found.group().upper()
    if modifier not in LEVEL_1 and modifier not in LEVEL_2:
        return None
    if joint == "word" or _NAMED_BEHIND.match(text, found.end()) or _plain(text, found, joint):
        return modifier, found.end()
    return None


def _plain(text: str, found: re.Match[str], joint: str) -> bool:
    """Whether two characters that no word announces stand as a modifier does, and not as a measure or a word."""
    written = found.group()
    modifier = written.upper()
    spaced = joint in ("space", "open", "and") or text[found.start() - 1 : found.start()].isspace()
    if _MEASURED.match(text, found.end()) or (spaced and modifier in WORDLIKE | _COUNTS):
        return False
    if modifier.isalpha() and written != modifier:
        return (joint == "glue" and not spaced) or (modifier in _WORDLESS and joint in ("space", "comma", "and"))
    if joint == "article":
        return modifier.isdigit() and _ENDED.match(text, found.end()) is not None
    return joint != "nothing" or modifier.isalpha()


def attached(text: str, start: int, end: int) -> tuple[tuple[str, ...], int | None, int]:
    """Modifiers and units of the code from ``start`` to ``end``, and the offset behind the modifiers.

    Modifiers may stand behind the units too: "97110 x 3, GP".
    """
    modifiers, after = modifiers_after(text, end)
    units, counted = units_around(text, start, after)
    if not modifiers and counted > after:
        modifiers, after = modifiers_after(text, counted)
        after = after if modifiers else end
    return modifiers, units, after


def units_around(text: str, start: int, end: int) -> tuple[int | None, int]:
    """Units said right behind a code (or right before it), and the offset behind them; None where none are said."""
    for shape in _UNITS:
        found = shape.match(text, end)
        if found and not (_UNIT_WORD.search(found.group()) and "unit" not in found.group().lower()):
            return int(found[1]), found.end()
    if found := _UNITS_BEFORE.search(text, max(0, start - 40), start):
        return int(found[1] or found[2]), end
    return None, end
