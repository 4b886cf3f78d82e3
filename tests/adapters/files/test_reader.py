import sys
import time
import zlib

import pytest

from consultant.adapters.files import reader as module
from consultant.adapters.files.reader import TEXT_LIMIT, Reader
from consultant.ports import FileReading
from tests.factories.pdfs import pdf


@pytest.mark.parametrize(
    ("content", "kind", "text"),
    [
        (b"Is M17.11 right?", "text/plain", "Is M17.11 right?"),
        ("Grüße".encode("latin-1"), "text/plain", "Grüße"),
        (b"code,units\n99213,1\n", "text/csv", "code,units\n99213,1\n"),
        (b"<p>Is <b>M17.11</b> right?<script>x()</script></p>", "text/html", "Is M17.11 right?"),
        (b"nul\0 inside", "text/plain", "nul\ufffd inside"),
    ],
)
def test_plain_files_say_what_they_say(content: bytes, kind: str, text: str):
    assert Reader().read(content, kind) == FileReading(text)


def test_a_pdf_is_read_and_pictured_whatever_the_mail_calls_it():
    said = Reader().read(pdf("Is M17.11 right?", "Second page"), "application/octet-stream")

    assert said.text is not None
    assert said.text.split("\n\n") == ["Is M17.11 right?", "Second page"]
    assert [page[:8] for page in said.pages] == [b"\x89PNG\r\n\x1a\n"] * 2
    assert b"IEND" in said.pages[0]
    body = said.pages[0]
    assert len(set(zlib.decompress(body[body.index(b"IDAT") + 4 : body.index(b"IEND") - 8]))) > 2  # not blank


@pytest.mark.parametrize(
    ("content", "remark"),
    [
        (b"%PDF-1.7 and then nothing of the kind", "damaged"),
        (pdf(""), "pictures and no text"),
        (pdf("x")[:200], "damaged"),
    ],
)
def test_what_cannot_be_read_is_said_in_plain_words(content: bytes, remark: str):
    said = Reader().read(content, "application/pdf")

    assert said.text is None
    assert remark in str(said.remark)


def test_other_files_have_no_text():
    assert Reader().read(b"\x89PNG\r\n\x1a\n", "image/png") == FileReading(None)


def test_a_long_text_is_cut_and_says_so():
    said = Reader().read(b"a" * (TEXT_LIMIT + 1), "text/plain")

    assert len(str(said.text)) == TEXT_LIMIT
    assert said.remark == "only its beginning was read"
    assert Reader().read(b"a" * 40_000_001, "text/plain").remark == "too large to be read"


def test_a_file_that_hangs_or_kills_its_process_harms_nobody_else(monkeypatch: pytest.MonkeyPatch, tmp_path):
    child = tmp_path / "python"
    child.write_text("#!/bin/sh\nexec sleep 60\n")
    child.chmod(0o700)
    monkeypatch.setattr(module.sys, "executable", str(child))
    began = time.monotonic()

    hung = Reader(seconds=0.3).read(pdf("x"), "application/pdf")
    child.write_text("#!/bin/sh\nkill -9 $$\n")
    died = Reader().read(pdf("x"), "application/pdf")

    assert time.monotonic() - began < 20
    assert hung == FileReading(None, "reading it took longer than 0 seconds")
    assert died == FileReading(None, "it is no PDF that could be read")
    assert module.sys is sys


@pytest.mark.parametrize("kind", ["image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"])
def test_a_file_that_is_called_a_picture_and_is_none_is_told_apart(kind: str):
    assert Reader().read(b"<svg onload=x()></svg>", kind).remark == "it is no picture of the kind that it is said to be"


def test_a_picture_has_no_text_and_nothing_to_remark():
    assert Reader().read(b"\x89PNG\r\n\x1a\nrest", "image/png") == FileReading(None)
