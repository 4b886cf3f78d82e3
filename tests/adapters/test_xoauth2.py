import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.adapters.xoauth2 import Conversation, refusal_of


def test_the_token_is_said_once_and_then_nothing():
    said = Conversation("q@desk.example", "zqsecret")

    assert said.answer(b"") == "user=q@desk.example\1auth=Bearer zqsecret\1\1"
    assert said.answer(b'{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}') == ""
    assert said.refusal == " (status 400, it asks for the scope https://mail.google.com/)"
    assert "zqsecret" not in repr(said)


@pytest.mark.parametrize(
    ("challenge", "words"),
    [
        (b'{"status":"401","schemes":"bearer","scope":"mail"}', " (status 401, it asks for the scope mail)"),
        (b'{"status":"invalid_token"}', " (status invalid_token)"),
        (b'{"status":400}', ""),
        (b'{"status":"two words"}', ""),
        (b"[1]", ""),
        (b"", ""),
        (b"[" * 100_000, ""),
        (b"\xff\xfe", ""),
    ],
)
def test_a_refusal_is_worded(challenge: bytes, words: str):
    assert refusal_of(challenge) == words


@given(
    st.binary()
    | st.dictionaries(st.sampled_from(["status", "scope", "x"]), st.text() | st.none()).map(
        lambda said: json.dumps(said).encode()
    )
)
def test_whatever_a_server_says_is_one_printable_line(challenge: bytes):
    assert refusal_of(challenge).isprintable()
