"""Diagnoses of one sex, for dates on which the Medicare Code Editor still compared them with the patient's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from consultant.coding.rules.chart import Chart, Diagnosis
from consultant.coding.rules.note_codes import named_codes
from consultant.coding.rules.values import Finding, Severity

SWITCHED_OFF = date(2024, 10, 1)
"""CMS deactivated the edit for every ICD-10 code from this day."""

# The classification's own chapters and blocks of one sex.
_FEMALE = named_codes(
    "A34, C51-C58, D06, D25-D28, N70-N98, O00-O9A, Q50-Q52, R87, Z32-Z34, Z36, Z39, Z3A, Z12.4, Z01.41-"
)
_MALE = named_codes("C60-C63, D29, N40-N53, Q53-Q55, R97.2-, Z12.5, Z12.71")
_WORDS_FEMALE = re.compile(
    r"\b(?:female|vagina\w*|uter(?:us|ine)|ovar(?:y|ies|ian)|vulva\w*|cervix uteri)\b", re.IGNORECASE
)
_WORDS_MALE = re.compile(r"\b(?:male|prostat\w+|testi(?:s|cular)|penis|scrot\w+)\b", re.IGNORECASE)
_NAMES = {"F": "female", "M": "male"}


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for each diagnosis of the other sex, for dates before 1 October 2024 alone.

    Source: CMS, Definitions of Medicare Code Edits, sex conflict (deactivated from 2024-10-01); which codes are of one
    sex is read from the classification's blocks and titles.
    """
    sex = chart.case.patient.sex
    if sex not in _NAMES or chart.case.on >= SWITCHED_OFF:
        return
    for diagnosis in chart.diagnoses:
        of = _sex_of(diagnosis)
        if of is not None and of != sex:
            yield Finding(
                "sex-conflict",
                Severity.WARN,
                f"{diagnosis.code} is a diagnosis of {_NAMES[of]} patients",
                f"The patient is {_NAMES[sex]}. Check the sex and the diagnosis.",
                f"{diagnosis.release.label}; Medicare Code Editor, sex conflict, to 30 Sep 2024",
                (diagnosis.code,),
            )


def _sex_of(diagnosis: Diagnosis) -> str | None:
    text, code = diagnosis.entry.text, diagnosis.code
    female = bool(_WORDS_FEMALE.search(text)) or any(code in one for one in _FEMALE)
    male = bool(_WORDS_MALE.search(text)) or any(code in one for one in _MALE)
    if female == male:
        return None
    return "F" if female else "M"
