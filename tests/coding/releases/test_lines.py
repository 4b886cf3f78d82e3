import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.coding.releases import lines
from consultant.coding.releases.errors import UnreadableRelease
from consultant.coding.releases.lines import decoded


def read(content: bytes) -> list[str]:
    return list(decoded("file.txt", io.BytesIO(content)))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Café\r\n\u2013x\n".encode(), ["Café\r\n", "\u2013x\n"]),
        ("\ufeffCafé".encode(), ["Café"]),
        ("Café\nMéni\xe8re".encode("latin-1"), ["Café\n", "Ménière"]),
        ("plain\n\u2019quoted\u2019".encode("cp1252"), ["plain\n", "\u2019quoted\u2019"]),
        (b"", []),
    ],
)
def test_the_encodings_of_the_publisher_are_read(content: bytes, expected: list[str]):
    assert read(content) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a\nb\0c\n", "line 2, column 2: expected plain text, not a binary file"),
        ("é\n".encode() + b"x\xe9\n", "line 2, column 2: expected UTF-8 text, as in the lines before"),
        (b"a\n\xe9\x81\n", "line 2, column 2: expected text in UTF-8 or Windows-1252"),
        (b"  <!doctype html>", "line 1, column 1: expected plain text, not a web page"),
        (b"<HTML><body>", "not a web page"),
        (b"<?xml version='1.0'?>", "not XML"),
        (b"PK\x03\x04", "not a zip file or a workbook"),
        (b"\xd0\xcf\x11\xe0", "not an old Excel workbook"),
        ("a".encode("utf-16"), "not UTF-16 text"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(content: bytes, expected: str):
    with pytest.raises(UnreadableRelease, match=rf"file\.txt, .*{expected}"):
        read(content)


def test_a_line_without_end_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lines, "LONGEST", 100)

    with pytest.raises(UnreadableRelease, match="line 2: expected lines of plain text"):
        read(b"a\n" + b"x" * 200)


@given(st.text(st.characters(exclude_characters="\0\n\r<", exclude_categories=("Cs",)), min_size=1))
def test_utf_8_text_comes_back_as_it_was(text: str):
    assert read(b"head\n" + text.encode()) == ["head\n", text]
