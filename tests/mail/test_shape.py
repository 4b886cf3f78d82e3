import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.shape import shaped

HEAD = b"From: a@x.example\r\nSubject: Knee\r\n\r\n"


@pytest.mark.parametrize(
    "raw", [HEAD + b"knee\r\n", HEAD.replace(b"\r", b"") + b"a\rb\n", b"Subject: a\rb\r\n\r\nknee", b""]
)
def test_a_mail_in_its_usual_shape_stays_as_it_is(raw):
    assert shaped(raw) == (raw, ())


@pytest.mark.parametrize(
    ("raw", "expected", "flag"),
    [
        (b"From: a@x.example\rSubject: Knee\r\rknee\r", b"From: a@x.example\nSubject: Knee\n\nknee\n", "bare-returns"),
        (
            b"From: a@x.example\rSubject: Knee\r\rknee\nh\rp\n",
            b"From: a@x.example\nSubject: Knee\n\nknee\nh\rp\n",
            "bare-returns",
        ),
        (b"From: a@x.example\rX: y\n", b"From: a@x.example\nX: y\n", "bare-returns"),
        (HEAD.decode().encode("utf-16"), HEAD, "wide-mail"),
    ],
)
def test_an_unusual_shape_is_undone(raw, expected, flag):
    assert shaped(raw) == (expected, (flag,))


@given(st.binary(max_size=200))
def test_any_bytes_will_do(raw):
    shaped(raw)
    shaped(b"\xff\xfe" + raw)
