import pytest

from consultant.coding.rules.medicaid import check
from tests.coding.rules.claims import claim


def test_a_medicaid_claim_is_told_whose_tables_were_read(desk):
    (finding,) = check(claim(desk, lines=("11042", "97597"), payer="Texas Medicaid"))

    assert (finding.rule, finding.codes) == ("not-checked", ("11042", "97597"))
    assert "Medicare's tables" in finding.why


@pytest.mark.parametrize("payer", [None, "Medicare", "Cigna"])
def test_other_payers_are_left_in_peace(desk, payer):
    assert list(check(claim(desk, lines=("11042",), payer=payer))) == []
