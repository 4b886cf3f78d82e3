from datetime import date

import pytest

from consultant.coding.rules.drugs import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (("J1885-JW x1",), ("J1885", "JW")),
        (("J1885-JZ x1", "J1885-JW x1"), ("J1885", "JW", "JZ")),
    ],
)
def test_waste_that_cannot_be_is_warned_about(desk, lines, codes):
    (finding,) = (one for one in check(claim(desk, lines=lines)) if one.severity.value == "warn")

    assert (finding.rule, finding.codes) == ("drug-wastage", codes)


@pytest.mark.parametrize("lines", [("J1885-JZ",), ("J1885", "J1885-JW"), ("J1885-JW-JZ",), ("E0601-RR",), ("20610",)])
def test_waste_that_is_told_once_and_other_codes_are_fine(desk, lines):
    assert list(check(claim(desk, lines=lines))) == []


def test_drugs_of_unknown_containers_are_not_checked_in_one_line_since_it_is_asked_for(desk):
    lines = ("J1885", "J3301", "J1885")

    (finding,) = check(claim(desk, lines=lines))

    assert (finding.rule, finding.codes) == ("not-checked", ("J1885", "J3301"))
    assert list(check(claim(desk, lines=lines, on=date(2023, 6, 30)))) == []


@pytest.mark.parametrize(("line", "said"), [("J3301-JZ x4", "4 units are 40 mg"), ("J1885-JZ x1", "1 unit is 15 mg")])
def test_units_are_told_as_the_dose_that_they_are(desk, line, said):
    (finding,) = check(claim(desk, lines=(line,)))

    assert (finding.rule, finding.severity.value) == ("drug-units", "info")
    assert said in finding.title
