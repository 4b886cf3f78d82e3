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
    longest = max(map(len, runs), default=0)
    if runs and high * 10 <= len(sample) * 4 and (longest <= 2 or (longest <= 5 and high * 2 < len(runs) * 3)):
        return _latin(sample)
    if high < _SHORT:
        guess = _one_byte(runs) or detect_two_bytes(sample)
        if guess is not None or high < _TOO_FEW:
            return guess or "cp1252"
    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return best.encoding if best is not None else "cp1252"


def _latin(sample: bytes) -> str:
    """The charset of a Latin script, by signs within words that in Western Europe's charset would be none of letters."""
    if _CENTRAL.search(sample):
        # Where one has letters, the other has controls or signs.
        return "iso8859_2" if _OF_8859_2.search(sample) and not _OF_1250.search(sample) else "cp1250"
    # Icelandic has the same three letters, but not without vowels with an accent.
    return "cp1254" if _TURKISH.search(sample) and not _ACCENTS.search(sample) else "cp1252"


_CENTRAL = re.compile(rb"[A-Za-z\xc0-\xff](?:[\xb3\xb9\xbf][a-z\xc0-\xff]|\xec[a-z])")
"""l with a stroke, a with a tail and z with a dot of Polish, e with a hook of Czech, inside a word."""
_OF_8859_2 = re.compile(
    rb"[a-z\xc0-\xff][\xb1\xb6\xbc\xbe\xbb]|[\xb1\xb6\xbc\xbe\xbb\xa6\xa9\xac\xae][a-z\xbb-\xff]|\xec.*\xb9", re.DOTALL
)
_OF_1250 = re.compile(rb"[\x80-\x9f]")
_TURKISH = re.compile(rb"[a-z][\xfd\xfe\xf0]")
_ACCENTS = re.compile(rb"[\xc1\xcd\xd3\xda\xe1\xed\xf3\xfa\xc6\xe6]")


def detect_two_bytes(data: bytes) -> str | None:
    """The East Asian charset in which nearly all characters are everyday ones, or None."""
    sample = data[:_SAMPLE]
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
    if (
        not beyond
        or (codec in _JAPANESE and not (_has_kana(beyond) or _is_kanji(sample, codec)))
        or (codec == "cp949" and " " not in text)
    ):
        return 0.0
    everyday = sum(1 for char in beyond if common.match(char) and _is_first_level(char, codec))
    return everyday / len(beyond)


def _has_kana(chars: list[str]) -> bool:
    return sum("\u3041" <= char <= "\u30ff" for char in chars) * 7 >= len(chars)


def _is_kanji(sample: bytes, codec: str) -> bool:
    """Whether the bytes may be a name without kana: no letters of Western Europe, and the first bytes of Shift JIS."""
    return codec == "cp932" and _OF_NO_LETTER.search(sample) is not None


_OF_NO_LETTER = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


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
    """The charset of one byte a letter in whose script the bytes are mostly frequent letters, or None."""
    joined = b"".join(runs)
    if max((len(run) for run in runs), default=0) < 3:
        return None
    scores = {codec: sum(map(joined.count, letters)) - 2 * _breaks(runs, codec) for codec, letters in _FREQUENT.items()}
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] * 100 >= len(joined) * _SHARE[best] else None


def _breaks(runs: list[bytes], codec: str) -> int:
    """How often a capital follows a small letter within a word: seldom, where the charset is the right one."""
    if codec not in _WITH_CASE:
        return 0
    return sum(len(_CAPITAL_INSIDE.findall(run.decode(codec, "replace"))) for run in runs)


_WITH_CASE = {"cp1251", "koi8_r", "cp1253"}
_CAPITAL_INSIDE = re.compile(r"[α-ωάέήίόύώа-яё](?=[Α-ΩΆΈΉΊΌΎΏА-ЯЁ])")
_LETTERS = {
    "cp1251": "оеаинтсрвлкмдпу", "koi8_r": "оеаинтсрвлкмдпу", "cp1253": "αοιετσνηυρπκμλςςόίάέή", "cp1255": "יוהלאתרבשמנםחדק",
    "cp1256": "ايلنمرتوبةعدسفه", "cp874": "านรอกเงมยลวดทสตะปบค่้ัีิุ์ไข",
}  # fmt: skip
"""The letters that make most of the words of a language: three of four in Russian, Greek, Hebrew, Arabic and Thai."""
_FREQUENT = {
    codec: tuple({letter.encode(codec) for letter in letters + letters.upper()}) for codec, letters in _LETTERS.items()
}
_SHARE = {"cp1251": 60, "koi8_r": 60, "cp1253": 70, "cp1255": 70, "cp1256": 70, "cp874": 80}
