"""What a mail says is not there: denied, ruled out, or somebody else's, suspected or over."""

from __future__ import annotations

import re

# Where a denial ends although its sentence goes on: another statement, or the asking.
_TURN = (
    r"but|however|although|though|except|because|has|have|had|is|are|was|were|she|he|they|we|i|who|which|what|how|whether|"
    r"if|for|about|can|could|should|please|code|codes|coded|bill|billed|then|now"
)
# Behind these stands what is not there.
_BEFORE = re.compile(
    r"\b(?:(?:mother|father|mom|dad|sister|brother|aunt|uncle|cousin|grand(?:mother|father|parents?)|parents?|siblings?)s? "
    r"(?:had|has|have|also had|also has|died (?:of|from)|suffers from|was diagnosed with)|"
    r"no|not|never had|denies|denied any|without any|without (?:evidence|signs?|symptoms?) of|negative for|ruled out|"
    rf"rule out|r/o|absence of|free of|instead of|rather than)\s+(?:(?!\b(?:{_TURN})\b)[^,.;:?!\n])+",
    re.IGNORECASE,
)
# A list is denied as a whole: by these words to its end, and behind a plain "no" where "or" or "nor" closes it.
_LISTED = re.compile(
    r"\b(?:(?:denies|denied any|negative for)\s+|no\s+(?=[^.;:?!\n]{0,120}\bn?or\b))"
    rf"(?:(?!\b(?:{_TURN})\b)[^.;:?!\n])+",
    re.IGNORECASE,
)
# And before these.
_AFTER = re.compile(
    r"\s(?:(?:was|were|is|are|has been|have been|been)\s+)?"
    r"(?:ruled out|excluded|not (?:seen|found|present|identified|confirmed|evident)|unlikely)\b",
    re.IGNORECASE,
)
_CLAUSE_BEGINS = re.compile(r"[,.;:?!()\n]|\b(?:and|but|with|has|have|had)\b", re.IGNORECASE)
_NOT_NOW = re.compile(
    r"(?:\bhistory of|\bhx of|\bh/o|\ballerg\w+ to|\brul(?:e|ed|ing) out|\br/o|\bsuspected|\bpossible|\bprobable|\bscreen\w* for|"
    r"\b(?:no|without) (?:evidence|signs?|symptoms?) of|\brisk (?:of|for)|\bfear of|\bexpos\w+ to|\bdenies|\bnegative for|\bfree of|\babsence of|\binstead of|\brather than|\bno|\bnot|"
    r"\bwithout|\bmother'?s?|\bfather'?s?|\bfamily)\s*$",
    re.IGNORECASE,
)
REACH, CLAUSE = 30, 120


def denied(text: str) -> tuple[tuple[int, int], ...]:
    """Stretches of ``text`` that name what is not there, as offsets in characters; they may overlap."""
    found = [denial.span() for shape in (_LISTED, _BEFORE) for denial in shape.finditer(text)]
    for denial in _AFTER.finditer(text):
        begins = max(0, denial.start() - CLAUSE)
        stops = [stop.end() for stop in _CLAUSE_BEGINS.finditer(text, begins, denial.start())]
        found.append((stops[-1] if stops else begins, denial.end()))
    return tuple(found)


def is_not_now(text: str, start: int) -> bool:
    """Whether what begins at ``start`` is said to be no condition of the patient now: denied, suspected, past, another's."""
    return _NOT_NOW.search(text, max(0, start - REACH), start) is not None
