"""Fixtures of the rules' tests."""

import pytest

from consultant.adapters.library.building import BuiltRelease
from consultant.adapters.library.catalogue import LibraryCatalogue
from consultant.adapters.library.opening import open_release
from tests.coding.rules.claims import edit_files


@pytest.fixture(scope="session")
def desk(releases: tuple[BuiltRelease, ...], tmp_path_factory: pytest.TempPathFactory) -> LibraryCatalogue:
    """The shipped releases with small edits of one quarter."""
    files = [open_release(built.path) for built in releases]
    return LibraryCatalogue([*files, *edit_files(tmp_path_factory.mktemp("edits"))])
