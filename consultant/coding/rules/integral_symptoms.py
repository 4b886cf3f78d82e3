"""Signs and symptoms beside a diagnosis that they belong to as a rule."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from consultant.coding.catalogue import NoteKind
from consultant.coding.rules.chart import Chart, Diagnosis
from consultant.coding.rules.excludes1 import named
from consultant.coding.rules.sides import Side, side_of
from consultant.coding.rules.values import GUIDELINES, Finding, Severity

_PNEUMONIA = ("J12.", "J13", "J14", "J15.", "J16.", "J18.")
_AIRWAYS = (*_PNEUMONIA, "J00", "J06.", "J09.", "J10.", "J11.", "J20.", "J21.", "J40", "J44.0", "J44.1", "U07.1")
_ISCHEMIA = ("I20.", "I21.", "I22.", "I25.11", "I25.7")
_DIVERTICULITIS = tuple(f"K57.{rest}" for rest in ("0", "12", "13", "2", "32", "33", "4", "52", "53", "8", "92", "93"))
_ABDOMEN = ("K25.", "K26.", "K27.", "K35.", "K36", "K37", "K50.", "K51.", "K56.", "K80.", "K81.", "K85.", "N20.")
_GUT = ("A08.", "A09", "K52.")
_URINARY = ("N10", "N30.", "N34.", "N39.0")
_JOINTS = ("M05.", "M06.", "M10.", "M1A.")

BELONGING = (
    (("R07.1", "R07.2", "R07.8", "R07.9"), _ISCHEMIA),
    (("R05.",), (*_AIRWAYS, "J45.")),
    (("R50.9",), (*_PNEUMONIA, "A40.", "A41.", "H66.", "J02.", "J03.", "J09.", "J10.", "J11.", "K35.", "N10", "U07.1")),
    (("R10.0", "R10.1", "R10.3", "R10.8", "R10.9"), (*_ABDOMEN, *_DIVERTICULITIS, *_GUT)),
    (("R06.0",), (*_PNEUMONIA, "I26.", "I50.", "J44.0", "J44.1", "J81.", "J96.")),
    (("R30.0", "R35.0"), _URINARY),
    (("R11.",), (*_GUT, "G43.", "K35.", "K56.", "K85.")),
    (("R19.7",), (*_GUT, "K50.", "K51.")),
    (("M25.55",), ("M16.", *_JOINTS)),
    (("M25.56",), ("M17.", *_JOINTS)),
    (("M25.51",), ("M19.01", "M19.11", "M75.", *_JOINTS)),
    (("R60.0", "R60.9"), ("I50.",)),
    (("R00.0", "R00.2"), ("I47.", "I48.")),
    (("R07.0",), ("J02.", "J03.")),
    (("R09.81",), ("J00", "J01.", "J06.", "J30.")),
    (("R41.3",), ("F01.", "F02.", "F03.", "G30.")),
    (("R63.1", "R63.2", "R35.8"), ("E08.", "E09.", "E10.", "E11.", "E13.")),
)
"""Beginnings of symptoms, each with those of diseases that have them as a rule. A selection of our own."""
_SYMPTOMS = tuple({beginning for symptoms, _ in BELONGING for beginning in symptoms})


def check(chart: Chart) -> Iterator[Finding]:
    """Information for each symptom beside a disease of ``BELONGING``, of the same side where both say one.

    What an Excludes1 note says of the two is left to it. Source: ICD-10-CM Official Guidelines, I.B.4 and I.B.5.
    """
    if not any(diagnosis.code.startswith(_SYMPTOMS) for diagnosis in chart.diagnoses):
        return
    for symptom, disease in permutations(chart.diagnoses, 2):
        if _belongs(symptom, disease) and named(symptom, disease, NoteKind.EXCLUDES1) is None:
            yield Finding(
                "integral-symptom",
                Severity.INFO,
                f"{symptom.code} is a symptom that {disease.code} has as a rule",
                f"Leave {symptom.code} out, unless the record shows another cause for it.",
                f"{symptom.release.label}; {GUIDELINES}, I.B.4 and I.B.5",
                (symptom.code, disease.code),
            )


def _belongs(symptom: Diagnosis, disease: Diagnosis) -> bool:
    for symptoms, diseases in BELONGING:
        if symptom.code.startswith(symptoms) and disease.code.startswith(diseases):
            sides = {side_of(symptom.entry.text), side_of(disease.entry.text)}
            return not sides >= {Side.RIGHT, Side.LEFT}
    return False
