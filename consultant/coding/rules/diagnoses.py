"""The listed diagnoses of a case, as the rules about their order and company read them."""

from __future__ import annotations

from collections.abc import Sequence

from consultant.coding.catalogue import Billable, Catalogue, Entry, Header, NotChecked, Release
from consultant.coding.rules.values import Case
from consultant.coding.sets import System

GUIDELINES = "ICD-10-CM Official Guidelines"


def listed_diagnoses(case: Case, catalogue: Catalogue) -> Sequence[tuple[Entry, Release]]:
    """Entries of the diagnoses in the case's order, each once.

    Without a list of the date the nearest one speaks: conventions and notes change little, and each finding names the
    release that it was read from.
    """
    found: list[tuple[Entry, Release]] = []
    for code in dict.fromkeys(case.diagnoses):
        match catalogue.ask(System.CM, code, case.on):
            case Billable(entry=entry, release=release) | Header(entry=entry, release=release):
                found.append((entry, release))
            case NotChecked(entry=Entry() as entry, release=Release() as release):
                found.append((entry, release))
            case _:
                pass
    return found
