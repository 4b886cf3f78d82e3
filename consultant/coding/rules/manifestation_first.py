"""A manifestation is never first-listed."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.catalogue import Catalogue, Sequencing
from consultant.coding.rules.diagnoses import GUIDELINES, listed_diagnoses
from consultant.coding.rules.values import Case, Finding, Severity


def check(case: Case, catalogue: Catalogue) -> Iterator[Finding]:
    """A stop when the claim's first diagnosis is a manifestation ("in diseases classified elsewhere").

    Source: ICD-10-CM Official Guidelines, I.A.13.
    """
    diagnoses = listed_diagnoses(case, catalogue)
    if not diagnoses or not case.sequenced:
        return
    first, release = diagnoses[0]
    if Sequencing.MANIFESTATION in first.sequencing:
        yield Finding(
            "manifestation-first",
            Severity.STOP,
            f"{first.code} is never the first diagnosis",
            "It is a manifestation: the underlying disease is coded first.",
            f"{release.label}; {GUIDELINES}, I.A.13",
            (first.code,),
        )
