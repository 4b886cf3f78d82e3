import pytest

from consultant.coding.rules.laterality import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("diagnoses", "lines"),
    [
        (("M17.11", "M17.0"), ()),
        (("M25.561", "M25.569"), ()),
        (("M17.11", "M17.12"), ()),
        (("H25.11", "H25.12"), ()),
        (("M17.12",), ("20610-RT",)),
        (("M65.342", "M65.332"), ("26055-F7",)),
    ],
)
def test_sides_that_do_not_fit_are_warned_about(desk, diagnoses, lines):
    findings = list(check(claim(desk, *diagnoses, lines=lines)))

    assert [(finding.rule, finding.severity.value) for finding in findings] == [("laterality-conflict", "warn")]


@pytest.mark.parametrize(
    ("diagnoses", "lines"),
    [
        ((), ()),
        (("M25.561", "M25.562"), ()),
        (("S52.521A", "S52.522A"), ()),
        (("M17.11", "M16.12"), ()),
        (("M17.11", "M25.562"), ()),
        (("S52.521A", "S52.522D"), ()),
        (("M17.0",), ("20610-RT",)),
        (("M17.10",), ("20610-RT",)),
        (("M17.11", "M75.102"), ("20610-LT",)),
        (("M17.11",), ("20610-50",)),
        (("I50.1",), ("20610-RT",)),
        (("R10.31", "R10.32"), ()),
    ],
)
def test_sides_that_fit_are_fine(desk, diagnoses, lines):
    assert list(check(claim(desk, *diagnoses, lines=lines))) == []
