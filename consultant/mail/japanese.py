"""ISO-2022-JP and EUC-JP with the signs that Windows adds to them, which Python's codecs do not know."""

import re

_SHIFT = re.compile(rb"\x1b(\$[@B]|\$\([@BDOPQ]|\([BJIH])|[\x0e\x0f]")
_PAIR = re.compile(rb"[\xa1-\xfe][\xa1-\xfe]|\x8e[\xa1-\xdf]")


def read_shifted(data: bytes) -> str:
    """Return the text of ISO-2022-JP as Windows writes it; U+FFFD for what is none."""
    pieces: list[bytes] = []
    mode, end = b"(B", 0
    for match in _SHIFT.finditer(data):
        pieces.append(_piece(data[end : match.start()], mode))
        mode = match[1] or (b"(I" if match[0] == b"\x0e" else b"(B")
        end = match.end()
    pieces.append(_piece(data[end:], mode))
    return b"".join(pieces).decode("cp932", "replace")


def read_euc(data: bytes) -> str:
    """Return the text of EUC-JP as Windows writes it; U+FFFD for what is none."""
    return _PAIR.sub(_of_pair, data).decode("cp932", "replace")


def _of_pair(match: re.Match[bytes]) -> bytes:
    first, second = match[0]
    return bytes([second]) if first == 0x8E else _shift_jis(first & 0x7F, second & 0x7F)


def _piece(data: bytes, mode: bytes) -> bytes:
    if mode == b"(I":
        return bytes(byte | 0x80 if 0x21 <= byte <= 0x5F else byte for byte in data)
    if not mode.startswith(b"$"):
        return data
    # A line break ends the double bytes, whatever the shifts say.
    head, line, tail = data.partition(b"\n")
    double = re.sub(rb"[\x21-\x7e]{2}", lambda match: _shift_jis(*match[0]), head)
    return double + line + tail


def _shift_jis(first: int, second: int) -> bytes:
    """The two bytes of a JIS X 0208 place (each 0x21 to 0x7E) in Shift_JIS."""
    high = (first + 1) // 2 + (0x70 if first < 0x5F else 0xB0)
    low = second + 0x7E if first % 2 == 0 else second + 0x1F + (second >= 0x60)
    return bytes([high, low])
