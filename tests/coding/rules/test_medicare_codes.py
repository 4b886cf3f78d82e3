import pytest

from consultant.coding.rules.medicare_codes import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("lines", "diagnoses", "code", "instead"),
    [
        (("99215", "99417"), (), "99417", "G2212"),
        (("97014",), (), "97014", "G0283"),
        (("90471", "90662"), ("Z23",), "90471", "G0008"),
        (("90471", "90677"), ("Z23",), "90471", "G0009"),
        (("45378",), ("Z12.11",), "45378", "G0121"),
        (("84153",), ("Z12.5",), "84153", "G0103"),
    ],
)
def test_a_number_that_medicare_replaces_is_told(desk, lines, diagnoses, code, instead):
    (finding,) = check(claim(desk, *diagnoses, lines=lines))

    assert (finding.rule, finding.severity.value, finding.codes) == ("medicare-code", "info", (code,))
    assert instead in finding.title


@pytest.mark.parametrize(
    ("lines", "diagnoses"),
    [((), ()), (("99215", "G2212"), ()), (("90471", "90715"), ("Z23",)), (("45378",), ("K62.5",)), (("99396",), ())],
)
def test_numbers_that_medicare_takes_or_whose_payer_is_unsaid_are_fine(desk, lines, diagnoses):
    assert list(check(claim(desk, *diagnoses, lines=lines))) == []


def test_the_payer_decides(desk):
    assert list(check(claim(desk, lines=("99417",), payer="Aetna"))) == []
    assert len(list(check(claim(desk, lines=("99396", "99417"), payer="Medicare Part B")))) == 2
