"""Decoded lines of an official text file: UTF-8 with or without a mark, or the Windows text that CMS still ships."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO

from consultant.coding.releases.errors import UnreadableRelease

LONGEST = 16 * 1024 * 1024

# First bytes of what people upload by mistake.
_FOREIGN = {
    b"PK\x03\x04": "a zip file or a workbook",
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (save it as XLSX)",
    b"\x1f\x8b": "a gzip file",
    codecs.BOM_UTF16_LE: "UTF-16 text (save it as UTF-8)",
    codecs.BOM_UTF16_BE: "UTF-16 text (save it as UTF-8)",
}


def refuse_foreign(name: str, head: bytes) -> None:
    """Raises UnreadableRelease where the first bytes are no plain text, or are a web page."""
    for mark, what in _FOREIGN.items():
        if head.startswith(mark):
            raise UnreadableRelease(name, 1, f"plain text, not {what}", column=1)
    begin = head.removeprefix(codecs.BOM_UTF8).lstrip()[:512].lower()
    if begin.startswith((b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<!--")):
        raise UnreadableRelease(name, 1, "plain text, not a web page (HTML)", column=1)
    if begin.startswith((b"<?xml", b"<")):
        raise UnreadableRelease(name, 1, "plain text, not XML", column=1)


def decoded(name: str, stream: IO[bytes]) -> Iterator[str]:
    """Lines with their ends, from the beginning of the stream.

    A line that is not UTF-8 turns the file to Windows-1252, unless an earlier line has proved that it is UTF-8.
    Raises UnreadableRelease for a web page, a binary or mixed file and a line of more than 16 MB.
    """
    number, proven, windows = 0, False, False
    while raw := stream.readline(LONGEST):
        number += 1
        if number == 1:
            refuse_foreign(name, raw)
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if len(raw) == LONGEST:
            raise UnreadableRelease(name, number, "lines of plain text, not one of more than 16 MB")
        if b"\0" in raw:
            raise UnreadableRelease(name, number, "plain text, not a binary file", column=raw.index(b"\0") + 1)
        if raw.isascii():
            yield raw.decode("ascii")
            continue
        if not windows:
            try:
                text = raw.decode("utf-8")
            except UnicodeDecodeError as error:
                if proven:
                    raise UnreadableRelease(
                        name, number, "UTF-8 text, as in the lines before", column=error.start + 1
                    ) from None
                windows = True
            else:
                proven = True
                yield text
                continue
        yield _windows(name, number, raw)


def _windows(name: str, number: int, raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UnreadableRelease(
            name, number, "text in UTF-8 or Windows-1252 (western European)", column=error.start + 1
        ) from None
