from datetime import date

import pytest

from consultant.coding.edits import Setting
from consultant.coding.rules.ptp import check
from consultant.coding.rules.values import Severity
from tests.coding.rules.claims import claim


@pytest.mark.parametrize(
    ("lines", "rule", "severity", "codes"),
    [
        (("97602", "11042"), "ptp-denied", Severity.STOP, ("11042", "97602")),
        (("11042-59", "97602-XS"), "ptp-denied", Severity.STOP, ("11042", "97602")),
        (("G0463", "36591"), "ptp-denied", Severity.STOP, ("G0463", "36591")),
        (("97597", "11042"), "ptp-modifier-allowed", Severity.WARN, ("11042", "97597")),
        (("11042-76", "97597-77"), "ptp-modifier-allowed", Severity.WARN, ("11042", "97597")),
        (("11042", "97597-59", "97597"), "ptp-modifier-allowed", Severity.WARN, ("11042", "97597")),
        (("11042", "97597-59"), "ptp-bypassed", Severity.INFO, ("11042", "97597")),
        (("11042-LT", "97597"), "ptp-bypassed", Severity.INFO, ("11042", "97597")),
        (("45385", "45380-XS"), "ptp-bypassed", Severity.INFO, ("45385", "45380")),
    ],
)
def test_a_pair_is_judged_by_its_indicator_and_its_modifiers(desk, lines, rule, severity, codes):
    (finding,) = check(claim(desk, lines=lines))

    assert (finding.rule, finding.severity, finding.codes) == (rule, severity, codes)
    assert "NCCI pairs, practitioner, second quarter of 2026" in finding.source


@pytest.mark.parametrize(
    "lines", [(), ("11042",), ("11042", "11042"), ("20610", "20600"), ("29881", "29877"), ("11042", "99213")]
)
def test_codes_without_a_pair_in_force_are_fine(desk, lines):
    assert list(check(claim(desk, lines=lines))) == []


def test_a_pair_counts_while_its_window_is_open(desk):
    (finding,) = check(claim(desk, lines=("20610", "20600"), on=date(2015, 5, 1)))

    assert finding.rule == "ptp-denied"


@pytest.mark.parametrize(("on", "setting"), [(date(2026, 8, 1), "practitioner"), (date(2026, 5, 1), "outpatient")])
def test_without_a_release_of_date_and_setting_it_is_not_checked(desk, on, setting):
    (finding,) = check(claim(desk, lines=("11042", "97602"), on=on, setting=Setting(setting)))

    assert (finding.rule, finding.codes) == ("not-checked", ("11042", "97602"))
