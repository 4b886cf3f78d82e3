"""What bytes without a (true) charset most likely are: our own eye for short texts, statistics for longer ones."""

import re

from charset_normalizer import from_bytes

_SAMPLE = 16 * 1024
"""Bytes that are looked at."""
_SHORT = 200
"""Bytes beyond ASCII from which on statistics are worth more than the shape."""
_TOO_FEW = 20
"""Bytes beyond ASCII below which statistics say nothing."""
_RUN = re.compile(rb"[\x80-\xff]+")
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "gb18030",
    "big5", "cp932", "euc_jp", "cp949",
]  # fmt: skip


def detect(data: bytes) -> str:
    """Return a codec that reads ``data`` best; "cp1252" when nothing speaks for another one. UTF-8 is ruled out before."""
    sample = data[:_SAMPLE]
    runs = _RUN.findall(sample)
    high = sum(map(len, runs))
    # Letters with marks stand alone or in pairs between plain ones; every other script comes in longer runs.
    if runs and max(map(len, runs)) <= 2 and high * 10 <= len(sample) * 4:
        return "cp1252"
    if high < _SHORT:
        guess = _one_byte(runs) or _two_bytes(sample)
        if guess is not None or high < _TOO_FEW:
            return guess or "cp1252"
    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return best.encoding if best is not None else "cp1252"


def _two_bytes(sample: bytes) -> str | None:
    """The East Asian charset in which nearly all characters are everyday ones, or None."""
    scores = {codec: _everyday(sample, codec, common) for codec, common in _EVERYDAY.items()}
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] > 0.75 else None


def _everyday(sample: bytes, codec: str, common: re.Pattern[str]) -> float:
    """The share of characters beyond ASCII that are everyday ones in the language of a charset; 0 when it does not fit."""
    try:
        text = sample.decode(codec)
    except UnicodeError:
        return 0.0
    beyond = [char for char in text if char > "\x7f"]
    # The same bytes are ideographs in several charsets; Japanese shows by its kana, Korean by its spaces.
    if not beyond or (codec in _JAPANESE and not _has_kana(beyond)) or (codec == "cp949" and " " not in text):
        return 0.0
    everyday = sum(1 for char in beyond if common.match(char) and _is_first_level(char, codec))
    return everyday / len(beyond)


def _has_kana(chars: list[str]) -> bool:
    return sum("\u3041" <= char <= "\u30ff" for char in chars) * 7 >= len(chars)


def _is_first_level(char: str, codec: str) -> bool:
    """Whether a character stands in the block of frequent ones that each of these charsets begins with."""
    low, high = _FIRST_LEVEL[codec]
    return low <= char.encode(codec)[0] <= high


_JAPANESE = {"euc_jp", "cp932"}
# Kana or ideographs; Hangul.
_EVERYDAY = {
    "euc_jp": re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff60]"),
    "cp932": re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff60]"),
    "big5": re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"),
    "cp949": re.compile(r"[\uac00-\ud7a3\u3000-\u303f]"),
    "gb18030": re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"),
}
_FIRST_LEVEL = {
    "euc_jp": (0xA4, 0xCF),
    "cp932": (0x81, 0x97),
    "big5": (0xA1, 0xC6),
    "cp949": (0xA1, 0xC8),
    "gb18030": (0xA1, 0xD7),
}


def _one_byte(runs: list[bytes]) -> str | None:
    """Cyrillic by where its small letters stand: above 0xE0 in CP1251, below it in KOI8-R. None for other scripts."""
    joined = b"".join(runs)
    if max((len(run) for run in runs), default=0) < 3:
        return None
    upper = sum(byte >= 0xE0 for byte in joined)
    lower = sum(0xC0 <= byte < 0xE0 for byte in joined)
    if (upper + lower) * 10 < len(joined) * 9:
        return None
    # Words begin with a capital and go on in small letters.
    return "cp1251" if upper > lower else "koi8_r"
