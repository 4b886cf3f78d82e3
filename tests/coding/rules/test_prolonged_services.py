import pytest

from consultant.coding.rules.prolonged_services import check
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (("99215", "99417", "G2212"), ("99417", "G2212")),
        (("99223", "G0316", "99418"), ("99418", "G0316")),
        (("99215", "G2212", "99358"), ("99358", "G2212")),
    ],
)
def test_time_that_is_told_twice_is_warned_about(desk, lines, codes):
    (finding,) = check(claim(desk, lines=lines))

    assert (finding.rule, finding.severity.value, finding.codes) == ("prolonged-service", "warn", codes)


@pytest.mark.parametrize("lines", [(), ("99215", "G2212"), ("99215", "99417"), ("99358", "99359"), ("99223", "G0316")])
def test_time_that_is_told_once_is_fine(desk, lines):
    assert list(check(claim(desk, lines=lines))) == []
