import shutil
from pathlib import Path

import pytest

from consultant.adapters.library.shelf import Shelf
from consultant.coding.sets import System
from consultant.errors import PermanentError
from tests.coding.shipped import IN_SEASON


@pytest.fixture
def sample(releases):
    return releases[1]


def test_a_catalogue_is_kept_until_another_set_is_active(sample, releases):
    shelf = Shelf(sample.path.parent)

    first = shelf.catalogue([sample.sha256])

    assert shelf.catalogue({sample.sha256}) is first
    assert shelf.catalogue([built.sha256 for built in releases]) is not first


def test_a_check_that_began_with_a_catalogue_ends_with_it(sample):
    shelf = Shelf(sample.path.parent)
    running = shelf.catalogue([sample.sha256])

    shelf.catalogue([])

    assert running.listed(System.HCPCS, "J7325")
    assert running.ask(System.HCPCS, "J7325", IN_SEASON).entry.code == "J7325"


def test_a_missing_file_is_fetched_once(tmp_path: Path, sample):
    asked: list[str] = []

    def fetch(key: str) -> Path:
        asked.append(key)
        return sample.path

    shelf = Shelf(tmp_path / "cache", fetch)
    shelf.catalogue([sample.sha256])
    Shelf(tmp_path / "cache").catalogue([sample.sha256])

    assert asked == [sample.sha256]
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [f"{sample.sha256}.release"]


def test_a_damaged_file_is_not_put_on_the_shelf(tmp_path: Path, sample):
    damaged = tmp_path / "damaged"
    shutil.copyfile(sample.path, damaged)
    with damaged.open("r+b") as opened:
        opened.seek(5000)
        opened.write(b"xx")

    with pytest.raises(PermanentError, match="arrived damaged"):
        Shelf(tmp_path / "cache", lambda _: damaged).catalogue([sample.sha256])

    assert list((tmp_path / "cache").iterdir()) == []


def test_a_file_that_nobody_has_is_named(tmp_path: Path):
    with pytest.raises(PermanentError, match="the release file aaaaaaaaaaaa is not on this host"):
        Shelf(tmp_path).catalogue(["a" * 64])


def test_the_note_names_the_active_files_that_are_here(tmp_path: Path, sample):
    shelf = Shelf(tmp_path / "new")
    assert shelf.noted() == ()

    shelf.note([sample.sha256, "b" * 64])
    shutil.copyfile(sample.path, tmp_path / "new" / sample.path.name)

    assert shelf.noted() == (sample.sha256,)
