"""Bodies in charsets as they are declared, misdeclared and not declared."""

import base64
from collections.abc import Iterator

from tests.corpus.mails import Case, mail

KNEE_JA = "膝の注射について質問があります。"
KNEE_ZH = "关于膝关节注射的编码问题,请回复。"
KNEE_TW = "關於膝關節注射的編碼問題,請回覆。"
KNEE_KO = "무릎 주사 코드에 대한 질문입니다."
KNEE_RU = "Вопрос о колене и об уколе под контролем УЗИ."
KNEE_DE = "Frage für die Prüfung: „Knie“ – 5 €"

_DECLARED: list[tuple[str, str, str, str]] = [
    ("UTF-8", "utf-8", "utf-8", KNEE_DE),
    ("UTF-8 without its dash", "utf8", "utf-8", KNEE_DE),
    ("UTF-8 in quotes and blanks", '" utf-8 "', "utf-8", KNEE_DE),
    ("UTF-8 in single quotes", "'utf-8'", "utf-8", KNEE_DE),
    ("UTF-8 with an escaped equals sign", '3D"utf-8"', "utf-8", KNEE_DE),
    ("UTF-8 with a mark", "utf-8", "utf-8-sig", KNEE_DE),
    ("Latin-1 that is CP1252", "iso-8859-1", "cp1252", KNEE_DE),
    ("Latin-1 that is UTF-8", "iso-8859-1", "utf-8", KNEE_DE),
    ("Latin-2 that is UTF-8", "iso-8859-2", "utf-8", "łódź, geprüft"),
    ("Latin-2", "iso-8859-2", "iso-8859-2", "łódź, źrebię"),
    ("Latin-9", "iso-8859-15", "iso-8859-15", "geprüft für 5 €"),
    ("Latin-5", "iso-8859-9", "cp1254", "diz kapağı – şişlik"),
    ("ASCII that is UTF-8", "us-ascii", "utf-8", KNEE_DE),
    ("ASCII that is CP1252", "us-ascii", "cp1252", KNEE_DE),
    ("CP1252 by an odd name", "x-cp1252", "cp1252", KNEE_DE),
    ("CP1252 by a Cp name", "Cp1252", "cp1252", KNEE_DE),
    ("CP1250", "windows-1250", "cp1250", "łódź – źrebię"),
    ("CP1251", "windows-1251", "cp1251", KNEE_RU),
    ("CP1253", "windows-1253", "cp1253", "Ερώτηση για το γόνατο"),
    ("CP1255", "windows-1255", "cp1255", "שאלה על הברך"),
    ("CP1256", "windows-1256", "cp1256", "سؤال عن الركبة"),
    ("CP1257", "windows-1257", "cp1257", "kelio sąnarys – žaizda"),
    ("CP1258", "windows-1258", "cp1258", "tiêm đo"),
    ("CP866", "ibm866", "cp866", KNEE_RU),
    ("CP437", "cp437", "cp437", "geprüft"),
    ("KOI8-R", "koi8-r", "koi8_r", KNEE_RU),
    ("KOI8-U", "koi8-u", "koi8_u", "Питання про коліно ї є"),
    ("Hebrew by sight", "iso-8859-8-i", "iso8859_8", "שאלה על הברך"),
    ("Greek", "iso-8859-7", "iso8859_7", "Ερώτηση για το γόνατο"),
    ("Thai", "windows-874", "cp874", "คำถามเกี่ยวกับเข่า"),
    ("Thai by TIS-620", "tis-620", "tis-620", "คำถามเกี่ยวกับเข่า"),
    ("Mac Roman", "x-mac-roman", "mac_roman", "geprüft – naïve"),
    ("Mac Roman by another name", "macintosh", "mac_roman", "geprüft – naïve"),
    ("Mac Cyrillic", "x-mac-cyrillic", "mac_cyrillic", KNEE_RU),
    ("GB2312", "gb2312", "gb2312", KNEE_ZH),
    ("GB2312 that is GB18030", "gb2312", "gb18030", "膝关节镕" + KNEE_TW),
    ("GBK", "gbk", "gbk", KNEE_TW),
    ("GB18030 of four bytes", "gb18030", "gb18030", "膝𠀀 bitte"),
    ("HZ", "hz-gb-2312", "hz", KNEE_ZH),
    ("Big5", "big5", "big5", KNEE_TW),
    ("Big5 that is HKSCS", "big5", "big5hkscs", "啲嘢係咁嘅"),
    ("Big5-HKSCS", "big5-hkscs", "big5hkscs", "啲嘢係咁嘅"),
    ("Shift_JIS", "shift_jis", "shift_jis", KNEE_JA),
    ("Shift_JIS that is CP932", "shift_jis", "cp932", "①膝 ㈱ 髙"),
    ("Shift_JIS by another name", "x-sjis", "cp932", "①膝 ㈱ 髙"),
    ("EUC-JP", "euc-jp", "euc_jp", KNEE_JA),
    ("ISO-2022-JP", "iso-2022-jp", "iso2022_jp", KNEE_JA + "\nok\n" + KNEE_JA),
    ("ISO-2022-JP under a UTF-8 name", "utf-8", "iso2022_jp", KNEE_JA),
    ("ISO-2022-KR", "iso-2022-kr", "iso2022_kr", KNEE_KO),
    ("EUC-KR", "euc-kr", "euc_kr", KNEE_KO),
    ("EUC-KR that is CP949", "euc-kr", "cp949", "똠방각하 " + KNEE_KO),
    ("KS C 5601", "ks_c_5601-1987", "cp949", KNEE_KO),
    ("Johab", "johab", "johab", KNEE_KO),
    ("UTF-7", "utf-7", "utf-7", KNEE_DE),
    ("UTF-7 by its old name", "unicode-1-1-utf-7", "utf-7", KNEE_DE),
    ("binary that is UTF-8", "binary", "utf-8", KNEE_DE),
    ("unknown-8bit that is UTF-8", "unknown-8bit", "utf-8", KNEE_DE),
    ("unknown-8bit that is Latin", "unknown-8bit", "cp1252", "geprüft für das Knie"),
    ("default that is Latin", "_autodetect", "cp1252", "geprüft für das Knie"),
    ("x-user-defined that is Latin", "x-user-defined", "cp1252", "geprüft für das Knie"),
    ("UTF-8 that is Latin", "utf-8", "cp1252", "geprüft für das Knie, naïve Prüfung"),
    ("UTF-8 that is Cyrillic", "utf-8", "cp1251", KNEE_RU),
    ("ASCII that is Shift_JIS", "us-ascii", "cp932", KNEE_JA),
    ("ASCII that is GB18030", "us-ascii", "gb18030", KNEE_ZH),
    ("Latin-1 that is ASCII", "iso-8859-1", "ascii", "knee"),
    ("EBCDIC", "cp037", "cp037", "knee injection"),
    ("language behind the name", "utf-8*de", "utf-8", KNEE_DE),
    ("comment behind the name", "utf-8 (Unicode)", "utf-8", KNEE_DE),
    ("two names", "utf-8; charset=koi8-r", "utf-8", KNEE_DE),
    ("a codec that is no charset", "base64", "utf-8", KNEE_DE),
    ("a codec of escapes", "unicode_escape", "utf-8", "C:\\new " + KNEE_DE),
]

