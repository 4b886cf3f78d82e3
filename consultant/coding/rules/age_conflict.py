"""Diagnoses of an age group that the patient is not in, by the Medicare Code Editor's lists."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.edits import NotHeld
from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import Finding, Severity, not_checked


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for each diagnosis whose age group (0; 0-17; 9-64; 15-124) does not hold the patient's age.

    Source: CMS, Definitions of Medicare Code Edits, age conflict.
    """
    age = chart.case.patient.age
    if age is None:
        return
    for code in dict.fromkeys(chart.case.diagnoses):
        lists = chart.reference.editor_lists(code, chart.case.on)
        if isinstance(lists, NotHeld):
            yield not_checked(
                "no Medicare Code Editor for this date", lists.reason, tuple(dict.fromkeys(chart.case.diagnoses))
            )
            return
        for named in lists:
            if named.youngest is None or named.oldest is None or named.youngest <= age <= named.oldest:
                continue
            yield Finding(
                "age-conflict",
                Severity.WARN,
                f"{code} does not fit the age of {age}",
                f"It is {named.words}. Check the age and the diagnosis.",
                f"{named.release.label}, age conflict",
                (code,),
            )
