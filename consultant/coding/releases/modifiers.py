"""All modifiers of CPT and HCPCS Level II with the desk's own short explanations, from the file beside this module.

The words are ours: the AMA's descriptors of its modifiers are not in this product, and the official text of a HCPCS
modifier comes with the HCPCS release. A list given by the operator in the same layout is read as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from consultant.coding.releases.sheets import table
from consultant.coding.releases.sources import Readable, begins_as

SHIPPED = Path(__file__).with_name("modifiers.csv")

_COLUMNS = {"modifier": "MODIFIER", "group": "GROUP", "explanation": "EXPLANATION"}
_CPT = re.compile(r"[0-9][0-9P]|P[1-6]")


@dataclass(frozen=True, slots=True)
class ModifierRow:
    """One modifier. ``system`` is CPT or HCPCS; ``group`` says what it is about (anatomic, visit, equipment, ...)."""

    modifier: str
    system: str
    group: str
    explanation: str


def looks_like_modifiers(source: Readable) -> bool:
    """Whether it is a list of modifiers with group and explanation."""
    return begins_as(read_modifiers, source)


def read_modifiers(source: Readable = SHIPPED) -> Iterator[ModifierRow]:
    """Modifiers in file order, CPT first, each once. Raises UnreadableRelease naming file, line, column."""
    seen = set[str]()
    for line in table(source, _COLUMNS, what="the list of modifiers"):
        modifier = line.text("modifier").upper()
        if not re.fullmatch(r"[0-9A-Z]{2}", modifier) or modifier in seen:
            raise line.refusal("modifier", "a modifier of two characters that was not named before")
        seen.add(modifier)
        yield ModifierRow(
            modifier=modifier,
            system="CPT" if _CPT.fullmatch(modifier) else "HCPCS",
            group=line.filled("group", "what the modifier is about"),
            explanation=line.filled("explanation", "an explanation"),
        )
