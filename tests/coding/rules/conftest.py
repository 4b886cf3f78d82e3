"""Fixtures of the rules' tests."""

import pytest

from consultant.adapters.library import fee_file
from consultant.adapters.library.building import BuiltRelease
from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.adapters.library.opening import open_release
from tests.coding.releases.official import FEE_TITLES, fee_csv, write
from tests.coding.rules.claims import edit_files, fee_row


@pytest.fixture(scope="session")
def desk(releases: tuple[BuiltRelease, ...], tmp_path_factory: pytest.TempPathFactory) -> LibraryCatalogue:
    """The shipped releases with small edits of one quarter."""
    files = [open_release(built.path) for built in releases]
    return LibraryCatalogue([*files, *edit_files(tmp_path_factory.mktemp("edits"))])


FEES = {
    "11042": "A 0 000 2 0 1 0 0",
    "11045": "A 0 ZZZ 0 0 1 0 0",
    "20610": "A 0 000 2 1 0 0 0",
    "27447": "A 0 090 2 1 2 1 1",
    "45380": "A 0 000 3 0 1 0 0",
    "45385": "A 0 000 3 0 1 0 0",
    "69210": "A 0 000 0 2 1 0 0",
    "80053": "X 9 XXX 9 9 9 9 9",
    "92950": "R 0 000 0 0 0 0 0",
    "99214": "A 0 XXX 0 0 0 0 0",
    "G2211": "A 0 ZZZ 0 0 0 0 0",
}


@pytest.fixture(scope="session")
def priced(releases: tuple[BuiltRelease, ...], tmp_path_factory: pytest.TempPathFactory) -> LibraryCatalogue:
    """The shipped releases with small edits and a small fee schedule, both of the second quarter of 2026."""
    folder = tmp_path_factory.mktemp("fees")
    titles = [title.replace("July", "April").replace("06/30", "03/31") for title in FEE_TITLES]
    rows = fee_csv(*(fee_row(code, indicators) for code, indicators in FEES.items()), titles=titles)
    with pytest.MonkeyPatch.context() as small:
        small.setattr(fee_file, "LEAST_ROWS", 1)
        built = fee_file.build_fees(write(folder, "PPRRVU2026_Apr_nonQPP.csv", rows), folder)
    files = [open_release(one.path) for one in (*releases, built)]
    return LibraryCatalogue([*files, *edit_files(folder)])
