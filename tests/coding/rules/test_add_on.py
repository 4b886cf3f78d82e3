from datetime import date

import pytest

from consultant.coding.rules.add_on import check
from consultant.coding.rules.values import Severity
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("lines", "severity", "code"),
    [
        (("11045",), Severity.STOP, "11045"),
        (("11045", "99213"), Severity.STOP, "11045"),
        (("22614", "63047"), Severity.STOP, "22614"),
        (("15003",), Severity.INFO, "15003"),
    ],
)
def test_an_add_on_code_without_its_primary_is_told(desk, lines, severity, code):
    (finding,) = check(claim(desk, lines=lines))

    assert (finding.rule, finding.severity, finding.codes) == ("addon-without-primary", severity, (code,))


@pytest.mark.parametrize(
    "lines", [(), ("11042",), ("11045", "11042"), ("22600", "22614"), ("15003", "15002"), ("99213", "20610")]
)
def test_an_add_on_code_beside_its_primary_is_fine(desk, lines):
    assert list(check(claim(desk, lines=lines))) == []


def test_a_date_without_a_release_is_not_checked(desk):
    (finding,) = check(claim(desk, lines=("11045",), on=date(2026, 8, 1)))

    assert finding.rule == "not-checked"
