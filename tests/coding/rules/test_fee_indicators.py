from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library import fee_file
from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.adapters.library.fee_file import FeeFile, build_fees
from consultant.coding.rules.fee_indicators import check
from tests.coding.releases.official import FEE_ROWS, fee_csv, write
from tests.coding.rules.claims import claim

ON = date(2026, 8, 3)
NOT_COVERED = FEE_ROWS[0].replace("20610,", "99080,").replace(",A,", ",N,")
IMAGING = FEE_ROWS[1].replace("71046,26,", "71046,,")


@pytest.fixture
def paying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LibraryCatalogue:
    """A fee schedule of three codes."""
    monkeypatch.setattr(fee_file, "LEAST_ROWS", 1)
    rows = fee_csv(FEE_ROWS[0], IMAGING, NOT_COVERED)
    built = build_fees(write(tmp_path, "PPRRVU2026_Jul_nonQPP.csv", rows), tmp_path / "shelf")
    return LibraryCatalogue([FeeFile(built.path)])


@pytest.mark.parametrize(
    ("line", "modifier"),
    [
        ("20610-26", "26"),
        ("20610-TC", "TC"),
        ("20610-80", "80"),
        ("20610-62", "62"),
        ("20610-66", "66"),
        ("71046-50", "50"),
    ],
)
def test_a_modifier_that_an_indicator_forbids_is_warned_about(paying, line, modifier):
    (finding,) = check(claim(paying, lines=(line,), on=ON))

    assert (finding.rule, finding.severity.value) == ("modifier-not-allowed", "warn")
    assert finding.codes == (line[:5], modifier)


@pytest.mark.parametrize("line", ["20610", "20610-50", "20610-RT", "71046-26", "71046-TC", "J1885", "20611-26"])
def test_a_modifier_that_is_allowed_or_of_a_code_without_values_is_fine(paying, line):
    assert list(check(claim(paying, lines=(line,), on=ON))) == []


def test_a_code_that_medicare_does_not_pay_is_told(paying):
    (finding,) = check(claim(paying, lines=("99080",), on=ON))

    assert (finding.rule, finding.severity.value, finding.codes) == ("not-payable", "info", ("99080",))


def test_without_a_schedule_only_what_asks_for_one_is_not_checked(desk):
    (finding,) = check(claim(desk, lines=("20610-26", "20610-80", "99213")))

    assert (finding.rule, finding.codes) == ("not-checked", ("20610",))


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("80053", "outside-fee-schedule"),
        ("92950", "restricted-coverage"),
        ("20610-80", "documentation-required"),
        ("27447-62", "documentation-required"),
        ("27447-66", "documentation-required"),
    ],
)
def test_what_is_paid_otherwise_or_with_papers_is_told(priced, line, rule):
    (finding,) = check(claim(priced, lines=(line,)))

    assert (finding.rule, finding.severity.value, finding.codes[0]) == (rule, "info", line[:5])


@pytest.mark.parametrize("line", ["27447-80", "20610", "99214"])
def test_an_assistant_that_is_paid_needs_no_papers(priced, line):
    assert list(check(claim(priced, lines=(line,)))) == []


def test_two_sides_of_a_code_for_both_are_warned_about(priced):
    (finding,) = check(claim(priced, lines=("69210-RT", "69210-LT")))

    assert (finding.rule, finding.codes) == ("modifier-not-allowed", ("69210", "RT", "LT"))
    assert list(check(claim(priced, lines=("20610-RT", "20610-LT")))) == []
