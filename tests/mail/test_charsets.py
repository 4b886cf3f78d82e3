import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.charsets import GUESSED, LOST, UNKNOWN, can_stand_in_headers, codec_of, decode


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("gb2312", "gb18030"), ("GBK", "gb18030"), ("iso-8859-1", "cp1252"), ("US-ASCII", "ascii"), ("latin1", "cp1252"),
        ('"utf-8"', "utf-8"), ("utf8", "utf-8"), ("UTF8MB4", "utf-8"), ("ks_c_5601-1987", "cp949"), ("x-sjis", "cp932"),
        ("x-mac-cyrillic", "mac-cyrillic"), ("windows-1252", "cp1252"), ("cp-850", "cp850"), ("iso-8859-8-i", "iso8859-8"),
        ("unicode-1-1-utf-7", "utf-7"), ("iso-8859-15", "iso8859-15"), ("koi8-r", "koi8-r"), ("tis-620", "cp874"),
        ("zip", None), ("idna", None), ("rot13", None), ("unicode_escape", None), ("x-unknown", None), ("", None),
    ],
)  # fmt: skip
def test_a_declared_name_is_read_as_what_is_meant_by_it(declared, codec):
    assert codec_of(declared) == codec


@pytest.mark.parametrize(
    ("text", "codec", "declared"),
    [
        ("膝关节镕", "gb18030", "gb2312"),
        ("“knee” – 5 €", "cp1252", "iso-8859-1"),
        ("膝の注射", "cp932", "shift_jis"),
        ("膝の注射", "iso2022_jp", "iso-2022-jp"),
        ("колено", "koi8_r", "koi8-r"),
        ("kné 😊", "utf_7", "utf-7"),
        ("knee é", "mac_roman", "x-mac-roman"),
    ],
)
def test_a_true_label_is_followed_without_a_flag(text, codec, declared):
    decoded = decode(text.encode(codec), declared)

    assert decoded.text == text
    assert decoded.flags == ()


def test_utf8_is_recognised_under_a_latin_label():
    decoded = decode("geprüft – ja".encode(), "iso-8859-1")

    assert decoded.text == "geprüft – ja"
    assert decoded.flags == (GUESSED,)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Frage für das Knie", "latin-1"),
        ("膝蓋注射編碼", "big5"),
        ("膝关节注射的编码问题", "gb18030"),
        ("Коленный сустав, вопрос", "cp1251"),
        ("Коленный сустав, вопрос", "koi8_r"),
        ("膝の注射のコードについて", "cp932"),
    ],
)
def test_a_text_without_a_label_is_read_by_what_it_looks_like(text, codec):
    assert decode(text.encode(codec)).text == text


def test_utf8_without_a_label_is_no_guess():
    assert decode("geprüft".encode()).flags == ()


def test_a_character_that_was_cut_is_marked_as_lost():
    decoded = decode("Kniegelenk – geprüft, 膝".encode()[:-1], "utf-8")

    assert decoded.text == "Kniegelenk – geprüft, \ufffd"
    assert LOST in decoded.flags


def test_an_unknown_name_is_flagged_and_the_text_read_all_the_same():
    decoded = decode("geprüft".encode(), "x-nonsense")

    assert decoded.text == "geprüft"
    assert decoded.flags == (UNKNOWN, GUESSED)


def test_nul_bytes_are_marked_as_lost():
    assert decode(b"a\0b", "utf-8") == decode(b"a\0b", "ascii")
    assert decode(b"a\0b").text == "a\ufffdb"
    assert LOST in decode(b"a\0b").flags


def test_surrogate_pairs_written_as_utf8_become_their_character():
    assert decode(b"a \xed\xa0\xbd\xed\xb8\x80 b", "utf-8").text == "a 😀 b"


def test_headers_are_not_read_in_a_charset_in_which_ascii_is_something_else():
    assert can_stand_in_headers("iso-8859-2")
    assert not any(can_stand_in_headers(name) for name in ("utf-16", "cp037", "utf-7", "x-nonsense", ""))


@given(
    st.binary(max_size=300),
    st.one_of(st.text(max_size=20), st.sampled_from(["utf-16", "gb2312", "utf-7", "iso-2022-jp", "cp037"])),
)
def test_any_bytes_under_any_name_become_storable_text(data, declared):
    decoded = decode(data, declared)

    assert "\0" not in decoded.text
    decoded.text.encode("utf-8")
