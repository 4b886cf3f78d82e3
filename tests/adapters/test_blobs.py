import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.adapters import blobs as module
from consultant.adapters.blobs import FolderBlobs
from consultant.adapters.packing import unpacked
from consultant.adapters.seals import Sealed
from consultant.errors import NotFound


@pytest.fixture
def blobs(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path / "blobs")


def files(blobs_root: Path) -> list[Path]:
    return sorted(path for path in blobs_root.rglob("*") if path.is_file())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=5000), max_size=8))
def test_whatever_is_put_comes_back_by_its_hash(blobs: FolderBlobs, many: list[bytes]):
    names = blobs.put_many(many)

    assert names == [hashlib.sha256(data).hexdigest() for data in many]
    assert [blobs.get(name) for name in names] == many


def test_the_same_bytes_are_kept_once_and_nothing_lies_beside_them(blobs: FolderBlobs, tmp_path: Path):
    source = tmp_path / "source"
    source.write_bytes(b"same")

    names = {blobs.put(b"same"), *blobs.put_many([b"same", b"same"]), blobs.put_file(source)}

    assert len(names) == 1
    assert len(files(tmp_path / "blobs")) == 1
    assert blobs.get(names.pop()) == b"same"


def test_a_large_file_is_kept_by_its_hash(blobs: FolderBlobs, tmp_path: Path):
    source = tmp_path / "release"
    source.write_bytes(b"codes" * 700_000)

    name = blobs.put_file(source)

    assert name == hashlib.sha256(source.read_bytes()).hexdigest()
    assert blobs.get(name) == source.read_bytes()
    assert blobs.open_path(name).stat().st_size < source.stat().st_size / 50
    assert source.exists()


def test_what_is_missing_or_damaged_is_said_to_be(blobs: FolderBlobs):
    name = blobs.put(b"whole")
    blobs.open_path(name).write_bytes(b"hole")

    with pytest.raises(NotFound, match="damaged"):
        blobs.get(name)
    with pytest.raises(NotFound, match="missing"):
        blobs.get("0" * 64)
    with pytest.raises(NotFound):
        blobs.open_path("0" * 64)


def test_many_that_put_the_same_at_once_all_succeed(blobs: FolderBlobs, tmp_path: Path):
    barrier, names = threading.Barrier(6), []

    def put() -> None:
        barrier.wait()
        names.extend(blobs.put_many([b"a" * 10_000, b"b"]))

    threads = [threading.Thread(target=put) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(names) == 12
    assert {blobs.get(name) for name in names} == {b"a" * 10_000, b"b"}
    assert len(files(tmp_path / "blobs")) == 2


def test_bytes_are_on_the_disk_before_their_name_is_and_the_name_before_anybody_relies_on_it(
    blobs: FolderBlobs, monkeypatch: pytest.MonkeyPatch
):
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def flush(opened: int) -> None:
        steps.append("folder" if Path(f"/proc/self/fd/{opened}").resolve().is_dir() else "bytes")
        fsync(opened)

    monkeypatch.setattr(module.os, "fsync", flush)
    monkeypatch.setattr(module.os, "replace", lambda *given: (steps.append("name"), replace(*given)))

    blobs.put(b"data")
    first = steps[:]
    steps.clear()
    blobs.put(b"data")

    assert first[0] in {"folder", "bytes"}
    assert first.index("bytes") < first.index("name") < len(first) - 1
    assert first[-1] == "folder"
    assert steps == []


PUT_AND_DIE = """
import os, signal, sys
from pathlib import Path
from consultant.adapters import blobs
real = getattr(blobs.os, sys.argv[2])
def dying(*given):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(blobs.os, sys.argv[2], dying)
blobs.FolderBlobs(Path(sys.argv[1])).put(b"x" * 100_000)
"""


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_process_killed_at_any_step_leaves_nothing_that_could_be_read(tmp_path: Path, step: str):
    ended = subprocess.run([sys.executable, "-c", PUT_AND_DIE, str(tmp_path / "blobs"), step], check=False)
    assert ended.returncode == -9
    blobs = FolderBlobs(tmp_path / "blobs")
    name = hashlib.sha256(b"x" * 100_000).hexdigest()

    with pytest.raises(NotFound):
        blobs.get(name)
    assert all(path.name.startswith(".") for path in files(tmp_path / "blobs"))
    assert blobs.put(b"x" * 100_000) == name
    assert blobs.get(name) == b"x" * 100_000


def test_blobs_are_read_by_their_owner_alone(blobs: FolderBlobs):
    path = blobs.open_path(blobs.put(b"patient data"))

    assert path.stat().st_mode & 0o077 == 0


def test_erased_bytes_are_gone_and_may_come_again(blobs: FolderBlobs):
    name = blobs.put(b"of a patient")

    blobs.erase(name)
    blobs.erase(name)

    with pytest.raises(NotFound):
        blobs.get(name)
    assert blobs.get(blobs.put(b"of a patient")) == b"of a patient"


def test_mail_lies_sealed_and_releases_compressed(tmp_path: Path):
    blobs = FolderBlobs(tmp_path / "blobs", Sealed("k" * 32))
    source = tmp_path / "release"
    source.write_bytes(b"public codes")

    name, release = blobs.put(b"of a patient"), blobs.put_file(source)

    assert b"patient" not in blobs.open_path(name).read_bytes()
    assert blobs.get(name) == b"of a patient"
    assert blobs.get(release) == b"public codes"
    assert unpacked(blobs.open_path(release).read_bytes()) == b"public codes"


def test_a_damaged_release_is_said_to_be(blobs: FolderBlobs, tmp_path: Path):
    source = tmp_path / "release"
    source.write_bytes(b"public codes")
    name = blobs.put_file(source)
    path = blobs.open_path(name)
    path.write_bytes(path.read_bytes()[:-4])

    with pytest.raises(NotFound, match="damaged"):
        blobs.get(name)


def test_a_release_travels_as_it_lies(blobs: FolderBlobs, tmp_path: Path):
    source = tmp_path / "release"
    source.write_bytes(b"public codes" * 1000)
    name = blobs.put_file(source)
    other = FolderBlobs(tmp_path / "other")

    blobs.copy_out(name, tmp_path / "carried")
    other.copy_in(name, tmp_path / "carried")

    assert other.get(name) == source.read_bytes()
    assert other.open_path(name).read_bytes() == blobs.open_path(name).read_bytes()
