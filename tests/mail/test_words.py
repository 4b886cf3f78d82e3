import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.words import decode_words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?utf-8?Q?kn=C3=A9?=", "kné"),
        ("=?UTF-8?b?a25lZQ?=", "knee"),
        ("=?utf-8?Q?kn=C3?= =?utf-8?Q?=A9e?=", "knée"),
        ("=?utf-8?B?a25l?=\t=?utf-8?B?ZQ==?=", "knee"),
        ("=?utf-8?B?a25lZ?= =?utf-8?B?Q==?=", "knee"),
        ("=?utf-8?Q?one?= and =?utf-8?Q?two?=", "one and two"),
        ("=?utf-8?Q?a?= =?iso-8859-1?Q?=E9?=", "aé"),
        ('"=?utf-8?Q?kn=C3=A9?="', '"kné"'),
        ("=?utf-8?Q?two words?=", "two words"),
        ("=?utf-8?Q?open", "open"),
        ("=?utf-8*en?Q?knee_injection?=", "knee injection"),
        ("=?gb2312?B?z6W52L3a?=", "膝关节"),
        ("=?utf-8?X?knee?=", "=?utf-8?X?knee?="),
        ("2 =? 3 ?= 4", "2 =? 3 ?= 4"),
        ("a=?utf-8?Q?b?=c", "abc"),
    ],
)
def test_encoded_words_are_read_whole_or_broken(written, read):
    assert decode_words(written).text == read


@given(st.text(max_size=200))
def test_any_text_can_be_decoded(text):
    decode_words(text)


@given(st.text(alphabet="=?utf-8QBqb_aGk C3A9", max_size=80))
def test_anything_that_looks_like_encoded_words_can_be_decoded(text):
    decode_words(text)
