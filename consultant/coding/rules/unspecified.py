"""Codes that leave something open which the record may say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import GUIDELINES, Finding, Severity

_OPEN = re.compile(r"\bunspecified\b", re.IGNORECASE)


def check(chart: Chart) -> Iterator[Finding]:
    """Information for each billable diagnosis whose title says "unspecified".

    Source: ICD-10-CM Official Guidelines, I.A.9.b and I.B.18: acceptable when the record does not say more.
    """
    for diagnosis in chart.diagnoses:
        if diagnosis.entry.billable and _OPEN.search(diagnosis.entry.text):
            yield Finding(
                "unspecified",
                Severity.INFO,
                f"{diagnosis.code} is unspecified",
                f"\u201c{diagnosis.entry.text}\u201d. Choose a narrower code when the record has the detail.",
                f"{diagnosis.release.label}; {GUIDELINES}, I.A.9.b and I.B.18",
                (diagnosis.code,),
            )
