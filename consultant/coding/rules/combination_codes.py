"""Two diagnoses that one combination code says together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from consultant.coding.catalogue import NoteKind
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.excludes1 import named
from consultant.coding.rules.values import GUIDELINES, Finding, Severity

_HEART = ("I50.", "I51.4", "I51.5", "I51.6", "I51.7", "I51.89", "I51.9")
_PNEUMONIA = ("J12.", "J13", "J14", "J15.", "J16.", "J17", "J18.")
_PRESUMED = "The classification presumes that the two are related, unless the record says that they are not"
_WITH = "I.A.15 and I.C.4.a"
_ONE_CODE = "One code says both"


@dataclass(frozen=True, slots=True)
class Combination:
    """Codes that begin with one of ``one``, beside one of ``other``: report ``together``. ``section`` says why."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    together: str
    why: str
    section: str


def _diabetes(complication: tuple[str, ...], end: str) -> Iterator[Combination]:
    """Diabetes "without complications" beside what the index lists under diabetes, with."""
    for category in ("E08", "E09", "E10", "E11", "E13"):
        yield Combination((f"{category}.9",), complication, f"{category}.{end}", _PRESUMED, _WITH)


def _acute_on_chronic(acute: str, chronic: str, both: str) -> Combination:
    return Combination((acute,), (chronic,), both, "One code says acute on chronic", "I.B.8 and I.B.9")


COMBINATIONS = (
    Combination(("I10",), ("N18.",), "I12.- with N18.- behind it", _PRESUMED, "I.C.9.a.2"),
    Combination(("I10",), _HEART, "I11.-, with I50.- behind it for heart failure", _PRESUMED, "I.C.9.a.1"),
    Combination(("I11.",), ("N18.",), "I13.- with N18.- behind it", _PRESUMED, "I.C.9.a.3"),
    Combination(("I12.",), _HEART, "I13.-, with I50.- behind it for heart failure", _PRESUMED, "I.C.9.a.3"),
    *_diabetes(("N18.",), "22 with N18.- behind it"),
    *_diabetes(("G62.9",), "42"),
    *_diabetes(("K31.84",), "43"),
    *_diabetes(("I73.9", "I70.2"), "51"),
    *_diabetes(("I96",), "52"),
    *_diabetes(("M14.6",), "610"),
    *_diabetes(("L97.4", "L97.5"), "621 with L97.- behind it"),
    *_diabetes(("L97.1", "L97.2", "L97.3", "L97.8", "L97.9", "L98.4"), "622 with the ulcer behind it"),
    *_diabetes(("E16.2",), "649"),
    Combination(("J44.9",), (*_PNEUMONIA, "J20.", "J21.", "J22"), "J44.0 with the infection", _ONE_CODE, "I.B.9"),
    Combination(("J10.1",), _PNEUMONIA, "J10.0-", _ONE_CODE, "I.B.9"),
    Combination(("J11.1",), _PNEUMONIA, "J11.0-", _ONE_CODE, "I.B.9"),
    Combination(("J35.1",), ("J35.2",), "J35.3", _ONE_CODE, "I.B.9"),
    Combination(("J35.01",), ("J35.02",), "J35.03", _ONE_CODE, "I.B.9"),
    Combination(("I50.2",), ("I50.3",), "I50.4-", _ONE_CODE, "I.B.9"),
    *(_acute_on_chronic(f"I50.{kind}1", f"I50.{kind}2", f"I50.{kind}3") for kind in "234"),
    _acute_on_chronic("J96.0", "J96.1", "J96.2-"),
)
"""Source: ICD-10-CM Official Guidelines, sections named with each; the alphabetic index, "with"."""
_FIRSTS = tuple({beginning for combination in COMBINATIONS for beginning in combination.one})


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for each two diagnoses that a combination code says together; those of an Excludes1 note are left to it.

    Source: ICD-10-CM Official Guidelines, I.B.9 (combination code) and the sections named with each pair.
    """
    if not any(diagnosis.code.startswith(_FIRSTS) for diagnosis in chart.diagnoses):
        return
    for one, other in permutations(chart.diagnoses, 2):
        for combination in COMBINATIONS:
            if not (one.code.startswith(combination.one) and other.code.startswith(combination.other)):
                continue
            if named(one, other, NoteKind.EXCLUDES1) is None:
                yield Finding(
                    "combination-code",
                    Severity.WARN,
                    f"{one.code} and {other.code} are told by a combination code",
                    f"{combination.why}. Report {combination.together}.",
                    f"{one.release.label}; {GUIDELINES}, {combination.section}",
                    (one.code, other.code),
                )
                break
