"""External cause codes (V00-Y99) are never first and never alone."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.catalogue import Catalogue, Sequencing
from consultant.coding.rules.diagnoses import GUIDELINES, listed_diagnoses
from consultant.coding.rules.values import Case, Finding, Severity


def check(case: Case, catalogue: Catalogue) -> Iterator[Finding]:
    """A stop when the claim's first diagnosis is an external cause, a note when a case names nothing else.

    Source: ICD-10-CM Official Guidelines, I.C.20.a.6.
    """
    diagnoses = listed_diagnoses(case, catalogue)
    if not diagnoses:
        return
    first, release = diagnoses[0]
    if Sequencing.EXTERNAL_CAUSE not in first.sequencing:
        return
    alone = all(Sequencing.EXTERNAL_CAUSE in entry.sequencing for entry, _ in diagnoses)
    if not (alone or case.sequenced):
        return
    yield Finding(
        "external-cause-first",
        Severity.STOP if case.sequenced else Severity.INFO,
        f"{first.code} is never the first diagnosis" if not alone else f"{first.code} needs a diagnosis before it",
        "An external cause says how an injury happened. The injury or condition itself is coded first.",
        f"{release.label}; {GUIDELINES}, I.C.20.a.6",
        (first.code,),
    )
