"""Bytes to text: the declared charset, what its name is used for in the wild, then what the bytes look like."""

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

from consultant.mail.detection import detect, detect_two_bytes
from consultant.mail.japanese import read_euc, read_shifted
from consultant.mail.storable import storable
from consultant.mail.vietnamese import read_viscii

LOST = "bytes-lost"
GUESSED = "charset-guessed"
UNKNOWN = "charset-unknown"

# Names that mail programs write, and the superset that they mean (WHATWG Encoding Standard; IANA aliases).
_ALIASES = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb-2312": "gb18030", "gb_2312-80": "gb18030", "chinese": "gb18030",
    "csgb2312": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030", "windows-936": "gb18030", "hz-gb-2312": "hz",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "csbig5": "big5hkscs", "cp950": "cp950",
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "l1": "cp1252", "ansi_x3.4-1968": "ascii", "iso646-us": "ascii",
    "iso-8859-9": "cp1254", "latin5": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "windows-874": "cp874",
    "x-windows-874": "cp874", "dos-874": "cp874", "iso-8859-8-i": "iso8859_8", "iso-8859-8-e": "iso8859_8",
    "logical": "iso8859_8", "visual": "iso8859_8", "iso-8859-6-i": "iso8859_6",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "ms_kanji": "cp932",
    "windows-31j": "cp932", "cp943": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949",
    "ksc5601": "cp949", "ksc_5601": "cp949", "windows-949": "cp949", "korean": "cp949", "x-euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp_ext", "csiso2022jp": "iso2022_jp_ext", "iso-2022-jp-ms": "iso2022_jp_ext",
    "iso-2022-jp-1": "iso2022_jp_1", "iso-2022-jp-2": "iso2022_jp_2", "_iso-2022-jp$esc": "iso2022_jp_ext",
    "iso-2022-cn": "gb18030", "x-mac-roman": "mac_roman", "macintosh": "mac_roman", "x-macroman": "mac_roman",
    "mac": "mac_roman", "x-mac-cyrillic": "mac_cyrillic", "x-mac-ukrainian": "mac_cyrillic", "x-mac-greek": "mac_greek",
    "x-mac-turkish": "mac_turkish", "x-mac-ce": "mac_latin2", "x-mac-centraleurroman": "mac_latin2",
    "x-mac-icelandic": "mac_iceland", "x-mac-japanese": "cp932", "x-mac-chinesesimp": "gb18030",
    "x-mac-chinesetrad": "big5hkscs", "x-mac-korean": "cp949", "unicode-1-1-utf-7": "utf_7", "x-unicode-2-0-utf-7": "utf_7",
    "x-utf-7": "utf_7", "utf-7-imap": "utf_7", "unicode-1-1-utf-8": "utf_8", "utf8mb4": "utf_8", "utf-8-mac": "utf_8",
    "x-utf-8": "utf_8", "utf": "utf_8", "unicode": "utf_16", "ucs-2": "utf_16", "iso-10646-ucs-2": "utf_16",
    "ucs-4": "utf_32", "x-cp1250": "cp1250", "x-cp1251": "cp1251", "x-cp1252": "cp1252", "x-ansi": "cp1252",
    "ansi": "cp1252", "win-1251": "cp1251", "win1251": "cp1251", "win-1252": "cp1252", "win-1250": "cp1250",
    "koi8": "koi8_r", "koi": "koi8_r", "koi8-ru": "koi8_u", "x-viet-vps": "cp1258",
    "ibm850": "cp850", "dos-850": "cp850", "x-ibm850": "cp850",
}  # fmt: skip

