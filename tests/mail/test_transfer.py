import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.transfer import undo, uuencoded

TEXT = b"Is 76942 paid beside 20611 for M17.11? It is an open question.\r\n"
WHOLE = base64.encodebytes(TEXT)


@pytest.mark.parametrize(
    ("data", "flags"),
    [
        (WHOLE, ()),
        (WHOLE.replace(b"\n", b"\r\n"), ()),
        (WHOLE.rstrip(b"=\n"), ()),
        (WHOLE + b"-- \r\nScanned by a gateway of the clinic\r\n", ("bad-base64",)),
        (WHOLE[:20] + b"!!\x80 " + WHOLE[20:], ("bad-base64",)),
        (TEXT, ("bad-base64",)),
    ],
)
def test_base64_is_read_with_its_usual_faults(data, flags):
    undone = undo(data, "base64")

    assert undone.data == TEXT
    assert undone.flags == flags


def test_pieces_that_were_padded_one_by_one_are_joined():
    assert undo(base64.b64encode(b"a") + base64.b64encode(b"b"), "base64").data == b"ab"


def test_quoted_printable_keeps_what_is_no_escape():
    assert undo(b"kn=C3=A9e =\r\nand = =4", "quoted-printable").data == "knée and = =4".encode()


def test_an_unknown_encoding_is_none():
    assert undo(b"x", "x-nonsense").data == b"x"
    assert undo(b"x", "x-nonsense").flags == ("unknown-transfer-encoding",)


def test_a_uuencoded_file_is_taken_out_of_the_text():
    text, files = uuencoded("before\nbegin 644 a.txt\n#0V%T\n`\nend\nafter\n")

    assert text == "before\nafter\n"
    assert files == (("a.txt", b"Cat"),)


def test_words_that_begin_with_begin_are_no_file():
    assert uuencoded("begin with 76942\nand end\n") == ("begin with 76942\nand end\n", ())


@given(st.binary(max_size=300), st.sampled_from(["base64", "quoted-printable", "x-uuencode", "7bit", ""]))
def test_any_bytes_can_be_undone(data, encoding):
    assert isinstance(undo(data, encoding).data, bytes)


@given(st.binary(max_size=500))
def test_sound_base64_comes_back_exact(data):
    assert undo(base64.encodebytes(data), "base64").data == data
