"""The text of a mail with everything that was noticed before codes are weighed."""

from __future__ import annotations

from dataclasses import dataclass

from consultant.coding.catalogue import Catalogue
from consultant.coding.mentions.candidates import Candidate
from consultant.coding.mentions.lookalikes import claimed
from consultant.coding.mentions.tables import Table, tables
from consultant.coding.mentions.zones import Zones, zones
from consultant.coding.sets import System

NEIGHBOURHOOD = 160


@dataclass(frozen=True, slots=True)
class Scene:
    """``whole`` names the systems of which a full list is installed, so that its silence means something."""

    text: str
    zones: Zones
    mask: bytearray
    catalogue: Catalogue
    whole: frozenset[System]
    tables: tuple[Table, ...]

    def around(self, at: int) -> str:
        """The sentence of ``at``, as far as a reader's eye connects it."""
        start, end = self.zones.sentence(at, len(self.text))
        return self.text[max(start, at - NEIGHBOURHOOD) : min(end, at + NEIGHBOURHOOD)]

    def before(self, candidate: Candidate) -> str:
        """What stands before a candidate on its line, with the line above where that one announces a list."""
        line = self.text.rfind("\n", 0, candidate.start) + 1
        above = self.text[self.text.rfind("\n", 0, max(0, line - 1)) + 1 : line].strip()
        return (above if above.endswith(":") else "") + self.text[line : candidate.start]

    def behind(self, candidate: Candidate) -> str:
        """The first characters behind a candidate."""
        return self.text[candidate.end : candidate.end + 12]


def scene(text: str, catalogue: Catalogue) -> Scene:
    """Look over ``text`` once."""
    whole = frozenset(release.system for release in catalogue.releases if not release.sample)
    return Scene(text, zones(text), claimed(text), catalogue, whole, tables(text))
