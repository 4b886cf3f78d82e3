import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.rtf import read_compressed, rtf_to_text


def literal(rtf):
    """RTF in the compressed form, without a single reference."""
    data = b"".join(b"\0" + rtf[i : i + 8] for i in range(0, len(rtf), 8))
    return struct.pack("<II4sI", len(data) + 12, len(rtf), b"LZFu", 0) + data


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi Is 76942\par paid?}", "Is 76942\npaid?"),
        (rb"{\rtf1{\fonttbl{\f0 Arial;}}\f0 knee\tab hip}", "knee\thip"),
        (rb"{\rtf1\ansi\ansicpg1251 \'ea\'ee\'eb}", "кол"),
        (rb"{\rtf1\uc1 \u8211? x\u-10179?\u-8704?}", "– x😀"),
        (rb"{\rtf1 a\{b\}\\c\~d}", "a{b}\\c d"),
        (rb"{\rtf1{\*\generator x}{\pict 0102}knee}", "knee"),
        (rb"{\rtf1\fromhtml1{\*\htmltag64 <p>}\htmlrtf \par\htmlrtf0 knee{\*\htmltag72 </p>}}", "knee"),
        (b"", ""),
    ],
)
def test_rtf_becomes_its_text(rtf, text):
    assert rtf_to_text(rtf) == text


def test_compressed_rtf_is_read_with_and_without_references():
    rtf = rb"{\rtf1\ansi knee knee knee}"

    assert read_compressed(literal(rtf)) == rtf
    assert read_compressed(struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf) == rtf
    # a reference to the eleven bytes that the dictionary begins with, then one that overlaps itself
    start = len(
        b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbol"
        b"ArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
    )
    body = b"\x05" + struct.pack(">H", 9) + b" " + struct.pack(">H", ((start + 11) << 4) | 3)
    packed = struct.pack("<II4sI", len(body) + 12, 17, b"LZFu", 0) + body
    assert read_compressed(packed) == b"{\\rtf1\\ansi" + b" " * 6


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(data):
    rtf_to_text(data).encode()
    read_compressed(struct.pack("<II4sI", len(data) + 12, 1000, b"LZFu", 0) + data)
