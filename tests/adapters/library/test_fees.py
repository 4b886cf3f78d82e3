from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.fee_file import FeeFile, build_fees
from consultant.adapters.library.fees import LibraryFees
from consultant.adapters.library.locality_file import LocalityFile, build_localities
from consultant.coding.edits import NotHeld
from consultant.coding.fees import Fee
from tests.coding.releases.official import FEE_ROWS, FEE_TITLES, GPCI, fee_csv, write

pytestmark = pytest.mark.usefixtures("short")


JULY, APRIL = date(2026, 7, 1), date(2026, 6, 30)
SPLIT = [
    FEE_ROWS[1].replace(",26,", f",{modifier},").replace("0.18", work, 1)
    for modifier, work in (("26", "0.18"), ("TC", "0.00"), ("", "0.18"))
]


@pytest.fixture
def fees(tmp_path: Path) -> LibraryFees:
    """Two quarters of the schedule for all, one of that for participants, and the localities of a year."""
    given = [
        ("April", "PPRRVU2026_Apr_nonQPP.csv", "0.79"),
        ("July", "PPRRVU2026_Jul_nonQPP.csv", "0.81"),
        ("July", "PPRRVU2026_Jul_QPP.csv", "0.83"),
    ]
    files = []
    for month, name, work in given:
        titles = [line.replace("July", month) for line in FEE_TITLES]
        content = fee_csv(FEE_ROWS[0].replace("0.79", work, 1), *SPLIT, titles=titles)
        if "non" not in name:
            content = content.replace(b"33.4009", b"33.5675")
        files.append(FeeFile(build_fees(write(tmp_path, name, content), tmp_path).path))
    localities = build_localities(write(tmp_path, "GPCI2026.csv", GPCI), tmp_path)
    return LibraryFees([*files, LocalityFile(localities.path)])


@pytest.mark.parametrize(
    ("on", "quality", "work"), [(APRIL, False, "0.79"), (JULY, False, "0.81"), (JULY, True, "0.83")]
)
def test_the_schedule_of_the_quarter_and_programme_answers(fees: LibraryFees, on: date, quality: bool, work: str):
    found = fees.fee("20610", "", on, quality=quality)

    assert isinstance(found, Fee)
    assert str(found.row.work) == work


@pytest.mark.parametrize(("on", "quality"), [(date(2026, 3, 31), False), (date(2026, 10, 1), False), (APRIL, True)])
def test_a_date_that_no_schedule_speaks_of_is_said(fees: LibraryFees, on: date, quality: bool):
    assert isinstance(fees.fee("20610", "", on, quality=quality), NotHeld)
    assert isinstance(fees.fees("20610", on, quality=quality), NotHeld)


def test_a_code_has_its_values_by_modifier(fees: LibraryFees):
    found = fees.fees("71046", JULY)

    assert not isinstance(found, NotHeld)
    assert [fee.row.modifier for fee in found] == ["", "26", "TC"]
    technical = fees.fee("71046", "TC", JULY)
    assert isinstance(technical, Fee)
    assert technical.row.work == 0
    assert fees.fee("71046", "53", JULY) is None
    assert fees.fees("99999", JULY) == ()


def test_localities_are_those_of_the_year(fees: LibraryFees):
    found = fees.localities(APRIL)

    assert not isinstance(found, NotHeld)
    assert [locality.state for locality in found] == ["AK", "AL"]
    assert isinstance(fees.localities(date(2025, 12, 31)), NotHeld)
