import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.adapters.packing import CHUNK, pack, unpack, unpacked


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.binary(max_size=4000))
def test_what_is_packed_comes_back_and_is_named_by_its_plain_bytes(tmp_path: Path, data: bytes):
    plain, kept, again = (tmp_path / name for name in ("plain", "kept", "again"))
    plain.write_bytes(data)

    name = pack(plain, kept)

    assert name == hashlib.sha256(data).hexdigest()
    assert unpack(kept, again) == name
    assert again.read_bytes() == data
    assert unpacked(kept.read_bytes()) == data


def test_a_large_file_is_smaller_when_kept(tmp_path: Path):
    plain, kept = tmp_path / "plain", tmp_path / "kept"
    plain.write_bytes(b"codes and pairs " * CHUNK)

    pack(plain, kept)

    assert kept.stat().st_size < plain.stat().st_size / 50
    assert unpack(kept, tmp_path / "again") == hashlib.sha256(plain.read_bytes()).hexdigest()


def test_a_file_from_before_is_read_as_it_lies(tmp_path: Path):
    plain = tmp_path / "plain"
    plain.write_bytes(b"SQLite format 3\0 and more")

    assert unpack(plain, tmp_path / "again") == hashlib.sha256(plain.read_bytes()).hexdigest()
    assert unpacked(plain.read_bytes()) == plain.read_bytes()


@pytest.mark.parametrize("cut", [1, 40, 2000])
def test_damaged_bytes_are_never_taken_for_whole(tmp_path: Path, cut: int):
    plain, kept = tmp_path / "plain", tmp_path / "kept"
    plain.write_bytes(os.urandom(3000))
    pack(plain, kept)
    kept.write_bytes(kept.read_bytes()[:-cut])

    assert unpack(kept, tmp_path / "again") is None
    assert unpacked(kept.read_bytes()) == kept.read_bytes()
