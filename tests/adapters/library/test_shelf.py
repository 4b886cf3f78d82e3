import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from consultant.adapters.library.building import Described, write_file
from consultant.adapters.library.shelf import Shelf
from consultant.adapters.packing import pack
from consultant.coding.sets import Reference, System
from consultant.errors import PermanentError
from tests.coding.shipped import IN_SEASON
from tests.factories.cpt import ROWS, built_cpt


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


def test_a_file_of_another_version_of_the_desk_is_left_out_and_the_rest_goes_on(tmp_path: Path, sample):
    described = Described(Reference.ADD_ONS, "of tomorrow", date(2026, 7, 1), None, "tomorrow", ())
    other = write_file(tmp_path, described, "of tomorrow 9", lambda _: {})
    shutil.copy(sample.path, tmp_path)
    shelf = Shelf(tmp_path)

    catalogue = shelf.catalogue([sample.sha256, other.sha256])

    assert not shelf.readable(other.sha256)
    assert [release.sha256 for release in catalogue.releases] == [sample.sha256]
    assert catalogue.references == ()


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


@pytest.mark.parametrize("cut", [0, 100])
def test_what_is_kept_compressed_is_unpacked_or_damaged(tmp_path: Path, sample, cut: int):
    kept = tmp_path / "kept"
    pack(sample.path, kept)
    kept.write_bytes(kept.read_bytes()[: kept.stat().st_size - cut])
    shelf = Shelf(tmp_path / "cache", lambda _: kept)

    if cut:
        with pytest.raises(PermanentError, match="arrived damaged"):
            shelf.catalogue([sample.sha256])
        assert list((tmp_path / "cache").iterdir()) == []
    else:
        assert shelf.catalogue([sample.sha256]).listed(System.HCPCS, "J7325")


def test_what_is_no_longer_active_leaves_the_shelf_while_a_running_check_goes_on(tmp_path: Path, sample):
    shelf = Shelf(tmp_path / "cache", lambda _: sample.path)
    shelf.note([sample.sha256])
    running = shelf.catalogue([sample.sha256])

    shelf.note([])

    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["active.json"]
    with ThreadPoolExecutor(1) as other:
        assert other.submit(running.listed, System.HCPCS, "J7325").result()
    assert running.listed(System.HCPCS, "J7325")


def test_a_host_where_nobody_switches_notes_and_tidies_what_it_follows(tmp_path: Path, sample):
    shelf = Shelf(tmp_path / "cache", lambda _: sample.path)
    running = shelf.follow([sample.sha256])
    noted = shelf.noted()

    after = shelf.follow([])

    assert noted == (sample.sha256,)
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["active.json"]
    assert not after.listed(System.HCPCS, "J7325")
    assert running.listed(System.HCPCS, "J7325")


def test_a_release_that_is_activated_again_is_fetched_anew(tmp_path: Path, sample):
    shelf = Shelf(tmp_path / "cache", lambda _: sample.path)
    for active in ([sample.sha256], [], [sample.sha256]):
        shelf.note(active)

    assert shelf.noted() == (sample.sha256,)
    assert Shelf(tmp_path / "cache").catalogue(shelf.noted()).listed(System.HCPCS, "J7325")


def test_what_was_never_active_stays_a_day(tmp_path: Path, sample):
    fresh, old = (tmp_path / f"{letter * 64}.release" for letter in "fe")
    building, killed = (tmp_path / f"building-{word}.part" for word in ("now", "long ago"))
    for path in (fresh, old, building, killed):
        path.write_bytes(b"being installed")
    for path in (old, killed):
        os.utime(path, (0, 0))

    Shelf(tmp_path, lambda _: sample.path).note([sample.sha256])

    assert [path.exists() for path in (fresh, old, building, killed)] == [True, False, True, False]


def test_a_file_that_nobody_has_is_named(tmp_path: Path):
    with pytest.raises(PermanentError, match="the release file aaaaaaaaaaaa is not on this host"):
        Shelf(tmp_path).catalogue(["a" * 64])


def test_the_note_names_the_active_files_that_are_here(tmp_path: Path, sample):
    shelf = Shelf(tmp_path / "new")
    assert shelf.noted() == ()

    shelf.note([sample.sha256, "b" * 64])
    shutil.copyfile(sample.path, tmp_path / "new" / sample.path.name)

    assert shelf.noted() == (sample.sha256,)


@pytest.mark.parametrize(("licensed", "words"), [(True, ROWS["69981"]), (False, "")])
def test_a_shelf_shows_words_of_cpt_under_a_licence_alone(tmp_path: Path, licensed: bool, words: str):
    built = built_cpt(tmp_path, tmp_path)
    shelf = Shelf(tmp_path, cpt_licensed=licensed)

    (standing,) = shelf.catalogue([built.sha256]).history(System.CPT, "69981")
    changes = shelf.changes(built.sha256, built.sha256)

    assert (standing.text, changes) == (words, ())
