import hashlib
import uuid
from pathlib import Path

import fsspec
import pytest

from consultant.adapters.object_blobs import ObjectBlobs
from consultant.adapters.packing import unpacked
from consultant.adapters.seals import Sealed
from consultant.errors import ConfigError, NotFound


@pytest.fixture
def url() -> str:
    return f"memory://{uuid.uuid4().hex}"


@pytest.fixture
def blobs(url: str, tmp_path: Path) -> ObjectBlobs:
    return ObjectBlobs(url, tmp_path / "cache")


def objects(url: str) -> list[str]:
    files, root = fsspec.url_to_fs(url)
    return list(files.find(root))


def test_whatever_is_put_comes_back_by_its_hash_and_is_kept_once(blobs: ObjectBlobs, url: str):
    many = [b"one", b"", b"two", b"one"]

    names = blobs.put_many(many)

    assert names == [hashlib.sha256(data).hexdigest() for data in many]
    assert [blobs.get(name) for name in names] == many
    assert blobs.put(b"two") == names[2]
    assert len(objects(url)) == 3


def test_a_file_is_copied_to_the_disk_where_it_is_asked_for(blobs: ObjectBlobs, tmp_path: Path):
    source = tmp_path / "release"
    source.write_bytes(b"codes" * 1000)

    name = blobs.put_file(source)

    assert blobs.get(name) == unpacked(blobs.open_path(name).read_bytes()) == source.read_bytes()
    assert blobs.open_path(name).stat().st_size < source.stat().st_size / 10
    assert blobs.open_path(name) == blobs.open_path(name)
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [name]


def test_what_is_missing_or_damaged_is_said_to_be(blobs: ObjectBlobs, url: str):
    name = blobs.put(b"whole")
    [place] = objects(url)
    fsspec.url_to_fs(url)[0].pipe_file(place, b"hole")

    with pytest.raises(NotFound, match="damaged"):
        blobs.get(name)
    with pytest.raises(NotFound, match="missing"):
        blobs.get("0" * 64)
    with pytest.raises(NotFound, match="missing"):
        blobs.open_path("0" * 64)


def test_erased_bytes_are_gone_and_may_come_again(blobs: ObjectBlobs, url: str):
    name = blobs.put(b"of a patient")

    blobs.erase(name)
    blobs.erase(name)

    assert objects(url) == []
    with pytest.raises(NotFound):
        blobs.get(name)
    assert blobs.get(blobs.put(b"of a patient")) == b"of a patient"


def test_mail_lies_sealed_under_the_hash_of_what_it_says(url: str, tmp_path: Path):
    blobs = ObjectBlobs(url, tmp_path / "cache", Sealed("k" * 32))

    name = blobs.put(b"of a patient")

    [place] = objects(url)
    assert b"patient" not in fsspec.url_to_fs(url)[0].cat_file(place)
    assert blobs.get(name) == b"of a patient"


def test_a_kind_of_store_that_is_not_at_hand_is_named(tmp_path: Path):
    with pytest.raises(ConfigError, match="CONSULTANT_BLOB_STORE"):
        ObjectBlobs("nothing://bucket", tmp_path)
