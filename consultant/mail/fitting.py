"""Which files fit into a mail: its size counts as it leaves, in base64 with a part's own headers."""

from collections.abc import Sequence

PART_HEADERS = 600
"""Bytes of a part's headers and delimiter without its name, rounded up."""
_LINE, _DATA = 78, 57
"""A line of base64 with its end, and the bytes that it holds (RFC 2045, section 6.8)."""


def encoded_size(size: int, filename: str = "") -> int:
    """Return the most bytes that a file of ``size`` bytes takes in a mail. A name may be written by three for each byte."""
    lines = -(-size // _DATA)
    return lines * _LINE + PART_HEADERS + 3 * len(filename.encode("utf-8", "replace"))


def fitting(files: Sequence[tuple[int, str]], room: int) -> frozenset[int]:
    """Return the places of the files (size, name) that fit into ``room`` bytes together: the smallest first, as many as can."""
    chosen: set[int] = set()
    for place in sorted(range(len(files)), key=lambda place: (files[place][0], place)):
        size = encoded_size(*files[place])
        if size > room:
            break
        room -= size
        chosen.add(place)
    return frozenset(chosen)
