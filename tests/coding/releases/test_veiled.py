import io

import pytest

from consultant.coding.releases.veiled import VeiledFile

WORDS = bytes(range(256)) * 1000


def test_it_is_read_from_any_place_as_it_was_written():
    with VeiledFile("given.csv") as veiled:
        for at in range(0, len(WORDS), 777):
            veiled.write(WORDS[at : at + 777])

        assert veiled.name == "given.csv"
        assert veiled.seek(0, io.SEEK_END) == len(WORDS)
        for place in (0, 1, 15, 16, 17, 100_001):
            veiled.seek(place)
            assert veiled.read(50) == WORDS[place : place + 50]
        veiled.seek(0)
        assert io.BufferedReader(veiled).read() == WORDS


def test_two_files_of_the_same_words_differ_on_the_disk():
    with VeiledFile() as one, VeiledFile() as two:
        one.write(WORDS)
        two.write(WORDS)

        assert stored(one) != stored(two)
        assert WORDS[:64] not in stored(one)


def stored(veiled: VeiledFile) -> bytes:
    veiled._file.seek(0)
    return veiled._file.read()


def test_no_place_is_written_twice():
    with VeiledFile() as veiled:
        veiled.write(b"one")
        veiled.seek(0)

        with pytest.raises(io.UnsupportedOperation):
            veiled.write(b"two")
