"""Numbers for which Medicare takes another code."""

from __future__ import annotations

from collections.abc import Iterator

from consultant.coding.rules.chart import Chart
from consultant.coding.rules.values import Finding, Severity

_VISIT_RULES = "CMS, physician fee schedule final rules for 2021, 2023 and 2025"
_PREVENTIVE = "Medicare Claims Processing Manual, chapter 18"
_INSTEAD = {
    "99417": ("G2212", _VISIT_RULES),
    "99418": ("G0316, G0317 or G0318, by the place of the visit", _VISIT_RULES),
    "97014": ("G0283", "Medicare Claims Processing Manual, chapter 5, 20"),
    "77061": ("G0279", _PREVENTIVE),
    "77062": ("G0279", _PREVENTIVE),
    **{str(number): ("G0480 to G0483", "Clinical laboratory fee schedule") for number in range(80320, 80378)},
    **{str(number): ("an office visit with 95 or 93", _VISIT_RULES) for number in range(98000, 98016)},
}
_PREVENTIVE_VISITS = {str(number): "G0402, G0438 or G0439" for number in (*range(99381, 99388), *range(99391, 99398))}
_SCREENING = {
    "45378": (("Z12.11", "Z80.0", "Z86.010", "Z86.0100"), "G0121 or G0105 (high risk)"),
    "82274": (("Z12.11", "Z12.12"), "G0328"),
    "84153": (("Z12.5",), "G0103"),
    "86803": (("Z11.59",), "G0472"),
    "87389": (("Z11.4",), "G0475"),
    "87624": (("Z11.51",), "G0476"),
}
_ADMINISTRATION = ("90460", "90471", "90473")
_VACCINES = (
    (
        "G0008",
        frozenset({"90630", *map(str, range(90653, 90663)), "90672", "90673", "90674", "90682"})
        | frozenset(
            {*map(str, range(90685, 90690)), "90694", "90756", *(f"Q{number}" for number in range(2034, 2040))}
        ),
    ),
    ("G0009", frozenset({"90670", "90671", "90677", "90684", "90732"})),
    ("G0010", frozenset({"90739", "90740", "90743", "90744", "90746", "90747", "90759"})),
)
MEDICARE = "medicare"


def check(chart: Chart) -> Iterator[Finding]:
    """Information for each number that Medicare replaces, unless the case names another payer.

    Preventive visits are told for Medicare's patients alone: other payers take them. Source: named with each.
    """
    payer = (chart.case.payer or "").lower()
    if payer and MEDICARE not in payer:
        return
    for code in chart.procedures:
        if code in _INSTEAD:
            yield _finding(code, *_INSTEAD[code])
        elif code in _PREVENTIVE_VISITS and payer:
            yield _finding(code, _PREVENTIVE_VISITS[code], _PREVENTIVE)
        elif code in _SCREENING and chart.case.diagnoses and chart.case.diagnoses[0] in _SCREENING[code][0]:
            yield _finding(code, _SCREENING[code][1], _PREVENTIVE)
    given = [code for code in chart.procedures if code in _ADMINISTRATION]
    for instead, vaccines in _VACCINES if given else ():
        if vaccines & set(chart.procedures):
            yield _finding(given[0], instead, _PREVENTIVE)


def _finding(code: str, instead: str, source: str) -> Finding:
    return Finding(
        "medicare-code",
        Severity.INFO,
        f"Medicare takes {instead} for {code}",
        "For a payer that follows Medicare report that one; others take the number as it is.",
        source,
        (code,),
    )
