import pytest

from consultant.coding.rules.coverage import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize("code", ["A9270", "V5010", "H0001"])
def test_a_code_that_medicare_does_not_pay_is_told(desk, code):
    (finding,) = check(claim(desk, lines=(code,)))

    assert (finding.rule, finding.severity.value, finding.codes) == ("hcpcs-not-covered", "info", (code,))


@pytest.mark.parametrize(
    ("line", "payer"),
    [("A9270-GY", None), ("H0001", "Texas Medicaid"), ("J1885", None), ("G0439", "Medicare"), ("20610", None)],
)
def test_codes_that_are_paid_or_said_to_be_excluded_are_fine(desk, line, payer):
    assert list(check(claim(desk, lines=(line,), payer=payer))) == []
