"""TNEF of our own writing."""

import struct

BODY, CODEPAGE, MAPI = 0x0002800C, 0x00069007, 0x00069003
FILE, FILE_TITLE, FILE_DATA, FILE_MAPI = 0x00069002, 0x00018010, 0x0006800F, 0x00069005


def tnef(*attributes: bytes) -> bytes:
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(attributes)


def attribute(name: int, value: bytes) -> bytes:
    return b"\x01" + struct.pack("<II", name, len(value)) + value + struct.pack("<H", sum(value) % 65536)


def properties(*values: bytes) -> bytes:
    return struct.pack("<I", len(values)) + b"".join(values)


def value(name: int, kind: int, data: bytes) -> bytes:
    """A property of varying length, with one value."""
    return struct.pack("<HHII", kind, name, 1, len(data)) + data + b"\0" * (-len(data) % 4)


def number(name: int, data: int) -> bytes:
    return struct.pack("<HHI", 3, name, data)


def named(kind: int, data: bytes, name: str | None) -> bytes:
    """A property that has a name instead of a fixed id."""
    said = struct.pack("<II", 0, 7)
    if name is not None:
        text = name.encode("utf-16-le") + b"\0\0"
        said = struct.pack("<II", 1, len(text)) + text + b"\0" * (-len(text) % 4)
    return (
        struct.pack("<HH", kind, 0x8001)
        + b"G" * 16
        + said
        + struct.pack("<II", 1, len(data))
        + data
        + b"\0" * (-len(data) % 4)
    )


def packed(name: str, data: bytes, *more: bytes, charset: str = "cp1252") -> bytes:
    """A file."""
    title = name.encode(charset, "replace") + b"\0"
    mapi = attribute(FILE_MAPI, properties(*more)) if more else b""
    return attribute(FILE, b"\0" * 14) + attribute(FILE_TITLE, title) + attribute(FILE_DATA, data) + mapi


def wide(text: str) -> bytes:
    return text.encode("utf-16-le") + b"\0\0"
