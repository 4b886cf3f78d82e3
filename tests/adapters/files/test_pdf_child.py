import struct
import zlib

import pytest

from consultant.adapters.files import pdf_child
from tests.factories.pdfs import pdf


def test_only_so_many_pages_are_read_and_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_child, "PAGES_READ", 3)
    monkeypatch.setattr(pdf_child, "PAGES_SHOWN", 2)

    said = pdf_child.read(pdf("one", "two", "three", "four"))

    assert said["text"] == "one\n\ntwo\n\nthree"
    assert len(said["pages"]) == 2  # type: ignore[arg-type]
    assert said["remark"] == "only its first 3 of 4 pages were read"


def test_reading_stops_where_there_is_text_enough(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_child, "TEXT_LIMIT", 5)

    assert pdf_child.read(pdf("one", "two", "three", "four"))["text"] == "one\n\n"


def test_a_picture_has_its_rows_without_what_pads_them():
    made = pdf_child.png(b"\x01\x02\x03PAD\x04\x05\x06PAD", width=1, height=2, stride=6, channels=3)

    head = made[16:29]
    data = made[made.index(b"IDAT") + 4 : made.index(b"IEND") - 8]
    assert struct.unpack("!IIBB", head[:10]) == (1, 2, 8, 2)
    assert zlib.decompress(data) == b"\0\x01\x02\x03\0\x04\x05\x06"