# Only codecs of text; hex, zip, idna, punycode and escapes are codecs to Python too, some of them slow.
_TEXT_CODECS = frozenset(
    [
        "ascii",
        "big5",
        "big5hkscs",
        "cp037",
        "cp1006",
        "cp1026",
        "cp1125",
        "cp1140",
        "cp1250",
        "cp1251",
        "cp1252",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "cp273",
        "cp424",
        "cp437",
        "cp500",
        "cp720",
        "cp737",
        "cp775",
        "cp850",
        "cp852",
        "cp855",
        "cp856",
        "cp857",
        "cp858",
        "cp860",
        "cp861",
        "cp862",
        "cp863",
        "cp864",
        "cp865",
        "cp866",
        "cp869",
        "cp874",
        "cp875",
        "cp932",
        "cp949",
        "cp950",
        "euc_jis_2004",
        "euc_jisx0213",
        "euc_jp",
        "euc_kr",
        "gb18030",
        "gb2312",
        "gbk",
        "hp-roman8",
        "hz",
        "iso2022_jp",
        "iso2022_jp_1",
        "iso2022_jp_2",
        "iso2022_jp_2004",
        "iso2022_jp_3",
        "iso2022_jp_ext",
        "iso2022_kr",
        "iso8859-1",
        "iso8859-10",
        "iso8859-11",
        "iso8859-13",
        "iso8859-14",
        "iso8859-15",
        "iso8859-16",
        "iso8859-2",
        "iso8859-3",
        "iso8859-4",
        "iso8859-5",
        "iso8859-6",
        "iso8859-7",
        "iso8859-8",
        "iso8859-9",
        "johab",
        "koi8-r",
        "koi8-t",
        "koi8-u",
        "kz1048",
        "mac-arabic",
        "mac-croatian",
        "mac-cyrillic",
        "mac-farsi",
        "mac-greek",
        "mac-iceland",
        "mac-latin2",
        "mac-roman",
        "mac-romanian",
        "mac-turkish",
        "ptcp154",
        "shift_jis",
        "shift_jis_2004",
        "shift_jisx0213",
        "tis-620",
        "utf-16",
        "utf-16-be",
        "utf-16-le",
        "utf-32",
        "utf-32-be",
        "utf-32-le",
        "utf-7",
        "utf-8",
        "utf-8-sig",
    ]
)
_SHIFTS = re.compile(rb"[\x0e\x0f\x1b]")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_ONE_BYTE = ("cp125", "iso8859", "koi8", "mac", "viscii")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text fit to be stored, and what happened on the way to it."""

    text: str
    flags: tuple[str, ...] = ()


@lru_cache(maxsize=512)
def codec_of(name: str) -> str | None:
    """Return the codec, Python's or "viscii", for a charset as declared ("GB2312" -> "gb18030"), or None when the name is unknown."""
    name = re.sub(r"[^a-z0-9._$-]", "", name[:64].strip().lower().removeprefix("3d"))
    if name in {"viscii", "csviscii"}:
        return "viscii"
    for candidate in (_ALIASES.get(name, name), _ALIASES.get(name.replace("_", "-"), name), name.replace("-", "")):
        try:
            found = codecs.lookup(candidate).name
        except (LookupError, ValueError, UnicodeError):
            continue
        if found in _TEXT_CODECS:
            return "cp1252" if found == "iso8859-1" else found
    return None


def decode(data: bytes, declared: str = "") -> Decoded:
    """Return the text of ``data``. Any bytes and any name will do; what could not be told for sure is flagged."""
    codec = codec_of(declared) if declared else None
    unknown = (UNKNOWN,) if declared and codec is None else ()
    if _is_wide_unicode(codec) or (codec in {None, "ascii"} and b"\0" in data):
        codec = _with_its_end(data, codec)
    shifts = b"\x1b$" in data or b"\x1b(" in data
    # Seven bits are the same in every charset that mail is written in, but for those that shift and the wide ones.
    if data.isascii() and not shifts and codec not in {"utf-7", "hz"} and not _is_wide(codec):
        return _decoded(data.decode("ascii"), unknown)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _decoded(data.decode(marked, "replace"), unknown)
    if shifts and (codec is None or not codec.startswith("iso2022")) and not _is_wide(codec):
        codec = "iso2022_jp_ext"
    if codec == "ascii":  # which says nothing about the bytes beyond it
        codec = None
    if codec is not None:
        text = _strict(data, codec)
        # Bytes beyond ASCII that are sound UTF-8 are hardly ever meant as Latin letters, whatever the label says.
        if text is not None and not (codec.startswith(_ONE_BYTE) and _strict(data, "utf-8") is not None):
            return _decoded(text, unknown)
    return _repaired(data, codec, unknown)


def says_nothing(declared: str) -> bool:
    """Tell whether a declared charset is none: empty, unknown, or plain ASCII."""
    return codec_of(declared) in {None, "ascii"}


