import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultant.mail.unattended import is_unread_note


@pytest.mark.parametrize(
    "text",
    [
        "this mailbox is not monitored.", "replies to this address are not read.", "incoming messages are not read.", "diese adresse wird nicht gelesen.",
        "cette messagerie n'est pas consultée.", "este correo no se revisa.", "deze mailbox wordt niet gelezen.", "请勿直接回复。",
    ],
)  # fmt: skip
def test_a_mailbox_that_nobody_reads_says_so_of_itself(text):
    assert is_unread_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "my mailbox is not monitored.",
        "this mailbox is not monitored on weekends.",
        "this address is not read: claim 4.",
    ],
)
def test_another_mailbox_or_another_matter_is_none(text):
    assert not is_unread_note(text)


def test_a_long_text_is_no_note():
    assert not is_unread_note("this mailbox is not monitored. " + "x " * 1_000)


@given(st.text(max_size=300))
def test_any_text_is_survived(text):
    is_unread_note(text)


@pytest.mark.parametrize("piece", ["i am ", "this e-mail ", "bin ich ", "for a ", "the office "])
def test_hostile_text_is_read_in_a_moment(piece):
    text = piece * (890 // len(piece))

    start = time.perf_counter()
    is_unread_note(text)

    assert time.perf_counter() - start < 0.5