_UNDECLARED: list[tuple[str, str, str]] = [
    ("UTF-8", "utf-8", KNEE_DE),
    ("CP1252", "cp1252", "geprüft für das Knie"),
    ("CP1251", "cp1251", KNEE_RU),
    ("KOI8-R", "koi8_r", KNEE_RU),
    ("GB18030", "gb18030", KNEE_ZH),
    ("Big5", "big5", KNEE_TW),
    ("Shift_JIS", "cp932", KNEE_JA),
    ("EUC-JP", "euc_jp", KNEE_JA),
    ("EUC-KR", "euc_kr", KNEE_KO),
    ("ISO-2022-JP", "iso2022_jp", KNEE_JA),
]


def _sent(rule: str, charset: str, data: bytes, words: str, kind: str = "text/plain") -> Case:
    declared = f"; charset={charset}" if charset else ""
    head = f"Content-Type: {kind}{declared}\nContent-Transfer-Encoding: base64\n\n"
    return mail(rule, head.encode() + base64.encodebytes(data), text=words)


def cases() -> Iterator[Case]:
    for rule, charset, codec, words in _DECLARED:
        yield _sent(f"charset: {rule}", charset, words.encode(codec), words)
    for rule, codec, words in _UNDECLARED:
        yield _sent(f"charset: none, {rule}", "", words.encode(codec), words)
        yield mail(f"charset: no type, {rule}", b"\n" + words.encode(codec), text=words)
    for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield _sent(f"charset: {codec}", codec, KNEE_DE.encode(codec), KNEE_DE)
    yield _sent("charset: UTF-16 of the other end", "utf-16", KNEE_DE.encode("utf-16-be"), KNEE_DE)
    yield _sent("charset: UTF-16 without a mark", "utf-16", KNEE_DE.encode("utf-16-le"), KNEE_DE)
    yield _sent("charset: UTF-16 that is UTF-8", "utf-16", KNEE_DE.encode(), KNEE_DE)
    yield _sent("charset: UTF-16-LE that is UTF-8", "utf-16le", KNEE_DE.encode(), KNEE_DE)
    yield _sent("charset: UTF-16 undeclared", "", KNEE_DE.encode("utf-16-le"), KNEE_DE)
    yield _sent("charset: UTF-16 called ASCII", "us-ascii", KNEE_DE.encode("utf-16-be"), KNEE_DE)
    yield _sent("charset: UTF-16 marked, undeclared", "", KNEE_DE.encode("utf-16"), KNEE_DE)
    yield _sent("charset: UTF-8 cut at its end", "utf-8", (KNEE_DE + "é").encode()[:-1], KNEE_DE + "\ufffd")
    yield _sent("charset: UTF-8 with one wrong byte", "utf-8", b"kn\xffee " + KNEE_DE.encode(), "kn\ufffdee " + KNEE_DE)
    yield _sent("charset: NUL", "utf-8", b"kn\0ee", "kn\ufffdee")
    yield _sent("charset: surrogates in UTF-8", "utf-8", b"\xed\xa0\xbd\xed\xb8\x80 knee", "😀 knee")
    yield _sent("charset: ISO-2022-JP with NEC signs", "iso-2022-jp", b"\x1b$B-!\x1b(B knee", "① knee")
    yield _sent("charset: ISO-2022-JP with half-width kana", "iso-2022-jp", b"\x1b(I1\x1b(B knee", "ｱ knee")
    yield _sent("charset: EUC-JP with NEC signs", "euc-jp", b"\xad\xa1 " + KNEE_JA.encode("euc_jp"), "① " + KNEE_JA)
    meta = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body>{}</body></html>'
    for rule, declared, inside, codec, words in (
        ("none, HTML says so", "", "koi8-r", "koi8_r", KNEE_RU),
        ("none, HTML says so in quotes", "", "'shift_jis'", "cp932", KNEE_JA),
        ("the header goes before the HTML", "koi8-r", "utf-8", "koi8_r", KNEE_RU),
        ("unknown, HTML says so", "x-none", "koi8-r", "koi8_r", KNEE_RU),
        ("ASCII, HTML says so", "us-ascii", "windows-1251", "cp1251", KNEE_RU),
        ("HTML says UTF-16 in ASCII", "", "utf-16", "utf-8", KNEE_DE),
    ):
        data = meta.format(inside, words).encode(codec)
        yield _sent(f"charset: {rule}", declared, data, words, "text/html")
    yield _sent("charset: none, XML says so", "", b'<?xml version="1.0" encoding="koi8-r"?><p>' + KNEE_RU.encode("koi8_r") + b"</p>", KNEE_RU, "text/html")  # fmt: skip
    yield _sent("charset: HTML in UTF-16", "utf-16", f"<p>{KNEE_DE}</p>".encode("utf-16"), KNEE_DE, "text/html")
