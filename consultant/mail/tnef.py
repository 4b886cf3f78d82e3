"""TNEF (winmail.dat), in which Outlook wraps the files, and at times the text, of its mail: [MS-OXTNEF]."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from consultant.mail.charsets import decode
from consultant.mail.rtf import read_compressed, rtf_to_text
from consultant.mail.storable import one_line

_SIGNATURE = b"\x78\x9f\x3e\x22"
_BODY, _CODEPAGE, _MAPI = 0x0002800C, 0x00069007, 0x00069003
_FILE, _FILE_TITLE, _FILE_DATA, _FILE_MAPI = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
_OF_FIXED_SIZE = {
    0x01: 0,
    0x02: 4,
    0x03: 4,
    0x04: 4,
    0x05: 8,
    0x06: 8,
    0x07: 8,
    0x0A: 4,
    0x0B: 4,
    0x14: 8,
    0x40: 8,
    0x48: 16,
}
_STRING, _UNICODE, _SEVERAL = 0x1E, 0x1F, 0x1000
_NAMED = 0x8000
_TEXT, _RTF, _HTML = 0x1000, 0x1009, 0x1013
_DATA, _LONG_NAME, _SHORT_NAME, _SHOWN_NAME, _TYPE, _CONTENT_ID = 0x3701, 0x3707, 0x3704, 0x3001, 0x370E, 0x3712
_OBJECT_ID_BYTES = 16
_VALUES = 10_000
"""Properties of one list, and values of one property, that are read."""


@dataclass(slots=True)
class File:
    """A file as it was packed; ``content_type`` and ``content_id`` are "" where they were not said."""

    name: str = ""
    content_type: str = ""
    content_id: str = ""
    content: bytes = b""


@dataclass(slots=True)
class Unpacked:
    """What was packed: the text (LF lines) and the HTML, "" where there is none, and the files."""

    text: str = ""
    html: str = ""
    files: list[File] = field(default_factory=list)


def unpack(data: bytes) -> Unpacked | None:
    """Return what TNEF holds, as far as it is sound; None for bytes that are none."""
    if not data.startswith(_SIGNATURE):
        return None
    unpacked = Unpacked()
    charset = "cp1252"
    for name, value in _attributes(data):
        if name == _CODEPAGE and len(value) >= 4:
            charset = f"cp{struct.unpack_from('<I', value)[0]}"
        elif name == _FILE:
            unpacked.files.append(File())
        elif name == _BODY and not unpacked.text:
            unpacked.text = _lines(_text(value, charset))
        elif name == _MAPI:
            _read_message(value, charset, unpacked)
        elif unpacked.files:
            _read_file(name, value, charset, unpacked.files[-1])
    unpacked.files = [file for file in unpacked.files if file.content or file.name]
    return unpacked


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 6
    while position + 9 <= len(data):
        name, length = struct.unpack_from("<II", data, position + 1)
        yield name, data[position + 9 : position + 9 + length]
        position += 9 + length + 2  # a checksum


def _read_message(data: bytes, charset: str, unpacked: Unpacked) -> None:
    rtf = b""
    for name, kind, value in _properties(data):
        if name == _TEXT:
            unpacked.text = _lines(_string(kind, value, charset))
        elif name == _HTML:
            unpacked.html = _string(kind, value, charset)
        elif name == _RTF:
            rtf = read_compressed(value)
    if rtf and not unpacked.text.strip() and not unpacked.html.strip():
        unpacked.text = rtf_to_text(rtf)


def _read_file(name: int, data: bytes, charset: str, file: File) -> None:
    if name == _FILE_TITLE:
        file.name = file.name or _text(data, charset)
    elif name == _FILE_DATA:
        file.content = data
    elif name == _FILE_MAPI:
        said = {name: (kind, value) for name, kind, value in _properties(data)}
        strings = {name: one_line(_string(*said[name], charset)) for name in said if name != _DATA}
        named = (strings.get(which) for which in (_LONG_NAME, _SHORT_NAME, _SHOWN_NAME))
        file.name = next((one for one in named if one), file.name)
        file.content_type = strings.get(_TYPE, "").lower()
        file.content_id = strings.get(_CONTENT_ID, "").strip("<>")
        if not file.content and _DATA in said:
            file.content = said[_DATA][1][_OBJECT_ID_BYTES:]  # a mail or document in a file's place
            if file.content.startswith(_SIGNATURE):
                file.content_type = "application/ms-tnef"


def _properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (id, type, first value) of each MAPI property; ends where the bytes make no sense."""
    try:
        (count,) = struct.unpack_from("<I", data)
        position = 4
        for _ in range(min(count, _VALUES)):
            kind, name = struct.unpack_from("<HH", data, position)
            position += 4
            if name >= _NAMED:
                position = _behind_name(data, position)
            several, kind = bool(kind & _SEVERAL), kind & ~_SEVERAL
            size = _OF_FIXED_SIZE.get(kind)
            values = 1
            if several or size is None:
                (values,) = struct.unpack_from("<I", data, position)
                position += 4
            if values > _VALUES:
                return
            first = b""
            for index in range(values):
                length = size
                if length is None:
                    (length,) = struct.unpack_from("<I", data, position)
                    position += 4
                first = data[position : position + length] if index == 0 else first
                position += length + -length % 4
            yield name, kind, first
    except struct.error:
        return


def _behind_name(data: bytes, position: int) -> int:
    """The place behind the name of a named property: a GUID, and a number or a text."""
    kind, length = struct.unpack_from("<II", data, position + 16)
    return position + 24 + (length + -length % 4 if kind else 0)


def _string(kind: int, value: bytes, charset: str) -> str:
    if kind == _UNICODE:
        return _text(value, "utf-16-le")
    return _text(value, charset) if kind == _STRING else decode(value, charset).text


def _text(value: bytes, charset: str) -> str:
    """Text up to the NUL that ends it."""
    wide = charset == "utf-16-le"
    end = next((at for at in range(0, len(value) - wide, 1 + wide) if not any(value[at : at + 1 + wide])), len(value))
    return decode(value[:end], charset).text


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
