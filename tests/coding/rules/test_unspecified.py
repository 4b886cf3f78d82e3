import pytest

from consultant.coding.rules.unspecified import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize("code", ["M25.569", "J18.9", "M17.9"])
def test_an_unspecified_code_is_told(desk, code):
    (finding,) = check(claim(desk, code))

    assert (finding.rule, finding.severity.value, finding.codes) == ("unspecified", "info", (code,))


@pytest.mark.parametrize("code", ["M25.561", "I10", "E11.9", "S72", "E11.99"])
def test_other_codes_and_headers_are_left_in_peace(desk, code):
    assert list(check(claim(desk, code))) == []


@pytest.mark.parametrize(
    ("unspecified", "closer"), [("M17.9", "M17.11"), ("N18.9", "N18.4"), ("I50.9", "I50.22"), ("J45.909", "J45.901")]
)
def test_a_code_beside_it_that_says_more_is_named(desk, unspecified, closer):
    found = {one.codes[0]: one for one in check(claim(desk, closer, unspecified))}

    assert found[unspecified].codes[1:] == ((closer,) if closer != "J45.901" else ())
