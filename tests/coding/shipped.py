"""The releases that come with the desk, built once a test session, and official files where the checkout has them."""

from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.building import BuiltRelease
from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.adapters.library.importing import build_shipped
from consultant.adapters.library.shelf import Shelf

IN_SEASON = date(2026, 5, 1)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuiltRelease, ...]:
    return build_shipped(tmp_path_factory.mktemp("releases"))


@pytest.fixture(scope="session")
def catalogue(releases: tuple[BuiltRelease, ...]) -> LibraryCatalogue:
    return Shelf(releases[0].path.parent).catalogue([built.sha256 for built in releases])


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of official files; a test that wants it is skipped where it is absent."""
    if not SHARED.is_dir():
        from tests.conftest import missing

        missing("the official files are not at ../shared/data")
    return SHARED
