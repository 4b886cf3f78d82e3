"""Codes of pregnancy stand first, and their trimester is that of the weeks of gestation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultant.coding.rules.chart import Chart, Diagnosis
from consultant.coding.rules.values import GUIDELINES, Finding, Severity

CHAPTER = "15"
_FREE = "VWXYZ"
_TRIMESTER = re.compile(r"\b(first|second|third) trimester\b")
_WEEKS = re.compile(r"Z3A\.([0-4]\d)")
_LESS_THAN_EIGHT, _BEGINNINGS = 1, ((28, "third"), (14, "second"), (8, "first"))


def check(chart: Chart) -> Iterator[Finding]:
    """A warning for a code of chapter 15 behind another condition, and for a trimester that the weeks contradict.

    Source: ICD-10-CM Official Guidelines, I.C.15.a.1 (sequencing priority) and I.C.15.a.3 (trimesters by weeks).
    """
    of_pregnancy = [one for one in chart.diagnoses if one.chapter == CHAPTER]
    if not of_pregnancy:
        return
    first = chart.diagnoses[0]
    if chart.case.sequenced and first.chapter != CHAPTER and first.code[0] not in _FREE:
        title = f"{of_pregnancy[0].code} goes before {first.code}"
        how = "Codes of pregnancy are sequenced before those of other chapters"
        yield _finding(of_pregnancy[0], "pregnancy-first", title, how, "I.C.15.a.1", first.code)
    for weeks in chart.diagnoses:
        trimester = _trimester(weeks.code)
        for one in of_pregnancy if trimester else ():
            said = _TRIMESTER.search(one.entry.text)
            if said and said[1] != trimester:
                title = f"{one.code} says the {said[1]} trimester, {weeks.code} the {trimester}"
                how = "Take trimester and weeks from the date of the encounter"
                yield _finding(one, "trimester-conflict", title, how, "I.C.15.a.3", weeks.code)
    yield from _two_trimesters(of_pregnancy)


def _two_trimesters(of_pregnancy: list[Diagnosis]) -> Iterator[Finding]:
    """Two codes of one encounter that say two trimesters."""
    said = [(one, found[1]) for one in of_pregnancy if (found := _TRIMESTER.search(one.entry.text))]
    for one, trimester in said[1:]:
        if trimester != said[0][1]:
            title = f"{said[0][0].code} says the {said[0][1]} trimester, {one.code} the {trimester}"
            how = "One encounter lies in one trimester; a long stay is told by that of admission"
            yield _finding(said[0][0], "trimester-conflict", title, how, "I.C.15.a.4", one.code)


def _trimester(code: str) -> str | None:
    """The trimester of a code of weeks; None for other codes and for unspecified weeks."""
    found = _WEEKS.fullmatch(code)
    if found is None or int(found[1]) == 0:
        return None
    if int(found[1]) == _LESS_THAN_EIGHT:
        return "first"
    return next((name for begins, name in _BEGINNINGS if int(found[1]) >= begins), None)


def _finding(one: Diagnosis, rule: str, title: str, how: str, section: str, other: str) -> Finding:
    source = f"{one.release.label}; {GUIDELINES}, {section}"
    return Finding(rule, Severity.WARN, title, f"{how}.", source, (one.code, other))
