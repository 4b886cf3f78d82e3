"""What holds for every reader: damage of any kind is refused in a sentence, and never breaks anything else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultant.coding.releases.errors import UnreadableRelease
from tests.coding.releases.official import SAMPLES, write

quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
readers = pytest.mark.parametrize("kind", sorted(SAMPLES))


def read_or_refused(kind: str, folder: Path, content: bytes) -> int:
    read, name, _ = SAMPLES[kind]
    try:
        return len(list(read(write(folder, name, content))))
    except UnreadableRelease as refusal:
        if not str(refusal).startswith(f"{name}, line "):
            raise
        return 0


@readers
def test_the_sample_is_read(kind: str, tmp_path: Path):
    assert read_or_refused(kind, tmp_path, SAMPLES[kind][2]) > 0


@readers
@quick
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(kind: str, tmp_path: Path, content: bytes):
    read_or_refused(kind, tmp_path, content)


@readers
@quick
@given(data=st.data())
def test_a_file_with_a_few_bytes_changed_is_read_or_refused(kind: str, tmp_path: Path, data: st.DataObject):
    content = bytearray(SAMPLES[kind][2])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(
            st.sampled_from(b'\x00\t\n\r ",<{}[]0Z\x81\xc3\xe9\xff')
        )

    read_or_refused(kind, tmp_path, bytes(content))


@readers
@quick
@given(data=st.data())
def test_a_file_cut_anywhere_is_read_or_refused(kind: str, tmp_path: Path, data: st.DataObject):
    whole = SAMPLES[kind][2]

    rows = read_or_refused(kind, tmp_path, whole[: data.draw(st.integers(0, len(whole)))])

    assert rows <= read_or_refused(kind, tmp_path, whole)


@readers
@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><html><body>Please accept the licence</body></html>",
        b"\xef\xbb\xbf  <html><head></head></html>",
        b"%PDF-1.7 ...",
        b"PK\x03\x04 cut",
        b"\x1f\x8b\x08 gzip",
        b"\xff\xfec\x00o\x00d\x00e\x00",
        b"",
        b"\n\n\n",
    ],
)
def test_what_is_no_such_file_at_all_is_refused(kind: str, tmp_path: Path, content: bytes):
    read, name, _ = SAMPLES[kind]

    with pytest.raises(UnreadableRelease, match=rf"{name}, line \d"):
        list(read(write(tmp_path, name, content)))


@readers
def test_the_file_of_another_layout_is_refused(kind: str, tmp_path: Path):
    read = SAMPLES[kind][0]
    twins = {frozenset(("gem", "gem csv")), frozenset(("places", "places json")), frozenset(("hcpcs", "descriptors"))}

    for other, (_, other_name, content) in SAMPLES.items():
        if other != kind and frozenset((kind, other)) not in twins:
            with pytest.raises(UnreadableRelease, match=other_name.split(".", maxsplit=1)[0]):
                list(read(write(tmp_path, other_name, content)))


@readers
def test_an_open_stream_gives_the_rows_of_the_path(kind: str, tmp_path: Path):
    read, name, content = SAMPLES[kind]
    path = write(tmp_path, name, content)

    with path.open("rb") as stream:
        assert list(read(stream)) == list(read(path))
