from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.headers import decode_value, read_block, start_of_headers
from consultant.mail.limits import DEFAULT, Limits


def block_of(raw, limits=DEFAULT):
    return read_block(raw, 0, len(raw), limits)


def test_folded_values_are_unfolded():
    block = block_of(b"Subject: one\r\n two\r\n\tthree\r\n\r\nbody")

    assert block.fields == (("subject", b"one two three"),)
    assert block.body == len(b"Subject: one\r\n two\r\n\tthree\r\n\r\n")


def test_a_line_without_a_colon_between_headers_is_passed_over():
    block = block_of(b"From: a@x\r\nno colon here\r\nSubject: s\r\n\r\nbody")

    assert [name for name, _ in block.fields] == ["from", "subject"]
    assert block.flags == ("bad-header-line",)


def test_a_body_without_a_blank_line_before_it_is_no_header():
    raw = b"From: a@x\r\nHello there\r\nQuestion: is it paid?\r\n"

    block = block_of(raw)

    assert raw[block.body :] == b"Hello there\r\nQuestion: is it paid?\r\n"
    assert block.flags == ("no-blank-line",)


def test_a_block_beyond_its_limit_ends_at_its_blank_line():
    raw = b"X-A: 1\r\n" * 100 + b"\r\nbody"

    block = block_of(raw, Limits(headers=10))

    assert len(block.fields) == 10
    assert raw[block.body :] == b"body"
    assert block.flags == ("header-too-large",)


def test_an_mbox_line_and_junk_are_passed_over():
    assert start_of_headers(b"From dana Mon Nov 23 2026\nFrom: a@x\n") == (26, ("mbox-line",))
    assert start_of_headers(b"* 1 FETCH\r\nFrom: a@x\r\n") == (11, ("junk-before-headers",))
    assert start_of_headers(b"\xef\xbb\xbf\r\nFrom: a@x\r\n") == (5, ())


def test_raw_bytes_are_read_by_the_charset_of_the_mail():
    assert decode_value("колено".encode("koi8_r"), "koi8-r").text == "колено"


@given(st.binary(max_size=400))
def test_any_bytes_give_a_block_inside_them(raw):
    start, _ = start_of_headers(raw)

    block = read_block(raw, start, len(raw), DEFAULT)

    assert start <= block.body <= len(raw)
