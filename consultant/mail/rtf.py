"""RTF as Outlook packs it: decompressed ([MS-OXRTFCP]) and turned to text."""

import re
import struct
from dataclasses import dataclass, field

from consultant.mail.charsets import decode

_COMPRESSED, _PLAIN = b"LZFu", b"MELA"
_WINDOW = 4096
_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbol"
    b"ArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_MOST = 16 * 1024 * 1024
"""Decompressed bytes that are kept."""
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_ASIDE = {
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "footer",
    "themedata",
    "listtable",
    "htmltag",
}
_LITERAL = {b"~": b"\xa0", b"\\": b"\\", b"{": b"{", b"}": b"}"}
_SIGNS = {
    "par": "\n", "line": "\n", "row": "\n", "tab": "\t", "cell": "\t", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip


def read_compressed(data: bytes) -> bytes:
    """Return the RTF behind Outlook's compression, as far as it is sound; b"" for bytes that are none."""
    if len(data) < 16:
        return b""
    size, mark = struct.unpack_from("<I4s", data, 4)
    if mark == _PLAIN:
        return data[16 : 16 + size]
    if mark != _COMPRESSED:
        return b""
    out = bytearray(_DICTIONARY)
    most = len(_DICTIONARY) + min(size, _MOST)
    position = 16
    while position < len(data) and len(out) < most:
        flags = data[position]
        position += 1
        for bit in range(8):
            if position >= len(data) or len(out) >= most:
                break
            if not flags >> bit & 1:
                out.append(data[position])
                position += 1
                continue
            pair = int.from_bytes(data[position : position + 2], "big")
            position += 2
            # The dictionary is a ring that is written from the start again and again.
            start = len(out) - ((len(out) - (pair >> 4)) % _WINDOW or _WINDOW)
            if (pair >> 4) == len(out) % _WINDOW or start < 0:
                return bytes(out[len(_DICTIONARY) :])
            for at in range(start, start + (pair & 15) + 2):
                out.append(out[at])
    return bytes(out[len(_DICTIONARY) : most])


def rtf_to_text(rtf: bytes) -> str:
    """Return the text of RTF (LF lines); of RTF that wraps HTML, the text between the tags."""
    return _Reader().read(rtf)


@dataclass(slots=True)
class _Reader:
    pieces: list[str] = field(default_factory=list)
    loose: bytearray = field(default_factory=bytearray)
    """Bytes in the document's code page."""
    charset: str = "cp1252"
    groups: list[tuple[bool, int]] = field(default_factory=list)
    aside: bool = False
    stand_ins: int = 1
    """Bytes behind a Unicode sign that stand in for it, and how many of them are still to come."""
    pending: int = 0

    def read(self, rtf: bytes) -> str:
        for word, number, escaped, sign, brace, plain in _TOKEN.findall(rtf):
            if brace == b"{":
                self.groups.append((self.aside, self.stand_ins))
            elif brace and self.groups:
                self.aside, self.stand_ins = self.groups.pop()
            elif word or sign == b"*":
                self._control(word.decode("ascii"), number)
            elif not self.aside:
                literal = bytes.fromhex(escaped.decode()) if escaped else _LITERAL.get(sign, plain)
                taken = min(self.pending, len(literal))
                self.pending -= taken
                self.loose += literal[taken:]
        self._settle()
        # Signs beyond the basic plane come as two halves.
        text = "".join(self.pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text.replace("\xa0", " ").replace("\0", "").strip("\n")

    def _control(self, name: str, number: bytes) -> None:
        if name in _ASIDE or not name:
            self.aside = True
        elif name == "ansicpg":
            self.charset = f"cp{int(number or 1252)}"
        elif name == "uc":
            self.stand_ins = min(max(int(number or 1), 0), 8)
        elif name == "htmlrtf":
            self.aside = number != b"0"
        elif not self.aside and (name in _SIGNS or (name == "u" and number)):
            self._settle()
            self.pieces.append(_SIGNS[name] if name in _SIGNS else chr(int(number) % 65536))
            self.pending = 0 if name in _SIGNS else self.stand_ins

    def _settle(self) -> None:
        if self.loose:
            self.pieces.append(decode(bytes(self.loose), self.charset).text)
            self.loose.clear()