def can_stand_in_headers(declared: str) -> bool:
    """Tell whether raw bytes of headers may be in a body's charset: ASCII must mean itself in it."""
    codec = codec_of(declared)
    return codec is not None and not _is_wide(codec) and codec not in {"utf-7", "hz"}


def _is_wide_unicode(codec: str | None) -> bool:
    return codec is not None and codec.startswith(("utf-16", "utf-32"))


def _with_its_end(data: bytes, codec: str | None) -> str | None:
    """The codec of wide characters by where the zeros of letters stand, when the name does not say it or is not true."""
    sample = data[:4096]
    if sample.startswith(_WIDE_MARKS):
        return codec
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if codec is None or codec == "ascii":
        is_wide = max(first, second) * 5 > len(sample) * 2 and min(first, second) * 20 < len(sample)
        return codec if not is_wide else "utf-16-be" if first > second else "utf-16-le"
    if not first and not second and _strict(data, "utf-8") is not None:
        return "utf-8"
    if codec == "utf-16":
        return "utf-16-be" if first > second else "utf-16-le"
    return codec


def _repaired(data: bytes, codec: str | None, unknown: tuple[str, ...]) -> Decoded:
    """The text of bytes that are not what was declared, or of which nothing was."""
    if codec is not None and (_is_wide(codec) or (codec.startswith("iso2022") and _SHIFTS.search(data))):
        text = read_shifted(data) if codec.startswith("iso2022_jp") else data.decode(codec, "replace")
        return _decoded(text, (*unknown, LOST) if "\ufffd" in text else unknown)
    instead = _sound_instead(data, codec, told=bool(codec or unknown))
    if instead is not None:
        return _decoded(instead.text, (*unknown, *instead.flags))
    if codec is not None:
        text = read_euc(data) if codec == "euc_jp" else data.decode(codec, "replace")
        # A few broken characters in a text of the declared charset: keep the charset and mark the loss.
        if text.count("\ufffd") * 20 <= len(text):
            return _decoded(text, (*unknown, LOST))
    nearly = data.decode("utf-8", "replace")
    broken = nearly.count("\ufffd")
    if sum(char > "\x7f" for char in nearly) - broken > 4 * broken:
        return _decoded(nearly, (*unknown, LOST))
    text = data.decode(detect(data), "replace")
    return _decoded(text, (*unknown, GUESSED, *((LOST,) if "\ufffd" in text else ())))


def _sound_instead(data: bytes, codec: str | None, *, told: bool) -> Decoded | None:
    """Text of bytes that are sound in what they were not said to be, or None; ``told`` whether anything was said."""
    sound = _strict(data, "utf-8")
    if sound is not None:
        return Decoded(sound, (GUESSED,) if told else ())
    if codec is not None and codec.startswith("iso2022"):
        # Bytes beyond ASCII without a shift are none of its own; what they are in Japan shows by the kana.
        sound = _strict(data, detect_two_bytes(data) or "cp932")
    if sound is None:
        sound = _strict_pairs(data)
    if sound is not None:
        return Decoded(sound, (GUESSED,))
    cut = _cut_short(data)
    return None if cut is None else Decoded(cut, (LOST,))


def _cut_short(data: bytes) -> str | None:
    """Text of UTF-8 that is sound but for a last character of which the end is missing."""
    end = len(data) - next((back for back in (1, 2, 3) if data[-back:][:1] >= b"\xc0"), 0)
    if end == len(data) or data[:end].isascii():
        return None
    sound = _strict(data[:end], "utf-8")
    return None if sound is None else sound + "\ufffd"


def _strict_pairs(data: bytes) -> str | None:
    """Text of UTF-8 whose characters beyond the basic plane were written as two surrogates (CESU-8)."""
    if b"\xed" not in data:
        return None
    try:
        return data.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeError:
        return None


def _strict(data: bytes, codec: str) -> str | None:
    if codec == "viscii":
        return read_viscii(data)
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None


def _is_wide(codec: str | None) -> bool:
    return codec is not None and codec.startswith(("utf-16", "utf-32", "cp037", "cp500", "cp1140", "cp273", "cp424"))


def _decoded(text: str, flags: tuple[str, ...]) -> Decoded:
    clean = storable(text.removeprefix("\ufeff"))
    if clean.count("\ufffd") > text.count("\ufffd"):
        flags = (*flags, LOST)
    return Decoded(clean, tuple(dict.fromkeys(flags)))
