"""The shipped releases, with and without a small fee schedule."""

from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library import fee_file, locality_file
from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.adapters.library.opening import open_release
from consultant.adapters.library.shelf import Shelf
from consultant.coding.catalogue import Catalogue
from consultant.domain.rights import Person, Role
from tests.coding.releases.official import FEE_ROWS, GPCI, fee_csv, write

TODAY = date(2026, 8, 27)
CODER = Person(1, Role.CODER, "Priya")
ASKER = Person(1, Role.ASKER, "")
KNEE = FEE_ROWS[0].replace("20610,", "27447,").replace(",000,", ",090,")
CHEST = FEE_ROWS[1].replace("71046,26,", "71046,,")


@pytest.fixture(scope="session")
def catalogue(shipped_releases: Path) -> Catalogue:
    shelf = Shelf(shipped_releases)
    return shelf.catalogue(shelf.noted())


@pytest.fixture(scope="session")
def priced(shipped_releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The shipped releases with a fee schedule of four codes and two localities."""
    folder = tmp_path_factory.mktemp("fees")
    with pytest.MonkeyPatch.context() as small:
        small.setattr(fee_file, "LEAST_ROWS", 1)
        small.setattr(locality_file, "LEAST_LOCALITIES", 1)
        rows = fee_csv(*FEE_ROWS, KNEE, CHEST)
        built = [
            fee_file.build_fees(write(folder, "PPRRVU2026_Jul_nonQPP.csv", rows), folder).path,
            locality_file.build_localities(write(folder, "GPCI2026.csv", GPCI), folder).path,
        ]
    return LibraryCatalogue([open_release(path) for path in (*sorted(shipped_releases.glob("*.release")), *built)])
