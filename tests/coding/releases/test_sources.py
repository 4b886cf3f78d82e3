import io
from pathlib import Path

from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.sources import begins_as, head_of, name_of, opened


class Named(io.BytesIO):
    name = "/somewhere/MUE_Eff_07-01-2026.csv"


def test_a_path_and_a_stream_are_known_by_their_bare_name(tmp_path: Path):
    assert name_of(tmp_path / "a.txt") == "a.txt"
    assert name_of(Named()) == "MUE_Eff_07-01-2026.csv"
    assert name_of(io.BytesIO()) == "the file"


def test_a_stream_is_read_from_its_beginning_and_stays_open():
    stream = Named(b"abc")
    stream.read()

    with opened(stream) as again:
        assert again.read() == b"abc"

    assert not stream.closed
    assert head_of(stream, 2) == b"ab"


def test_a_reader_that_refuses_or_finds_nothing_does_not_know_the_file(tmp_path: Path):
    def refuses(source):
        raise UnreadableRelease("x", 1, "y")

    assert begins_as(lambda source: [1], tmp_path)
    assert not begins_as(lambda source: [], tmp_path)
    assert not begins_as(refuses, tmp_path)
