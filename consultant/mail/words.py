"""Encoded words of headers (RFC 2047), also the broken ones: cut in a character, quoted, glued, without an end."""

import binascii
import re

from consultant.mail.charsets import Decoded, decode

_WORD = re.compile(r"=\?([^?=\s\"]{1,64})\?([bBqQ])\?(.*?)(?:\?=|$)(?!=)", re.DOTALL)
_BLANK = re.compile(r"[ \t\r\n]*")


def decode_words(text: str) -> Decoded:
    """Return a header's text with its encoded words decoded. Anything that is none stays as it stands."""
    if "=?" not in text:
        return Decoded(text)
    pieces: list[str] = []
    flags: list[str] = []
    run: list[tuple[str, str, str]] = []
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        charset = match[1].partition("*")[0].lower()  # RFC 2231 adds a language
        # Blanks between encoded words are no part of the text; words of one charset may share a character.
        if run and not _BLANK.fullmatch(between):
            _flush(run, pieces, flags)
            pieces.append(between)
        elif not run:
            pieces.append(between)
        if run and (run[-1][0], run[-1][1]) != (charset, match[2].lower()):
            _flush(run, pieces, flags)
        run.append((charset, match[2].lower(), match[3]))
        end = match.end()
    _flush(run, pieces, flags)
    pieces.append(text[end:])
    return Decoded("".join(pieces), tuple(dict.fromkeys(flags)))


def _flush(run: list[tuple[str, str, str]], pieces: list[str], flags: list[str]) -> None:
    if not run:
        return
    charset, encoding, _ = run[0]
    payloads = [payload for _, _, payload in run]
    data = _base64(payloads) if encoding == "b" else b"".join(_quoted(payload) for payload in payloads)
    decoded = decode(data, charset)
    pieces.append(decoded.text)
    flags.extend(decoded.flags)
    run.clear()


def _base64(payloads: list[str]) -> bytes:
    clean = [re.sub(r"[^A-Za-z0-9+/]", "", payload) for payload in payloads]
    # Some programs cut the base64 itself; then only the whole of it can be decoded.
    if any(len(piece) % 4 and "=" not in payload for piece, payload in zip(clean[:-1], payloads, strict=False)):
        clean = ["".join(clean)]
    return b"".join(_unbase64(piece) for piece in clean)


def _unbase64(text: str) -> bytes:
    if len(text) % 4 == 1:
        text = text[:-1]
    try:
        return binascii.a2b_base64(text + "=" * (-len(text) % 4))
    except binascii.Error:
        return text.encode("ascii", "replace")


def _quoted(text: str) -> bytes:
    return binascii.a2b_qp(text.encode("utf-8", "replace"), header=True)
