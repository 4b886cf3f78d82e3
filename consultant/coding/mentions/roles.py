"""What the writer does with a code: asks, tells that it was billed, repeats it, or has it in a signature."""

from __future__ import annotations

import re

from consultant.coding.mentions.scene import NEIGHBOURHOOD, Scene
from consultant.coding.mentions.values import Role

# "can be billed with", "when billed with": said of what may be, not of what was.
_UNREAL = r"(?<!\bbe )(?<!\bwhen )(?<!\bif )(?<!\bget )(?<!\bbe separately )"
_BILLED = re.compile(
    r"\b(?:(?:was|were|been|we|i|already|had|have|has|they|got|and|then|it|claim|biller|coder|office)(?:'ve)?\s+(?:(?!(?:be|when|if)\b)\w+\s+)?"
    rf"(?:billed|submitted|coded|reported|charged|sent|used|filed|put)|{_UNREAL}(?:billed|denied|rejected|paid)|denies|denials? (?:for|on|of)|came back|"
    r"claim (?:has|had|shows|went|was)|rebilled)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(r"\b(?:should|can|could|may|would|do we|is it|what|which|whether|correct)\b|\?", re.IGNORECASE)


def role_at(seen: Scene, at: int) -> Role:
    """The role of what stands at offset ``at``."""
    if seen.zones.is_quoted(at):
        return Role.QUOTED
    if seen.zones.in_signature(at):
        return Role.SIGNATURE
    start, end = seen.zones.sentence(at, len(seen.text))
    start, end = max(start, at - 2 * NEIGHBOURHOOD), min(end, at + NEIGHBOURHOOD)
    billed = [found.end() for found in _BILLED.finditer(seen.text, start, end)]
    if not billed:
        return Role.ASKED
    # "Should 99213 be billed" asks; "we billed 99213, should it" tells.
    asking = [found.start() for found in _ASKING.finditer(seen.text, start, at)]
    said = [end for end in billed if end <= at]
    if said:
        return Role.ASKED if asking and asking[-1] > said[-1] else Role.BILLED
    return Role.ASKED if asking else Role.BILLED
