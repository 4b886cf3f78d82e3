import json
from collections.abc import Callable
from pathlib import Path

import pytest

from consultant.adapters import backups
from consultant.adapters.backups import Backup
from consultant.adapters.blobs import FolderBlobs
from consultant.adapters.object_blobs import ObjectBlobs
from consultant.adapters.seals import Sealed
from consultant.bootstrap import Services
from consultant.config import ROOT
from consultant.db import snapshot
from consultant.errors import UserError
from tests.factories.make import Make

Save = Callable[..., None]
quiet: list[str] = []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backup"


@pytest.fixture
def save(sqlite_services: Services, folder: Path) -> Save:
    """Write the desk into the folder."""

    def write(*, finish: bool = True) -> None:
        with backups.begun(folder) as beginning:
            beginning.take_blobs(sqlite_services.blobs, quiet.append)
            with snapshot.taken(sqlite_services.database, ROOT / "migrations") as rows:
                beginning.take_rows(rows, quiet.append)
            if finish:
                beginning.finish(revision=rows.revision)

    return write


def files_of(backup: Backup, name: str) -> list[list[object]]:
    return next(list(rows) for shape, rows in backup.tables(quiet.append) if shape.name == name)


def test_a_backup_has_every_row_and_every_blob(sqlite_services: Services, folder: Path, save: Save, tmp_path: Path):
    Make(sqlite_services).ticket()
    kept = sqlite_services.blobs.put(b"a file")

    save()

    backup = Backup(folder)
    backup.check(quiet.append)
    assert len(files_of(backup, "tickets")) == 1
    other = FolderBlobs(tmp_path / "other")
    backup.give_blobs(other, quiet.append)
    assert set(other.names()) == set(sqlite_services.blobs.names())
    assert other.get(kept) == b"a file"


def test_a_second_backup_copies_what_is_new_and_forgets_what_was_erased(
    sqlite_services: Services, folder: Path, save: Save
):
    gone, stays = sqlite_services.blobs.put(b"gone"), sqlite_services.blobs.put(b"stays")
    save()
    before = (folder / "blobs" / stays[0] / stays[1:]).stat()
    sqlite_services.blobs.erase(gone)
    fresh = sqlite_services.blobs.put(b"fresh")
    quiet.clear()

    save()

    assert {name for name, _ in Backup(folder).blobs()} == {stays, fresh}
    assert not (folder / "blobs" / gone[0] / gone[1:]).exists()
    assert (folder / "blobs" / stays[0] / stays[1:]).stat().st_mtime_ns == before.st_mtime_ns
    assert "blobs: 2, 1 of them new" in quiet
    assert len(list(folder.glob("rows-*"))) == 1


def test_a_backup_that_was_interrupted_leaves_the_one_before_whole(sqlite_services: Services, folder: Path, save: Save):
    save()
    Make(sqlite_services).ticket()

    save(finish=False)

    backup = Backup(folder)
    backup.check(quiet.append)
    assert files_of(backup, "tickets") == []
    save()
    assert len(files_of(Backup(folder), "tickets")) == 1
    assert len(list(folder.glob("rows-*"))) == 1


def test_an_unfinished_backup_is_none(folder: Path, save: Save):
    save(finish=False)

    with pytest.raises(UserError, match="no finished backup"):
        Backup(folder)


@pytest.mark.parametrize("which", ["rows-*/people.jsonl.gz", "rows-*/blobs.txt", "blobs/?/*"])
@pytest.mark.parametrize("how", ["changed", "missing"])
def test_a_file_that_was_damaged_is_named(sqlite_services: Services, folder: Path, save: Save, which: str, how: str):
    sqlite_services.blobs.put(b"a file")
    save()
    path = next(folder.glob(which))
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"?")

    with pytest.raises(UserError, match=f"damaged: {path.name}"):
        Backup(folder).check(quiet.append)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 1, "digest": "x"}'])
def test_a_damaged_manifest_is_no_backup(folder: Path, save: Save, text: str):
    save()
    (folder / "manifest.json").write_text(text)

    with pytest.raises(UserError, match=r"manifest\.json is damaged"):
        Backup(folder)


def test_a_manifest_that_somebody_altered_is_damaged(folder: Path, save: Save):
    save()
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "revision": "0001"}))

    with pytest.raises(UserError, match=r"manifest\.json is damaged"):
        Backup(folder)


def test_a_backup_of_a_newer_format_is_left_to_that_version(folder: Path, save: Save, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backups, "FORMAT", 2)
    save()
    monkeypatch.setattr(backups, "FORMAT", 1)

    with pytest.raises(UserError, match="newer version"):
        Backup(folder)


def test_a_folder_with_something_else_in_it_is_left_alone(folder: Path, save: Save):
    folder.mkdir()
    (folder / "holiday.jpg").write_bytes(b"x")

    with pytest.raises(UserError, match=r"holiday\.jpg"):
        save()


def test_two_backups_do_not_write_into_one_folder_at_once(folder: Path, save: Save):
    with backups.begun(folder), pytest.raises(UserError, match="another backup"):
        save()


def test_sealed_blobs_stay_sealed_and_stores_of_either_kind_take_them(tmp_path: Path, folder: Path):
    sealed = FolderBlobs(tmp_path / "sealed", Sealed("k" * 32))
    name = sealed.put(b"a mail of a patient")
    with backups.begun(folder) as beginning:
        beginning.take_blobs(sealed, quiet.append)
        beginning.finish(revision="x")

    assert b"patient" not in (folder / "blobs" / name[0] / name[1:]).read_bytes()
    Backup(folder).check(quiet.append)
    objects = ObjectBlobs("memory://backups", tmp_path / "cache", Sealed("k" * 32))
    Backup(folder).give_blobs(objects, quiet.append)
    assert objects.get(name) == b"a mail of a patient"
    assert list(objects.names()) == [name]


def test_what_is_erased_while_it_is_copied_is_left_out(folder: Path, tmp_path: Path):
    class Erasing(FolderBlobs):
        def copy_out(self, sha256: str, target: Path) -> None:
            self.erase(sha256)
            super().copy_out(sha256, target)

    blobs = Erasing(tmp_path / "blobs")
    blobs.put(b"x")

    with backups.begun(folder) as beginning:
        beginning.take_blobs(blobs, quiet.append)
        beginning.finish(revision="x")

    assert list(Backup(folder).blobs()) == []
