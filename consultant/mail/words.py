"""Encoded words of headers (RFC 2047), also the broken ones: cut in a character, quoted, glued, without an end."""

import binascii
import re

from consultant.mail.charsets import GUESSED, Decoded, decode

START = r'=\?[ \t]*"?[^?=\s"]{1,64}"?[ \t]*\?[bBqQ]\?'
"""How an encoded word begins; some programs put its charset in quotes or blanks."""
_WORD = re.compile(
    r'=\?[ \t]*"?([^?=\s"]{1,64})"?[ \t]*\?([bBqQ])\?'
    rf"((?:(?!{START}).)*?)"
    # A question mark that was not escaped may stand before an escape.
    rf"(?:\?=(?![0-9A-Fa-f]{{2}}[^?]{{0,80}}\?=)|(?=[ \t\r\n]*{START})|$)",
    re.DOTALL,
)
_BLANK = re.compile(r"[ \t\r\n]*")
_LOOSE = re.compile(rb"=(?![0-9A-Fa-f]{2})")


def decode_words(text: str) -> Decoded:
    """Return a header's text with its encoded words decoded. Anything that is none stays as it stands."""
    if "=?" not in text:
        return Decoded(text)
    pieces: list[str] = []
    flags: list[str] = []
    run: list[tuple[str, str]] = []
    running = ""
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        charset = match[1].partition("*")[0].lower()  # RFC 2231 adds a language
        # Blanks between encoded words are no part of the text; words of one charset may share a character.
        blank = bool(run) and bool(_BLANK.fullmatch(between))
        if not blank or charset != running:
            _flush(run, running, pieces, flags)
        if not blank:
            pieces.append(between)
        running = charset
        run.append((match[2].lower(), match[3]))
        end = match.end()
    _flush(run, running, pieces, flags)
    pieces.append(text[end:])
    return Decoded("".join(pieces), tuple(dict.fromkeys(flags)))


def _flush(run: list[tuple[str, str]], charset: str, pieces: list[str], flags: list[str]) -> None:
    if not run:
        return
    decoded = [decode(_bytes(run), charset)]
    if len(run) > 1 and GUESSED in decoded[0].flags:
        # One word that is not what it says must not spoil its neighbours.
        decoded = [decode(_bytes([one]), charset) for one in run]
    pieces.extend(one.text for one in decoded)
    flags.extend(flag for one in decoded for flag in one.flags)
    run.clear()


def _bytes(run: list[tuple[str, str]]) -> bytes:
    """The bytes of words that follow each other in one charset."""
    data = bytearray()
    cut = ""
    for index, (encoding, payload) in enumerate(run):
        if encoding == "q":
            data += _quoted(payload)
            continue
        clean = cut + re.sub(r"[^A-Za-z0-9+/=]", "", payload)
        # Some programs cut the base64 itself; what is left over belongs to the next word.
        goes_on = len(clean) % 4 and "=" not in clean and index + 1 < len(run) and run[index + 1][0] == "b"
        keep = len(clean) - len(clean) % 4 if goes_on else len(clean)
        cut = clean[keep:]
        data += b"".join(_unbase64(piece) for piece in re.findall("[^=]+", clean[:keep]))
    return bytes(data)


def _unbase64(text: str) -> bytes:
    if len(text) % 4 == 1:
        text = text[:-1]
    return binascii.a2b_base64(text + "=" * (-len(text) % 4))


def _quoted(text: str) -> bytes:
    return binascii.a2b_qp(_LOOSE.sub(b"=3D", text.encode("utf-8", "replace")), header=True)
