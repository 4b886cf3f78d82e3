"""General equivalence mappings between ICD-9-CM and ICD-10, as values and as the port that answers.

Source: CMS and NCHS, General Equivalence Mappings, documentation and user's guide (last issue: fiscal year 2018).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.edits import NotHeld
from consultant.coding.sets import System


@dataclass(frozen=True, slots=True)
class Equivalent:
    """One mapping; codes as people write them, with dots. ``target`` is None where there is no map.

    In a ``combination`` the source is several codes at once: one of each ``choice_list`` of one ``scenario``.
    """

    source: str
    target: str | None
    approximate: bool
    combination: bool
    scenario: int
    choice_list: int
    release: ReferenceRelease

    @property
    def words(self) -> tuple[str, ...]:
        """The flags as people read them."""
        if self.target is None:
            return ("no code of the other system says this",)
        said = ["close, not the same meaning" if self.approximate else "the same meaning"]
        if self.combination:
            said.append(f"only together with others: choice {self.choice_list} of scenario {self.scenario}")
        return tuple(said)


class Crosswalks(Protocol):
    """Mappings of the active releases; they have ended, so the newest begun by the date answers, else the oldest.

    ``system`` is the ICD-10 side: ICD-10-CM with diagnoses, ICD-10-PCS with procedures. Dots in codes do not matter.
    """

    def forward(self, system: System, code: str, on: date) -> tuple[Equivalent, ...] | NotHeld:
        """What the ICD-9-CM ``code`` is in ``system``, as printed; empty for a code that is not listed."""
        ...

    def backward(self, system: System, code: str, on: date) -> tuple[Equivalent, ...] | NotHeld:
        """What the ``code`` of ``system`` was in ICD-9-CM, as printed; empty for a code that is not listed."""
        ...

    def leading_to(self, system: System, code: str, on: date) -> tuple[Equivalent, ...] | NotHeld:
        """The forward mappings that lead to the ``code`` of ``system``. They are not the backward mappings turned round."""
        ...


def dotted_icd9(code: str, *, procedure: bool) -> str:
    """An ICD-9-CM code with its dot ("25000" -> "250.00", "E8120" -> "E812.0", the procedure "8154" -> "81.54")."""
    before = 2 if procedure else 4 if code.startswith("E") else 3
    return code if len(code) <= before else f"{code[:before]}.{code[before:]}"
