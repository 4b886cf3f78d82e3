"""Codes that leave something open which the record, or another code of the claim, says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultant.coding.rules.chart import Chart, Diagnosis
from consultant.coding.rules.values import GUIDELINES, Finding, Severity

_OPEN = re.compile(r"\bunspecified\b", re.IGNORECASE)


def check(chart: Chart) -> Iterator[Finding]:
    """Information for each billable diagnosis whose title says "unspecified", and which code beside it says more.

    Source: ICD-10-CM Official Guidelines, I.A.9.b and I.B.18: acceptable when the record does not say more.
    """
    for diagnosis in chart.diagnoses:
        if diagnosis.entry.billable and _OPEN.search(diagnosis.entry.text):
            closer = _closer(chart, diagnosis)
            how = (
                f"{closer.code} beside it says more of the same condition: take {diagnosis.code} off"
                if closer is not None
                else "Choose a narrower code when the record has the detail"
            )
            yield Finding(
                "unspecified",
                Severity.INFO,
                f"{diagnosis.code} is unspecified",
                f"\u201c{diagnosis.entry.text}\u201d. {how}.",
                f"{diagnosis.release.label}; {GUIDELINES}, I.A.9.b and I.B.18",
                (diagnosis.code, closer.code) if closer is not None else (diagnosis.code,),
            )


def _closer(chart: Chart, diagnosis: Diagnosis) -> Diagnosis | None:
    """A code of the same category that leaves nothing open; the unspecified code is its category's last word."""
    stem = diagnosis.code[:-1].rstrip(".")
    of_category = (one for one in chart.diagnoses if one.code != diagnosis.code and one.code.startswith(stem))
    return next((one for one in of_category if not _OPEN.search(one.entry.text)), None)
