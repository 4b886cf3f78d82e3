"""Content-Transfer-Encoding undone: base64 and quoted-printable with their usual faults, and uuencode."""

import binascii
import re
from contextlib import suppress
from dataclasses import dataclass

_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_BASE64 = _LETTERS + b"+/="
_NOT_BASE64 = bytes(byte for byte in range(256) if byte not in _BASE64)
_OF_ADDRESSES = bytes.maketrans(b"-_", b"+/")
_WHOLE_LINE = 20
"""Characters of a line behind the padding from which on it is taken for more base64."""
_MEAN_WORD = 9
"""Mean length of blank-free runs up to which characters of base64 are more likely words."""
_SMALL = 64 * 1024
_FEWEST = 8
"""Bytes of a text below which chance could have made it."""
_CONTROLS = bytes([*range(32), 127])
_SOFT_BREAK = re.compile(rb"=[ \t]+(?=\r?\n|\Z)")
_LOOSE = re.compile(rb"=(?![0-9A-Fa-f]{2}|\r?\n|\Z)")
_UUENCODED = re.compile(
    r"^begin [0-7]{3,4} ([^\n]{1,200})\n((?:[ -`]{1,90}\n)*?)(?:[` ]?\n)?end[ \t]*(?:\n|\Z)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Undone:
    """Decoded bytes, and what was odd."""

    data: bytes
    flags: tuple[str, ...] = ()


def undo(data: bytes, encoding: str) -> Undone:
    """Return the bytes behind a transfer encoding, however that is spelt. An unknown one is taken as none."""
    encoding = re.split("[;,(]", encoding.lower(), maxsplit=1)[0]
    encoding = re.sub("[^a-z0-9]", "", encoding).removeprefix("x")
    if encoding == "base64":
        return _base64(data)
    if encoding in {"quotedprintable", "qp"}:
        return Undone(_quoted_printable(data))
    if encoding in {"uuencode", "uue"}:
        files = uuencoded(data.decode("latin-1").replace("\r\n", "\n"))[1]
        return Undone(files[0][1]) if files else Undone(data, ("bad-transfer-encoding",))
    if encoding in {"", "7bit", "8bit", "binary"}:
        return Undone(data)
    return Undone(data, ("unknown-transfer-encoding",))


def _quoted_printable(data: bytes) -> bytes:
    if _LOOSE.search(data):
        data = _LOOSE.sub(b"=3D", _SOFT_BREAK.sub(b"=", data))
    return binascii.a2b_qp(data)


def _base64(data: bytes) -> Undone:
    if not data.translate(None, _BASE64 + b"\r\n"):
        padding = data.find(b"=")
        if padding < 0 or not data[padding:].strip(b"=\r\n"):
            with suppress(binascii.Error):
                return Undone(binascii.a2b_base64(data))
    clean = data.translate(None, b"\r\n \t")
    if not clean.translate(None, _BASE64) and b"=" not in (body := clean.rstrip(b"=")) and not _is_prose(data):
        return Undone(_unbase64(body), ("bad-base64",) if len(body) % 4 == 1 else ())
    lines = [line.strip() for line in data.splitlines() if line.strip()]
    lines = [_alphabet(line) for line in lines]
    sound = [index for index, line in enumerate(lines) if _is_sound(line)]
    if not sound:
        loose = _unbase64(data.translate(None, _NOT_BASE64 + b"=")) if len(data) <= _SMALL else b""
        # Plain text that only says that it is base64, unless there is text behind it.
        return Undone(loose if _is_writing(loose) else data, ("bad-base64",))
    last = sound[-1]
    if last + 1 < len(lines) and not lines[last].endswith(b"=") and _goes_on(lines[last + 1]):
        sound.append(last + 1)
    # What stands behind the padding is most often a line that a gateway added.
    padded = next((index for index in sound if lines[index].endswith(b"=")), sound[-1])
    rest = [line for line in lines[padded + 1 :] if _is_sound(line) and (len(line) >= _WHOLE_LINE or line[-1:] == b"=")]
    lines = [*lines[: padded + 1], *rest]
    pieces = re.findall(rb"[^=]+=*", b"".join(line.translate(None, _NOT_BASE64) for line in lines))
    return Undone(b"".join(_unbase64(piece) for piece in pieces), ("bad-base64",))


def _alphabet(line: bytes) -> bytes:
    """A line of the alphabet for addresses (RFC 4648, section 5) in the usual one."""
    odd = line.translate(None, _BASE64)
    is_of_addresses = odd and not odd.strip(b"-_") and b"+" not in line and b"/" not in line
    return line.translate(_OF_ADDRESSES) if is_of_addresses and line.strip(b"-_") else line


def _is_sound(line: bytes) -> bool:
    """Whether a line is base64, a few strange signs in it aside."""
    odd = len(line.translate(None, _BASE64 + b" \t"))
    return odd * 8 <= len(line) and not _is_prose(line) and (not odd or len(line) >= _WHOLE_LINE)


def _goes_on(line: bytes) -> bool:
    """Whether a short last line, strange signs in it, is still the base64 that came before."""
    return b" " not in line and len(line) - len(line.translate(None, _NOT_BASE64)) <= 2 < len(line)


def _is_writing(data: bytes) -> bool:
    """Whether bytes are a text that could not have come out of words taken for base64."""
    if len(data) < _FEWEST or data.translate(None, b"\t\r\n") != data.translate(None, _CONTROLS):
        return False
    try:
        return bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _is_prose(data: bytes) -> bool:
    """Whether what might be base64 is cut by blanks as words are."""
    if b" " not in data[:400]:
        return False
    words = data[:4096].split()
    return len(words) > 1 and sum(map(len, words)) <= _MEAN_WORD * len(words) and any(len(one) % 4 for one in words)


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
