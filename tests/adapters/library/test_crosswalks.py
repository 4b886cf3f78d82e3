from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.crosswalks import LibraryCrosswalks
from consultant.adapters.library.gem_file import GemFile, build_gem
from consultant.coding.edits import NotHeld
from consultant.coding.sets import System
from tests.coding.releases.official import write

CM, PCS = System.CM, System.PCS


@pytest.fixture
def crosswalks(tmp_path: Path) -> LibraryCrosswalks:
    """Two years forward, one backward, no procedures."""
    given = [
        ("2017_I9gem.txt", "0010  A000    10000\n"),
        ("2018_I9gem.txt", "0010  A000    00000\n36570 NoDx    11000\n"),
        ("2018_I10gem.txt", "A000    0010  00000\n"),
    ]
    return LibraryCrosswalks(
        [GemFile(build_gem(write(tmp_path, name, content), tmp_path).path) for name, content in given]
    )


@pytest.mark.parametrize(
    ("on", "approximate"), [(date(2012, 1, 1), True), (date(2017, 9, 30), True), (date(2026, 5, 1), False)]
)
def test_the_mappings_of_the_date_answer_and_the_last_ones_for_ever(
    crosswalks: LibraryCrosswalks, on: date, approximate: bool
):
    found = crosswalks.forward(CM, "001.0", on)

    assert not isinstance(found, NotHeld)
    assert [(one.target, one.approximate) for one in found] == [("A00.0", approximate)]


def test_both_ways_are_asked_and_no_map_is_said(crosswalks: LibraryCrosswalks):
    on = date(2018, 1, 1)

    assert [one.target for one in crosswalks.backward(CM, "A00.0", on)] == ["001.0"]  # type: ignore[union-attr]
    assert [one.source for one in crosswalks.leading_to(CM, "A00.0", on)] == ["001.0"]  # type: ignore[union-attr]
    assert [one.target for one in crosswalks.forward(CM, "365.70", on)] == [None]  # type: ignore[union-attr]
    assert crosswalks.forward(CM, "999.9", on) == ()


def test_a_crosswalk_that_is_not_installed_is_said(crosswalks: LibraryCrosswalks):
    assert crosswalks.forward(PCS, "81.54", date(2018, 1, 1)) == NotHeld(
        "no release of “ICD-9-CM to ICD-10-PCS crosswalk (GEM)” is installed"
    )
    assert isinstance(crosswalks.backward(PCS, "0SRC0J9", date(2018, 1, 1)), NotHeld)
    assert isinstance(crosswalks.leading_to(PCS, "0SRC0J9", date(2018, 1, 1)), NotHeld)
