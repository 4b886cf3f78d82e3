"""The shipped releases, with and without a small fee schedule."""

from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.adapters.library.opening import open_release
from consultant.adapters.library.shelf import Shelf
from consultant.coding.catalogue import Catalogue
from consultant.domain.rights import Person, Role
from tests.factories.fees import build_fee_schedule

TODAY = date(2026, 8, 27)
CODER = Person(1, Role.CODER, "Priya")
ASKER = Person(1, Role.ASKER, "")


@pytest.fixture(scope="session")
def catalogue(shipped_releases: Path) -> Catalogue:
    shelf = Shelf(shipped_releases)
    return shelf.catalogue(shelf.noted())


@pytest.fixture(scope="session")
def priced(shipped_releases: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The shipped releases with a fee schedule of a few codes and two localities."""
    folder = tmp_path_factory.mktemp("fees")
    built = [one.path for one in build_fee_schedule(folder, folder)]
    return LibraryCatalogue([open_release(path) for path in (*sorted(shipped_releases.glob("*.release")), *built)])
