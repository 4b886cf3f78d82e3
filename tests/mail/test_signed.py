import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.signed import signed_content

ENTITY = (
    b"Content-Type: multipart/mixed; boundary=s\r\n\r\n--s\r\nContent-Type: text/plain\r\n\r\nknee\r\n--s\r\n"
    b"Content-Type: application/pdf; name=a.pdf\r\n\r\n%PDF-1.7\r\n--s--\r\n"
)
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
DATA = bytes.fromhex("06092a864886f70d010701")


def der(tag, *pieces):
    body = b"".join(pieces)
    if len(body) < 128:
        return bytes([tag, len(body)]) + body
    return bytes([tag, 0x82]) + len(body).to_bytes(2, "big") + body


def still_open(tag, *pieces):
    return bytes([tag, 0x80]) + b"".join(pieces) + b"\0\0"


def signed(content, whole=der, digests=None):
    digests = digests or der(0x31, der(0x30, bytes.fromhex("0609608648016503040201")))
    content = whole(0x30, DATA, whole(0xA0, content)) if content is not None else whole(0x30, DATA)
    return whole(0x30, SIGNED_DATA, whole(0xA0, whole(0x30, der(0x02, b"\1"), digests, content, der(0x31))))


SIGNED = signed(der(0x04, ENTITY))
STREAMED = signed(
    still_open(0x24, *(der(0x04, ENTITY[at : at + 50]) for at in range(0, len(ENTITY), 50))),
    still_open,
    still_open(0x31, still_open(0x30, bytes.fromhex("0609608648016503040201"))),
)


@pytest.mark.parametrize("data", [SIGNED, STREAMED, signed(der(0x24, der(0x04, ENTITY)))])
def test_what_was_signed_is_found(data):
    assert signed_content(data) == ENTITY


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        signed(None),
        SIGNED[:200],
        SIGNED.replace(SIGNED_DATA, bytes.fromhex("06092a864886f70d010703")),
        signed(der(0x24, *[b""]) + b"\x24\x80" * 40),
        signed(b"\x04\x89" + bytes(20)),
    ],
    ids=["nothing", "another file", "a signature alone", "cut", "sealed", "nested without end", "length of nine bytes"],
)
def test_other_data_holds_no_content(data):
    assert not signed_content(data)


@pytest.mark.timeout(60)
def test_pieces_beyond_measure_are_refused():
    assert signed_content(signed(b"\x24\x80" + b"\x04\x00" * 2_000_000, still_open)) is None


@given(st.binary(max_size=60), st.integers(0, len(STREAMED)))
def test_any_bytes_will_do(data, place):
    signed_content(data)
    signed_content(STREAMED[:place] + data + STREAMED[place:])
