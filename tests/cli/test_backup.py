import json
from pathlib import Path

import pytest

from consultant.adapters.blobs import FolderBlobs
from consultant.adapters.keys import Keys
from tests.cli.conftest import Run

FIRST, SECOND = "first secret of a desk, 32 characters at least", "second secret of a desk, 32 characters or more"
BLOB_KEY = "key of the blobs, 32 characters at the least"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backup"


@pytest.fixture
def full(desk: Run, environment: dict[str, str]) -> Run:
    """A desk with a person and a stored mail."""
    added = desk(
        "users", "add", "priya@desk.example", "--name", "Priya", "--role", "coder", given="long enough 1\n" * 2
    )
    assert added.exit_code == 0, added.output
    FolderBlobs(Path(environment["CONSULTANT_DATA_DIR"]) / "blobs").put(b"a mail")
    return desk


def move(environment: dict[str, str], tmp_path: Path, name: str = "other") -> Path:
    """Let the next commands run in an empty place."""
    place = tmp_path / name
    environment["CONSULTANT_DATA_DIR"] = str(place)
    return place


def test_a_desk_comes_back_in_another_place_with_its_keys(
    full: Run, environment: dict[str, str], folder: Path, tmp_path: Path
):
    keys = tmp_path / "keys.json"
    secret = (Path(environment["CONSULTANT_DATA_DIR"]) / "secret.key").read_text()

    saved = full("backup", str(folder), "--keys", str(keys))
    place = move(environment, tmp_path)
    restored = full("restore", str(folder), "--keys", str(keys))

    assert (saved.exit_code, restored.exit_code) == (0, 0), saved.output + restored.output
    assert "is whole" in saved.output
    assert (place / "secret.key").read_text() == secret
    assert keys.stat().st_mode & 0o077 == 0
    assert "priya@desk.example" in full("users", "list").output
    assert list(FolderBlobs(place / "blobs").names())
    assert secret not in "".join(path.read_text(errors="replace") for path in folder.rglob("*") if path.is_file())


def test_keys_are_never_written_beside_the_backup(full: Run, folder: Path):
    result = full("backup", str(folder), "--keys", str(folder / "keys.json"))

    assert result.exit_code == 1
    assert "outside the folder" in result.output
    assert not folder.exists()


def test_without_its_keys_a_backup_is_not_restored(
    full: Run, environment: dict[str, str], folder: Path, tmp_path: Path
):
    assert full("backup", str(folder)).exit_code == 0
    move(environment, tmp_path)

    result = full("restore", str(folder))

    assert result.exit_code == 1
    assert "CONSULTANT_SECRET_KEY: is not the key of the desk that was backed up" in result.output
    assert full("db", "status").exit_code == 1, "nothing was written"


def test_keys_of_another_desk_are_refused(full: Run, environment: dict[str, str], folder: Path, tmp_path: Path):
    keys = tmp_path / "keys.json"
    assert full("backup", str(folder)).exit_code == 0
    keys.write_text(json.dumps({"secret_key": SECOND, "blob_key": ""}))
    move(environment, tmp_path)
    assert "keys of another desk" in full("restore", str(folder), "--keys", str(keys)).output
    keys.write_text("nothing")

    result = full("restore", str(folder), "--keys", str(keys))

    assert result.exit_code == 1
    assert "is not a file that consultant backup --keys wrote" in result.output


def test_the_key_of_the_blobs_must_be_set_as_it_was(
    full: Run, environment: dict[str, str], folder: Path, tmp_path: Path
):
    environment |= {"CONSULTANT_SECRET_KEY": FIRST, "CONSULTANT_BLOB_KEY": BLOB_KEY}
    assert full("backup", str(folder)).exit_code == 0
    move(environment, tmp_path)
    del environment["CONSULTANT_BLOB_KEY"]

    assert "CONSULTANT_BLOB_KEY: is not the key" in full("restore", str(folder)).output
    environment["CONSULTANT_BLOB_KEY"] = BLOB_KEY
    assert full("restore", str(folder)).exit_code == 0


def test_a_desk_that_is_not_empty_is_not_overwritten(full: Run, folder: Path):
    assert full("backup", str(folder)).exit_code == 0

    result = full("restore", str(folder))

    assert result.exit_code == 1
    assert "this desk is not empty (" in result.output


def test_a_damaged_backup_changes_nothing(full: Run, environment: dict[str, str], folder: Path, tmp_path: Path):
    environment["CONSULTANT_SECRET_KEY"] = FIRST
    assert full("backup", str(folder)).exit_code == 0
    next(folder.glob("rows-*/users.jsonl.gz")).write_bytes(b"x")
    move(environment, tmp_path)

    result = full("restore", str(folder))

    assert result.exit_code == 1
    assert "damaged: users.jsonl.gz" in result.output
    assert full("db", "status").exit_code == 1


def test_a_backup_of_a_version_to_come_is_refused(
    full: Run, environment: dict[str, str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    environment["CONSULTANT_SECRET_KEY"] = FIRST
    assert full("backup", str(folder)).exit_code == 0
    monkeypatch.setattr("consultant.db.snapshot.known", lambda *_: False)
    move(environment, tmp_path)

    assert "newer version" in full("restore", str(folder)).output


def test_a_backup_needs_the_newest_schema(run: Run, folder: Path):
    result = run("backup", str(folder))

    assert result.exit_code == 1
    assert "consultant db upgrade" in result.output


def test_the_fingerprint_of_a_key_does_not_tell_it(full: Run, environment: dict[str, str], folder: Path):
    environment["CONSULTANT_SECRET_KEY"] = FIRST
    assert full("backup", str(folder)).exit_code == 0
    told = json.loads((folder / "manifest.json").read_text())["keys"]

    assert told == {"secret_key": Keys(FIRST).derive("fingerprint in backups").hex(), "blob_key": ""}
    assert FIRST not in json.dumps(told)
