"""Content-Transfer-Encoding undone: base64 and quoted-printable with their usual faults, and uuencode."""

import binascii
import re
from dataclasses import dataclass

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(byte for byte in range(256) if byte not in _BASE64)
_BLANK_INSIDE = re.compile(rb"[^\s][ \t]+[^\s]")
_WHOLE_LINE = 20
"""Characters of a line behind the padding from which on it is taken for more base64."""
_UUENCODED = re.compile(
    r"^begin [0-7]{3,4} ([^\n]{1,200})\n((?:[ -`]{1,90}\n)*?)(?:[` ]?\n)?end[ \t]*(?:\n|\Z)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Undone:
    """Decoded bytes, and what was odd."""

    data: bytes
    flags: tuple[str, ...] = ()


def undo(data: bytes, encoding: str) -> Undone:
    """Return the bytes behind a transfer encoding. An unknown one is taken as none."""
    encoding = encoding.strip().strip("\"'").lower()
    if encoding == "base64":
        return _base64(data)
    if encoding in {"quoted-printable", "quotedprintable", "qp"}:
        return Undone(binascii.a2b_qp(data))
    if encoding in {"x-uuencode", "uuencode", "x-uue", "uue"}:
        files = uuencoded(data.decode("latin-1").replace("\r\n", "\n"))[1]
        return Undone(files[0][1]) if files else Undone(data, ("bad-transfer-encoding",))
    if encoding in {"", "7bit", "8bit", "binary", "7-bit", "8-bit"}:
        return Undone(data)
    return Undone(data, ("unknown-transfer-encoding",))


def _base64(data: bytes) -> Undone:
    if not data.translate(None, _BASE64 + b"\r\n"):
        clean = data.translate(None, b"\r\n")
        if b"=" not in clean.rstrip(b"="):
            flags = ("bad-base64",) if len(clean.rstrip(b"=")) % 4 == 1 else ()
            return Undone(_unbase64(clean), flags)
    lines = [line.strip() for line in data.splitlines() if line.strip()]
    sound = [index for index, line in enumerate(lines) if not line.translate(None, _BASE64)]
    if not sound or (len(sound) * 2 < len(lines) and _BLANK_INSIDE.search(lines[0])):
        return Undone(data, ("bad-base64",))  # plain text that only says that it is base64
    last = sound[-1]
    # What stands behind the padding is most often a line that a gateway added.
    padded = next((index for index in sound if lines[index].endswith(b"=")), last)
    rest = [line for line in lines[padded + 1 :] if len(line) >= _WHOLE_LINE and not _BLANK_INSIDE.search(line)]
    lines = [*lines[: padded + 1], *rest]
    pieces = re.findall(rb"[^=]+=*", b"".join(line.translate(None, _NOT_BASE64) for line in lines))
    return Undone(b"".join(_unbase64(piece) for piece in pieces), ("bad-base64",))


def _unbase64(clean: bytes) -> bytes:
    clean = clean.rstrip(b"=")
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


def uuencoded(text: str) -> tuple[str, tuple[tuple[str, bytes], ...]]:
    """Return a text without its uuencoded files, and the files as (name, bytes). Lines end in LF."""
    if "begin " not in text:
        return text, ()
    files: list[tuple[str, bytes]] = []

    def take(match: re.Match[str]) -> str:
        data = b""
        for line in match[2].splitlines():
            try:
                data += binascii.a2b_uu(line)
            except binascii.Error:
                # Some encoders count wrongly; the length that the first character tells is what to keep.
                data += binascii.a2b_uu(line[: 1 + (((ord(line[0]) - 32) & 63) * 4 + 5) // 3])
        files.append((match[1].strip(), data))
        return ""

    try:
        return _UUENCODED.sub(take, text), tuple(files)
    except binascii.Error:
        return text, ()
