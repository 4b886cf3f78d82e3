from dataclasses import dataclass
from datetime import date

import pytest

from consultant.adapters.library.choosing import nearest, of_year, only, speaking
from consultant.coding.catalogue import ReferenceRelease
from consultant.coding.edits import NotHeld
from consultant.coding.sets import Reference


@dataclass(frozen=True)
class File:
    release: ReferenceRelease


def file(begins: date, ends: date | None, of: Reference = Reference.EDITOR) -> File:
    return File(ReferenceRelease("a" * 64, of, f"of {begins}", begins, ends))


OCTOBER = file(date(2025, 10, 1), date(2026, 9, 30))
APRIL = file(date(2026, 4, 1), date(2026, 9, 30))
OTHER = file(date(2026, 4, 1), None, Reference.PLACES)
FILES = [APRIL, OTHER, OCTOBER]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 10, 1), OCTOBER),
        (date(2026, 3, 31), OCTOBER),
        (date(2026, 4, 1), APRIL),
        (date(2026, 9, 30), APRIL),
    ],
)
def test_the_newest_release_in_force_speaks(on: date, expected: File):
    assert speaking(FILES, Reference.EDITOR, on) is expected


@pytest.mark.parametrize("on", [date(2025, 9, 30), date(2026, 10, 1)])
def test_a_date_outside_every_release_is_said(on: date):
    found = speaking(FILES, Reference.EDITOR, on)

    assert isinstance(found, NotHeld)
    assert found.reason.startswith("no release of “Medicare Code Editor” for ")


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2020, 1, 1), OCTOBER), (date(2026, 1, 1), OCTOBER), (date(2030, 1, 1), APRIL)]
)
def test_the_nearest_is_the_newest_begun_or_the_oldest(on: date, expected: File):
    assert nearest(FILES, Reference.EDITOR, on) is expected


def test_a_set_of_which_nothing_is_installed_is_said():
    assert nearest(FILES, Reference.GEM, date(2026, 1, 1)) == NotHeld(
        "no release of “ICD-9-CM to ICD-10-CM crosswalk (GEM)” is installed"
    )


@pytest.mark.parametrize(
    ("on", "expected"), [(date(2025, 10, 1), APRIL), (date(2026, 3, 31), APRIL), (date(2026, 9, 30), APRIL)]
)
def test_one_release_of_a_fiscal_year_speaks_for_all_of_it(on: date, expected: File):
    assert of_year([APRIL, OTHER], Reference.EDITOR, on) is expected


@pytest.mark.parametrize("on", [date(2025, 9, 30), date(2026, 10, 1)])
def test_other_fiscal_years_are_not_spoken_for(on: date):
    assert isinstance(of_year(FILES, Reference.EDITOR, on), NotHeld)


def test_files_of_one_kind_are_taken_out_in_order():
    assert only(File, [OCTOBER, "other", APRIL]) == [OCTOBER, APRIL]
