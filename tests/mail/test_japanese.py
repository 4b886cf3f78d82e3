import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.japanese import read_euc, read_shifted

KNEE = "膝の注射、ｱ漾熙"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain", "plain"),
        ("膝の注射 ok".encode("iso2022_jp"), "膝の注射 ok"),
        (b"\x1b$B-!-j\x1b(B", "①㈱"),
        (b"\x1b(I1\x1b(B", "ｱ"),
        (b"\x0e1\x0f a", "ｱ a"),
        (b"\x1b$BI(\nplain", "膝\nplain"),
        (b"\x1b$BI", "I"),
    ],
)
def test_shifts_of_windows_are_read(data, text):
    assert read_shifted(data) == text


def test_signs_of_windows_are_read_in_euc():
    assert read_euc(b"\xad\xa1 " + KNEE.encode("euc_jp")) == f"① {KNEE}"


@given(st.text(alphabet=st.characters(codec="iso2022_jp", exclude_characters="\x0e\x0f\x1b~¥"), max_size=20))
def test_what_the_codec_knows_reads_the_same_but_for_windows_own_signs(text):
    shifted = text.encode("iso2022_jp")

    assert len(read_shifted(shifted)) == len(shifted.decode("iso2022_jp"))


@given(st.binary(max_size=80))
def test_any_bytes_give_text(data):
    read_shifted(data)
    read_euc(data)
